"""Whether two pictures look the same."""

from __future__ import annotations

import base64
import binascii
from typing import Any, Final

#: Part of the 255 steps of a colour from which on a difference is seen.
_VISIBLE: Final = 16


def image_difference(committed: Any, executed: Any, pixels: float) -> str:
    """How two pictures differ; empty if nobody would see it.

    They are compared pixel by pixel by Pillow where that is installed, else byte by byte.

    Args:
        committed: A picture in base64, as notebooks have it.
        executed: Another.
        pixels: Part of the pixels that may differ visibly.
    """
    try:
        one, other = (base64.b64decode(_text(each)) for each in (committed, executed))
    except (binascii.Error, ValueError):
        return "" if committed == executed else "one of them is no picture"
    if one == other:
        return ""
    try:
        from PIL import Image
    except ImportError:
        return "their bytes differ (Pillow is not installed, so pixels were not compared)"
    return _by_pixels(Image, one, other, pixels)


def _by_pixels(image: Any, one: bytes, other: bytes, pixels: float) -> str:
    from io import BytesIO

    from PIL import ImageChops

    try:
        pictures = [image.open(BytesIO(data)).convert("RGBA") for data in (one, other)]
    except (OSError, ValueError, SyntaxError) as error:
        return f"one of them cannot be read: {error}"
    if pictures[0].size != pictures[1].size:
        return "{} by {} pixels → {} by {}".format(*pictures[0].size, *pictures[1].size)
    white = image.new("RGBA", pictures[0].size, "white")
    flat = [image.alpha_composite(white, each).convert("RGB") for each in pictures]
    red, green, blue = ImageChops.difference(*flat).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    seen = sum(most.histogram()[_VISIBLE:])
    share = seen / (most.width * most.height)
    return f"{share:.1%} of its pixels differ" if share > pixels else ""


def _text(data: Any) -> str:
    return "".join(data) if isinstance(data, list) else str(data)
