"""What kind of file a name promises."""

from __future__ import annotations

from posixpath import splitext
from typing import Final, Literal

FileKind = Literal["notebook", "text", "image"]

#: What browsers show in an `img`, where no script of an SVG runs and nothing it names is loaded.
_IMAGES: Final = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".bmp": "image/bmp",
    ".svg": "image/svg+xml",
}


def file_kind(path: str) -> FileKind:
    """The kind of a file by its name; whatever is neither notebook nor image is text."""
    if splitext(path)[1].lower() == ".ipynb":
        return "notebook"
    return "text" if image_mime(path) is None else "image"


def image_mime(path: str) -> str | None:
    """The MIME type of an image by its name; None for all other files."""
    return _IMAGES.get(splitext(path)[1].lower())
