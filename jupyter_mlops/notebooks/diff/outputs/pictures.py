"""What an image's header says of it."""

from __future__ import annotations

import hashlib
import re
import struct
from typing import Final

from jupyter_mlops.notebooks.diff.outputs.shown import SVG
from jupyter_mlops.notebooks.diff.views import Picture

_Size = tuple[int, int]

_SVG_TAG = re.compile(rb"<svg\b[^<>]{0,4000}")
_SVG_SIZE = re.compile(
    rb"\b(width|height)\s{0,9}=\s{0,9}[\"'](\d{1,6})(?:\.\d{1,9})?(?:px|pt)?[\"']"
)
#: JPEG markers that begin a frame: SOF0 to SOF15 without DHT, JPG and DAC (ITU T.81, table B.1).
_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
#: JPEG markers without a length: TEM, RST0 to RST7, SOI, EOI.
_JPEG_BARE: Final = frozenset({0x01, *range(0xD0, 0xDA)})


def describe(data: bytes, mime: str) -> Picture:
    """Size, hash and dimensions of an image, without decoding it."""
    width, height = dimensions(data, mime) or (None, None)
    return Picture(
        mime=mime,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        width=width,
        height=height,
    )


def dimensions(data: bytes, mime: str = "") -> _Size | None:
    """Width and height in pixels, from the header of a PNG, GIF, JPEG, WebP or SVG image.

    Returns:
        None if the data is something else, too short, or says zero.
    """
    try:
        size = _svg(data) if mime == SVG else _raster(data)
    except (struct.error, IndexError):
        return None
    return size if size and min(size) > 0 else None


def _raster(data: bytes) -> _Size | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = struct.unpack_from(">II", data, 16)
        return width, height
    if data.startswith((b"GIF87a", b"GIF89a")):
        width, height = struct.unpack_from("<HH", data, 6)
        return width, height
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    return None


def _jpeg(data: bytes) -> _Size | None:
    """Goes from marker to marker to the first frame header."""
    at = 2
    while data[at] == 0xFF:  # noqa: PLR2004 - every marker begins with it
        marker = data[at + 1]
        if marker == 0xFF:  # noqa: PLR2004 - fill byte
            at += 1
        elif marker in _JPEG_BARE:
            at += 2
        elif marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        else:
            at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    return None


def _webp(data: bytes) -> _Size | None:
    """The three forms of RFC 9649: extended, lossless, lossy."""
    form = data[12:16]
    if form == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return (width, height) if len(data) >= 30 else None  # noqa: PLR2004
    if form == b"VP8L":
        bits = struct.unpack_from("<I", data, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _svg(data: bytes) -> _Size | None:
    tag = _SVG_TAG.search(data[:20_000])
    sizes = dict(_SVG_SIZE.findall(tag[0])) if tag else {}
    if b"width" not in sizes or b"height" not in sizes:
        return None
    return int(sizes[b"width"]), int(sizes[b"height"])
