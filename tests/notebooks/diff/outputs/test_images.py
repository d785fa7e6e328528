from __future__ import annotations

import io
import struct
import sys
import zlib
from typing import Any

import pytest
from PIL import Image, ImageDraw

from jupyter_mlops.notebooks.diff.model import OutputChange
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.outputs import heat_map
from jupyter_mlops.notebooks.diff.outputs.pictures import dimensions
from jupyter_mlops.notebooks.diff.views import HashView, ImageView
from tests.notebooks.diff.outputs.builders import display, image, only, plot

FIRST, OTHER = plot((1, 3, 2)), plot((1, 3, 4))


def encode(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def page(size: tuple[int, int] = (60, 40), *, dot: int = 0, mode: str = "RGB") -> Image.Image:
    """A white page with a frame and maybe a dot."""
    picture = Image.new(mode, size, "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((5, 5, 30, 30), outline="black")
    if dot:
        draw.rectangle((15, 15, 14 + dot, 14 + dot), fill="blue")
    return picture


def view_of(base: bytes, head: bytes, options: DiffOptions | None = None) -> ImageView:
    change = only(image(base), image(head), options or DiffOptions())
    assert isinstance(change.view, ImageView)
    assert change.noise is (change.view.verdict == "same")
    return change.view


def test_equal_pixels_are_the_same_however_they_are_packed() -> None:
    repacked = encode(Image.open(io.BytesIO(FIRST)), compress_level=1)
    view = view_of(FIRST, repacked)
    assert (view.verdict, view.score) == ("same", 1.0)
    assert view.base.sha256 != view.head.sha256


def test_base64_broken_at_other_places_is_the_same() -> None:
    change = only(display({"image/png": "YWJj"}), display({"image/png": "YW\nJj\n"}))
    assert change.noise


def test_another_curve_is_different() -> None:
    view = view_of(FIRST, OTHER)
    assert view.verdict == "different"
    assert view.score is not None
    assert 0.2 < view.score < 0.95
    assert (view.base.width, view.base.height) == (300, 200)
    assert view.base.size == len(FIRST)


def test_a_small_dot_is_different() -> None:
    assert view_of(encode(page()), encode(page(dot=2))).verdict == "different"


def test_recompression_is_alike() -> None:
    good, fair = (encode(page(dot=9), "JPEG", quality=quality) for quality in (97, 92))
    view = view_of(good, fair)
    assert view.verdict == "alike"
    assert view.score is not None
    assert view.score > 0.95


def test_nothing_in_common_scores_near_nothing() -> None:
    black, white = (encode(Image.new("RGB", (9, 9), colour)) for colour in ("black", "white"))
    assert view_of(black, white).score == 0


def test_a_larger_page_with_the_same_drawing_is_different_but_near() -> None:
    view = view_of(encode(page((60, 40))), encode(page((60, 50))))
    assert view.verdict == "different"
    assert view.score == 1.0


def test_another_resolution_is_different_but_near() -> None:
    view = view_of(plot((1, 3, 2), dpi=100), plot((1, 3, 2), dpi=200))
    assert view.verdict == "different"
    assert view.score is not None
    assert view.score > 0.6


def test_transparency_counts_and_colours_below_it_do_not() -> None:
    red, blue, clear = (
        encode(Image.new("RGBA", (9, 9), colour))
        for colour in ((255, 0, 0, 0), (0, 0, 255, 0), (0, 0, 255, 255))
    )
    assert view_of(red, blue).verdict == "same"
    assert view_of(blue, clear).verdict == "different"


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "RGBA", "CMYK"])
def test_images_of_any_mode_are_compared(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    one, other = (encode(page(dot=dot).convert(mode), kind) for dot in (0, 9))
    assert view_of(one, other).verdict == "different"


def deep() -> bytes:
    return encode(Image.new("I;16", (4, 4)))


def moving() -> bytes:
    frames = [page(dot=dot) for dot in (3, 6)]
    return encode(frames[0], "GIF", save_all=True, append_images=frames[1:])


def bomb() -> bytes:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    size = struct.pack(">I", 13)
    return b"\x89PNG\r\n\x1a\n" + size + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    "data",
    [b"", b"garbage", FIRST[:300], FIRST[:-200], FIRST[:20], bomb(), deep(), moving()],
)
def test_what_cannot_be_read_is_unknown(data: bytes) -> None:
    view = view_of(FIRST, data)
    assert (view.verdict, view.score) == ("unknown", None)
    assert heat_map(FIRST, data) is None


