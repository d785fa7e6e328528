"""What the alignment looks at in a cell."""

from __future__ import annotations

from typing import Any, NamedTuple

from jupyter_mlops.notebooks.multiline import text_of


class Cell(NamedTuple):
    """A cell, without what a run or an editor changes in it by itself."""

    #: Its type, empty if that isn't a text.
    kind: str
    #: Its source without white space at the ends of lines and empty lines around it.
    text: str
    #: None if it has none, or one that isn't a text.
    id: str | None
    #: As in the document; only looked at to tell cells of equal source apart.
    outputs: Any

    @property
    def trivial(self) -> bool:
        """Whether there is nothing in it to know it by."""
        return not self.text

    @property
    def key(self) -> tuple[str, str]:
        """What is equal for cells that a person would call the same."""
        return self.kind, self.text


def read_cell(cell: dict[str, Any]) -> Cell:
    """Reads a cell of a document, whatever its values are."""
    kind, name, source = cell.get("cell_type"), cell.get("id"), cell.get("source", "")
    text = text_of(source)
    return Cell(
        kind=kind if isinstance(kind, str) else "",
        text=_tidy(repr(source) if text is None else text),
        id=name if isinstance(name, str) and name else None,
        outputs=cell.get("outputs"),
    )


def _tidy(text: str) -> str:
    return "\n".join([line.rstrip() for line in text.split("\n")]).strip("\n")
