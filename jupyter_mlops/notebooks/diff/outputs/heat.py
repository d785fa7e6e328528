"""Draws where two images differ."""

from __future__ import annotations

import io

_WIDEST = 1600
#: Paper and mark stand out on white as on dark pages, and from each other without colour.
_PAPER, _MARK = (244, 244, 246), (214, 0, 92)
_FADED = 0.3
#: Differences of fewer levels are not marked; more are, at least so much that they can be seen.
_SEEN, _FAINTEST = 8, 110


def heat_map(base: bytes, head: bytes) -> bytes | None:
    """A picture of the head, faded, with what differs from the base marked over it.

    Args:
        base: An encoded image.
        head: Another.

    Returns:
        A PNG without transparency, at most 1600 pixels wide; None without Pillow, or if one of
        the images can't be read.
    """
    from jupyter_mlops.notebooks.diff.outputs.pixels import lay_out

    layout = lay_out(base, head)
    if layout is None:
        return None
    from PIL import Image, ImageFilter

    picture = layout.head
    if picture.mode == "RGBa":
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    strength = [0] * _SEEN + [
        _FAINTEST + (255 - _FAINTEST) * level // 255 for level in range(_SEEN, 256)
    ]
    # A difference one pixel thin must not get lost when the picture is shown smaller.
    marks = layout.difference.point(strength).filter(ImageFilter.MaxFilter(3))
    if picture.width > _WIDEST:
        size = _WIDEST, max(1, round(picture.height * _WIDEST / picture.width))
        picture, marks = picture.resize(size), marks.resize(size)
    grey = picture.convert("L").convert("RGB")
    faded = Image.blend(Image.new("RGB", grey.size, _PAPER), grey, _FADED)
    faded.paste(_MARK, (0, 0, *faded.size), marks)
    buffer = io.BytesIO()
    faded.save(buffer, "PNG")
    return buffer.getvalue()