def test_without_leave_to_look_at_pixels_the_verdict_is_unknown() -> None:
    assert view_of(FIRST, OTHER, DiffOptions(pixels=False)).verdict == "unknown"
    assert view_of(FIRST, FIRST[:0] + FIRST + b"x", DiffOptions(pixels=False)).score is None


def test_without_pillow_the_verdict_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PIL", "PIL.Image"):
        monkeypatch.setitem(sys.modules, name, None)
    view = view_of(FIRST, OTHER)
    assert (view.verdict, view.score, view.base.width) == ("unknown", None, 300)
    assert heat_map(FIRST, OTHER) is None


@pytest.mark.parametrize("value", [3, None, {"a": 1}, ["a", 1], "Y"])
def test_an_image_that_is_none_is_compared_by_hash(value: Any) -> None:
    change = only(image(FIRST), display({"image/png": value, "text/plain": ""}))
    assert isinstance(change.view, HashView | ImageView)
    assert not change.noise


def svg(change: OutputChange) -> tuple[str, bool]:
    assert isinstance(change.view, ImageView)
    return change.view.verdict, change.noise


def test_a_drawing_is_the_same_but_for_its_ids_and_its_date() -> None:
    one, other, third = (
        display({"image/svg+xml": plot(heights, "svg", date=date).decode()})
        for heights, date in [
            ((1, 3, 2), "2024-01-05T10:00:00"),
            ((1, 3, 2), "2025-01-05T10:00:00"),
            ((1, 3, 4), "2024-01-05T10:00:00"),
        ]
    )
    assert svg(only(one, other)) == ("same", True)
    assert svg(only(one, third)) == ("different", False)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "JPEG", "WEBP"])
def test_dimensions_are_read_from_the_header(kind: str) -> None:
    data = encode(page((70, 40)), kind)
    assert dimensions(data) == (70, 40)
    assert all(dimensions(data[:end]) in (None, (70, 40)) for end in range(0, len(data), 3))


def test_dimensions_of_every_form_of_webp_are_read() -> None:
    assert dimensions(encode(page((70, 40)), "WEBP", lossless=True)) == (70, 40)
    clear = page((70, 40), mode="RGBA")
    clear.putpixel((0, 0), (0, 0, 0, 0))
    assert dimensions(encode(clear, "WEBP", quality=50, exif=b"Exif\0\0")) == (70, 40)


def test_dimensions_of_a_drawing_are_read() -> None:
    mime = "image/svg+xml"
    assert dimensions(b'<?xml?><svg width="70.5pt" height="40" viewBox="">', mime) == (70, 40)
    assert dimensions(b'<svg width="100%" height="40">', mime) is None
    assert dimensions(b"", mime) is None


def test_a_heat_map_marks_what_differs_on_opaque_paper() -> None:
    data = heat_map(encode(page(mode="RGBA")), encode(page(dot=5, mode="RGBA")))
    assert data is not None
    picture = Image.open(io.BytesIO(data))
    assert (picture.mode, picture.size) == ("RGB", (60, 40))
    red, green, _ = picture.getpixel((17, 17))  # type: ignore[misc]
    assert red > 190
    assert green < 60
    levels = picture.getpixel((50, 35))
    assert isinstance(levels, tuple)
    assert min(levels) > 235


def test_a_heat_map_is_never_wide() -> None:
    data = heat_map(encode(page((2000, 100))), encode(page((2000, 120), dot=1)))
    assert data is not None
    assert dimensions(data) == (1600, 96)
