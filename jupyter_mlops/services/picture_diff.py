"""Images before and after."""

from __future__ import annotations

from base64 import b64encode
from typing import Final

from msgspec import Struct

from jupyter_mlops.notebooks.diff.views import Picture

#: What is larger is described, not sent, in bytes.
SENT: Final = 10_000_000
#: Pixels of both images up to which a heat map is drawn.
HEATED: Final = 8_000_000
_SVG = "image/svg+xml"


class PictureDiff(Struct, frozen=True, kw_only=True):
    """Two images; None where there is none, or it is not sent."""

    #: `data:` URLs.
    base: str | None
    head: str | None
    #: Where pixels differ; None if they were not compared.
    heat_map: str | None
    base_picture: Picture | None
    head_picture: Picture | None


def compare_pictures(base: bytes | None, head: bytes | None, mime: str) -> PictureDiff:
    """Describes two images and draws where they differ.

    Args:
        base: The older; None where there is none.
        head: The newer.
        mime: Their type.
    """
    from jupyter_mlops.notebooks.diff.outputs.pictures import describe

    pictures = [None if data is None else describe(data, mime) for data in (base, head)]
    return PictureDiff(
        base=_shown(base, mime),
        head=_shown(head, mime),
        heat_map=draw_heat_map(base, head, mime),
        base_picture=pictures[0],
        head_picture=pictures[1],
    )


def draw_heat_map(base: bytes | None, head: bytes | None, mime: str) -> str | None:
    """Where two images differ, as a `data:` URL.

    Returns:
        None if they are equal, no images of pixels, or too large to be compared at once.
    """
    from jupyter_mlops.notebooks.diff.outputs import heat_map
    from jupyter_mlops.notebooks.diff.outputs.pictures import dimensions

    if base is None or head is None or base == head or mime == _SVG:
        return None
    sizes = [dimensions(data, mime) for data in (base, head)]
    if sum(size[0] * size[1] for size in sizes if size) > HEATED:
        return None
    drawn = heat_map(base, head)
    return None if drawn is None else data_url(drawn, "image/png")


def data_url(data: bytes, mime: str) -> str:
    """Data as an address that holds it."""
    return f"data:{mime};base64,{b64encode(data).decode('ascii')}"


def _shown(data: bytes | None, mime: str) -> str | None:
    return None if data is None or len(data) > SENT else data_url(data, mime)
