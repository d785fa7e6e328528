"""Pictures of two runs."""

from __future__ import annotations

import base64
import builtins
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image

from jupyter_mlops.checks.reproduce_images import image_difference

if TYPE_CHECKING:
    import pytest


def _picture(
    size: tuple[int, int] = (100, 100), dots: int = 0, color: Any = (0, 0, 0), **how: Any
) -> str:
    picture = Image.new("RGB", size, "white")
    for number in range(dots):
        picture.putpixel((number % size[0], number // size[0]), color)
    stream = BytesIO()
    picture.save(stream, "PNG", **how)
    return base64.b64encode(stream.getvalue()).decode()


def test_the_same_picture_in_other_bytes_is_the_same() -> None:
    assert _picture() != _picture(compress_level=0)
    assert image_difference(_picture(), _picture(compress_level=0), 0.001) == ""
    assert image_difference([_picture(), "\n"], _picture(), 0.001) == ""


def test_what_nobody_sees_is_no_difference() -> None:
    assert image_difference(_picture(), _picture(dots=5000, color=(250, 250, 250)), 0.001) == ""
    assert image_difference(_picture(), _picture(dots=9), 0.001) == ""


def test_what_one_sees_is_told_by_its_part() -> None:
    assert image_difference(_picture(), _picture(dots=500), 0.001) == "5.0% of its pixels differ"
    assert image_difference(_picture(), _picture(dots=500), 0.06) == ""


def test_another_size_is_told() -> None:
    told = image_difference(_picture(), _picture((50, 100)), 0.5)
    assert told == "100 by 100 pixels → 50 by 100"


def test_what_is_no_picture_is_told() -> None:
    data = base64.b64encode(b"nothing").decode()
    assert "cannot be read" in image_difference(data, _picture(), 0.5)
    assert image_difference("@", "@", 0.5) == ""
    assert image_difference("@a", _picture(), 0.5)


def test_without_pillow_bytes_are_compared_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    importing = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name == "PIL":
            raise ImportError(name)
        return importing(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert image_difference(_picture(), _picture(), 0.001) == ""
    assert "Pillow" in image_difference(_picture(), _picture(compress_level=0), 0.001)
