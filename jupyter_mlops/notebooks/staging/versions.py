"""The three versions of a notebook that count when changes are chosen."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from jupyter_mlops.notebooks.document import Document

#: Names a version.
Version = Literal["base", "index", "working"]
VERSIONS: tuple[Version, ...] = ("base", "index", "working")
#: A decoded cell.
Cell = dict[str, Any]


class Versions(Struct, frozen=True, kw_only=True):
    """A notebook in its three versions; None where there is none."""

    #: In the last commit.
    base: Document | None = None
    #: What the next commit would hold.
    index: Document | None = None
    #: At work.
    working: Document | None = None

    def document(self, version: Version) -> Document | None:
        """One of the three.

        Taken out of the index although the other two have it, a notebook can be chosen from again
        as if nothing of it had been: the base stands for the index.
        """
        if version == "index" and self.index is None and self.working is not None:
            return self.base
        found: Document | None = getattr(self, version)
        return found

    def cells(self, version: Version) -> list[Cell]:
        """The cells of a version."""
        document = self.document(version)
        return [] if document is None else document.nb["cells"]
