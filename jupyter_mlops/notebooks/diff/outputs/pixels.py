"""Compares images by their pixels, with Pillow where it is installed.

Both are laid out alike first: an image of the same proportions as the other, but larger, is
scaled down to it; other sizes are extended to the right and below with the image's own
background, which is the colour of its first pixel. Colours are taken with their opacity, so that
what is wholly transparent has no colour.

The *score* is 1 less the mean difference, from 0 to 1, of what is drawn on either image: of all
pixels that aren't background on both. A curve that moved away altogether so scores near 0 even
on a large white page, and equal images 1.

Two images are *alike* if they are of one size and no neighbourhood of three by three pixels
differs in its mean by more than 12 of 255 levels in any channel. That lets different smoothing
of edges and recompression pass, and not a dot that came or went.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from jupyter_mlops.notebooks.diff.outputs.pictures import dimensions

if TYPE_CHECKING:
    from PIL.Image import Image

#: An image of more pixels is not decoded: 200 MB of memory.
_MOST_PIXELS = 50_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
#: Modes of more than eight bits a channel, which Pillow can't convert without loss.
_DEEP = ("I", "F")
_BARELY = 12
_SEEN = 8
_PROPORTION = 0.01


class Layout(NamedTuple):
    """Two images of the same size and mode, and where they differ."""

    base: Image
    head: Image
    #: Levels of grey: the largest difference among the channels.
    difference: Image
    #: Whether the originals were of one size.
    same_size: bool


class Likeness(NamedTuple):
    """How much two images are alike."""

    verdict: Literal["same", "alike", "different"]
    score: float


def compare_pixels(base: bytes, head: bytes) -> Likeness | None:
    """Compares two images; None without Pillow, or if one can't be read as a still image."""
    layout = lay_out(base, head)
    if layout is None:
        return None
    difference = layout.difference
    if layout.same_size and difference.getbbox() is None:
        return Likeness("same", 1.0)
    from PIL import ImageFilter

    score = _score(layout)
    worst = _levels(difference.filter(ImageFilter.BoxBlur(1)))[1]
    if layout.same_size and worst <= _BARELY:
        return Likeness("alike", score)
    return Likeness("different", score)


def lay_out(base: bytes, head: bytes) -> Layout | None:
    """Decodes two images and brings them to one size; None if that isn't possible."""
    try:
        one, other = _open(base), _open(head)
    except ImportError:
        return None
    except Exception:  # noqa: BLE001 - a decoder of broken data raises whatever it happens upon
        return None
    if one is None or other is None:
        return None
    mode = "RGBa" if "RGBa" in (one.mode, other.mode) else "RGB"
    one, other = _with_mode(one, mode), _with_mode(other, mode)
    same_size = one.size == other.size
    if not same_size:
        one, other = _resized(one, other)
        if one.width * one.height > _MOST_PIXELS:
            return None
    return Layout(one, other, _difference(one, other), same_size)


def _open(data: bytes) -> Image | None:
    """A decoded image, with premultiplied opacity if it has any."""
    size = dimensions(data)
    if size is None or size[0] * size[1] > _MOST_PIXELS:
        return None
    import PIL.Image

    with PIL.Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        if (
            image.size != size
            or getattr(image, "is_animated", False)
            or image.mode.startswith(_DEEP)
        ):
            return None
        clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
        return _with_mode(image.convert("RGBA" if clear else "RGB"), "RGBa" if clear else "RGB")


def _with_mode(image: Image, mode: str) -> Image:
    if image.mode == mode:
        return image
    return image.convert("RGBA").convert("RGBa") if mode == "RGBa" else image.convert(mode)


def _resized(one: Image, other: Image) -> tuple[Image, Image]:
    """Two images at one size."""
    across, down = one.width * other.height, one.height * other.width
    if abs(across - down) <= _PROPORTION * max(across, down):
        size = min(one.size, other.size)
        return _scaled(one, size), _scaled(other, size)
    size = max(one.width, other.width), max(one.height, other.height)
    return _extended(one, size), _extended(other, size)


def _scaled(image: Image, size: tuple[int, int]) -> Image:
    import PIL.Image

    return image if image.size == size else image.resize(size, PIL.Image.Resampling.BOX)


def _extended(image: Image, size: tuple[int, int]) -> Image:
    import PIL.Image

    canvas = PIL.Image.new(image.mode, size, _background(image))
    canvas.paste(image, (0, 0))
    return canvas


def _background(image: Image) -> Any:
    return image.getpixel((0, 0))


def _difference(one: Image, other: Image) -> Image:
    from PIL import ImageChops

    first, *others = (
        ImageChops.difference(band, with_)
        for band, with_ in zip(one.split(), other.split(), strict=True)
    )
    for band in others:
        first = ImageChops.lighter(first, band)
    return first


def _score(layout: Layout) -> float:
    """One less the mean difference of what is drawn on either image."""
    import PIL.Image
    from PIL import ImageChops

    one, other = (
        _difference(image, PIL.Image.new(image.mode, image.size, _background(image)))
        for image in (layout.base, layout.head)
    )
    drawn = ImageChops.lighter(ImageChops.lighter(one, other), layout.difference)
    counts = layout.difference.histogram(drawn.point([0] * _SEEN + [255] * (256 - _SEEN)))
    if not sum(counts):  # nothing is drawn on either that anybody could see
        counts = layout.difference.histogram()
    levels = sum(level * count for level, count in enumerate(counts))
    return 1 - levels / (255 * sum(counts))


def _levels(image: Image) -> Any:
    return image.getextrema()
