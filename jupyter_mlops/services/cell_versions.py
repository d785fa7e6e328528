"""Which cells of a notebook have changed, without keeping what it was before."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from msgspec import Struct

#: Bytes of a digest; eight characters as text.
_DIGEST = 6
_WIDTH = 8
#: Most digests: the version is sent back in an address.
_MOST = 200


class CellVersions(Struct, frozen=True):
    """A digest for each cell, or for each few where a notebook has hundreds.

    The version of an answer is the text of these digests, so that whoever answers the next question
    has to remember nothing.
    """

    #: Number of cells.
    total: int
    #: Digests of groups of cells, in order.
    digests: tuple[str, ...]

    @classmethod
    def of(cls, cells: Sequence[bytes]) -> CellVersions:
        """The versions of cells, each given as its bytes."""
        size = _group(len(cells))
        groups = [cells[start : start + size] for start in range(0, len(cells), size)]
        return cls(len(cells), tuple(map(_digest, groups)))

    @property
    def text(self) -> str:
        """The version as a text that an address can hold."""
        return f"{self.total}.{''.join(self.digests)}"

    def changed(self, since: str) -> Iterator[int]:
        """Positions of cells that differ from a version; all if it is of another notebook.

        Args:
            since: `text` of a version before; what follows another dot is somebody else's.
        """
        total, known, *_ = [*since.split("."), ""]
        same = total == str(self.total) and len(known) == _WIDTH * len(self.digests)
        size = _group(self.total)
        for number, digest in enumerate(self.digests):
            if not same or known[number * _WIDTH : (number + 1) * _WIDTH] != digest:
                yield from range(number * size, min((number + 1) * size, self.total))


def total_of(version: str) -> int:
    """Number of cells of the notebook that has this version."""
    digits = version.partition(".")[0]
    return int(digits) if digits.isdecimal() else 0


def _group(total: int) -> int:
    return max(1, -(-total // _MOST))


def _digest(cells: Sequence[bytes]) -> str:
    digest = blake2b(digest_size=_DIGEST)
    for cell in cells:
        digest.update(len(cell).to_bytes(8, "big"))
        digest.update(cell)
    return urlsafe_b64encode(digest.digest()).decode("ascii")
