"""Files that Git LFS keeps elsewhere."""

from __future__ import annotations

_VERSION = b"version https://git-lfs.github.com/spec/"
#: A pointer must be smaller than this, see
#: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
LIMIT = 1024


def lfs_pointer(data: bytes) -> bool:
    """Whether this is not a file but Git LFS's note of where the file is."""
    return len(data) < LIMIT and data.startswith(_VERSION)
