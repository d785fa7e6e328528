"""A notebook, as checks look at it."""

from __future__ import annotations

import hashlib
import re
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal

from msgspec import Struct

from jupyter_mlops.errors import NotebookInvalidError
from jupyter_mlops.notebooks.accessors import cell_source, kernel_name, language
from jupyter_mlops.notebooks.document import Document, load_document

#: Kernels of other languages, by what their names begin with; many files say no language.
_OTHERS: Final = re.compile(
    r"(?:almond|bash|calysto_scheme|deno|gonb|gophernotes|ihaskell|ijavascript|ir|iruby|java"
    r"|javascript|julia|octave|matlab|ruby|rust|sas|scala|sos|sql|stata|tslab|typescript|xcpp\d+|xr"
    r"|xsqlite)(?:-|$)"
)


class Cell(Struct, frozen=True, kw_only=True):
    """A cell, without the oddities of the file."""

    #: Its id; `@N`, its index from 0, where it has no id of its own, or one that comes twice.
    key: str
    #: Its index in the notebook, from 0.
    index: int
    kind: Literal["code", "markdown", "raw"]
    source: str
    tags: tuple[str, ...]
    #: The `n` of `In [n]`; None if it was not run.
    execution_count: int | None
    #: As in the file; never change them.
    outputs: tuple[dict[str, Any], ...]
    #: As in the file; never change it.
    metadata: dict[str, Any]


class Subject:
    """A notebook whose verdict is asked for.

    Args:
        path: Its path below the project, with `/`.
        data: Its content: of the file, of the index or of a commit.
        file: Where it lies or would lie; the file there need not hold `data`.
    """

    def __init__(self, path: str, data: bytes, file: Path) -> None:
        self.path = path
        self.data = data
        self.file = file

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def document(self) -> Document:
        """The notebook as a document.

        Raises:
            NotebookInvalidError: It cannot be read.
        """
        return load_document(self.data, name=self.path)

    @cached_property
    def unreadable(self) -> NotebookInvalidError | None:
        """Why it cannot be read; None if it can."""
        try:
            self.document  # noqa: B018 - reading is the point
        except NotebookInvalidError as error:
            return error
        return None

    @cached_property
    def is_python(self) -> bool:
        """Whether its cells are Python; what says nothing is, unless its kernel is known."""
        said = language(self.document.nb) or _main_language(self.document.nb)
        if said is None:
            return not _OTHERS.match(kernel_name(self.document.nb) or "")
        return said in ("python", "ipython")

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All its cells, in order."""
        cells = self.document.nb["cells"]
        ids = [_own_id(cell) for cell in cells]
        return tuple(
            _cell(cell, index, own if own and ids.count(own) == 1 else f"@{index}")
            for index, (cell, own) in enumerate(zip(cells, ids, strict=True))
        )

    @cached_property
    def code(self) -> tuple[Cell, ...]:
        """Its code cells, in order."""
        return tuple(cell for cell in self.cells if cell.kind == "code")

    @cached_property
    def source_digest(self) -> str:
        """SHA-256 of all that decides what a run does: cells' kinds, sources and tags, the kernel.

        Outputs, execution counts and ids are not in it.
        """
        digest = hashlib.sha256(repr(kernel_name(self.document.nb)).encode())
        for cell in self.code:
            part = f"\0{cell.index}\0{cell.source}\0{','.join(cell.tags)}"
            digest.update(part.encode("utf-8", "replace"))
        return digest.hexdigest()


def _main_language(nb: dict[str, Any]) -> str | None:
    """The language that jupytext has noted, which leaves kernels out where it is told to."""
    metadata = nb.get("metadata")
    noted = metadata.get("jupytext") if isinstance(metadata, dict) else None
    found = noted.get("main_language") if isinstance(noted, dict) else None
    return found.lower() if isinstance(found, str) else None


def _own_id(cell: dict[str, Any]) -> str:
    own = cell.get("id")
    return own if isinstance(own, str) else ""


def _cell(cell: dict[str, Any], index: int, key: str) -> Cell:
    metadata = cell.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    tags = metadata.get("tags")
    count = cell.get("execution_count")
    outputs = cell.get("outputs")
    return Cell(
        key=key,
        index=index,
        kind=cell["cell_type"],
        source=cell_source(cell),
        tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        execution_count=count if isinstance(count, int) else None,
        outputs=tuple(outputs) if isinstance(outputs, list) else (),
        metadata=metadata,
    )
