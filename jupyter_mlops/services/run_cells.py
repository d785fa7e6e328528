"""Use case: look at a run's notebook as it fills."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from jupyter_mlops.errors import ForbiddenError, NotebookInvalidError, UnavailableError
from jupyter_mlops.jobs.model import Run
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.services.cell_versions import CellVersions, total_of
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.shortened_outputs import Budget, shorten

#: Notebooks larger than this are not read for a look, in bytes.
_LARGEST = 200_000_000


class CellPart(Struct, frozen=True, kw_only=True):
    """A cell of a run's notebook."""

    #: Position in the notebook, from 0.
    index: int
    #: The cell as the notebook has it.
    cell: dict[str, Any]
    #: Whether output data was left out.
    shortened: bool


class RunCells(Struct, frozen=True, kw_only=True):
    """A run's notebook, as far as the asker has not seen it; the rest is as it was."""

    #: Version of this answer; the asker's own if nothing has changed.
    version: str = ""
    #: Number of cells; 0 while there is no notebook yet.
    total: int = 0
    #: Cells that differ from the asker's version, in order.
    cells: list[CellPart] = []
    #: The notebook's metadata.
    metadata: dict[str, Any] = {}


class _Document(Struct, frozen=True):
    cells: list[msgspec.Raw]
    metadata: dict[str, Any]


_decoder = msgspec.json.Decoder(_Document)


def read_cells(desk: Desk, run: Run, *, since: str = "") -> RunCells:
    """The cells that have changed since a version; watching a run so costs the run nothing.

    Args:
        desk: Where, and for whom.
        run: The run.
        since: `version` of an answer before; all cells are given without one.

    Raises:
        ForbiddenError: The executed notebook lies outside of the desk's root.
        NotebookInvalidError: Somebody has put something else in its place.
        UnavailableError: It is too large to be looked at.
    """
    for file in (Path(run.output), folder_of(desk.home, run.id).refuge):
        stamp = _stamp(file)
        if stamp and since.endswith(f".{stamp}"):
            # However large the file is, it need not be read.
            return RunCells(version=since, total=total_of(since))
        document = _read(file)
        if document is not None and _is_of(run, document):
            _check_inside(desk, run, file)
            return _changed(document, since, stamp)
    return RunCells()


def _stamp(file: Path) -> str:
    """What is different once the file was replaced; empty where there is none."""
    try:
        found = file.stat()
    except OSError:
        return ""
    return f"{found.st_mtime_ns:x}-{found.st_size:x}-{found.st_ino:x}"


def _read(file: Path) -> _Document | None:
    try:
        size = file.stat().st_size
        if size > _LARGEST:
            raise UnavailableError(
                f"{file.name} is too large to show: {size / 1e6:,.0f} MB",
                hint="open the executed notebook itself",
            )
        return _decoder.decode(file.read_bytes())
    except OSError:
        return None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotebookInvalidError(f"{file} is no notebook any more: {error}") from error


def _is_of(run: Run, document: _Document) -> bool:
    """Whether the run itself has written it, rather than one before or after it."""
    noted = document.metadata.get("papermill")
    started_at = noted.get("start_time") if isinstance(noted, dict) else None
    if run.started_at is None or not isinstance(started_at, str):
        return False
    try:
        at = datetime.fromisoformat(started_at)
    except ValueError:
        return False
    if at.tzinfo is None or at < run.started_at:
        return False
    return run.ended_at is None or at <= run.ended_at


def _check_inside(desk: Desk, run: Run, file: Path) -> None:
    ours = file.is_relative_to(desk.home.root)
    if not ours and desk.root is not None and not file.resolve().is_relative_to(desk.root):
        raise ForbiddenError(f"the output of run {run.id} lies outside of the server's root")


def _changed(document: _Document, since: str, stamp: str) -> RunCells:
    versions = CellVersions.of(document.cells)
    budget, parts = Budget(), []
    for index in versions.changed(since):
        cell, shortened = shorten(msgspec.json.decode(document.cells[index]), budget)
        parts.append(CellPart(index=index, cell=cell, shortened=shortened))
    return RunCells(
        version=f"{versions.text}.{stamp}",
        total=len(document.cells),
        cells=parts,
        metadata=document.metadata,
    )
