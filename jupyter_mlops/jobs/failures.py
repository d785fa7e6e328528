"""From what went wrong in a run to a `Failure`."""

from __future__ import annotations

import re
from typing import Any

from jupyter_mlops.jobs.model import Failure, FailureCode

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
#: IPython 8 and later: `Cell In[3], line 2`; IPython 7: `<ipython-input-3-…> in <module>` with
#: the line marked by an arrow.
_CELL_FRAME = re.compile(r"Cell In\[(\d+)\], line (\d+)")
_ARROW = re.compile(r"^-+> (\d+) ", re.MULTILINE)


class RunFailedError(Exception):
    """Ends the execution of a run.

    Args:
        failure: Why.
    """

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def cell_failure(index: int, cell: dict[str, Any], error: dict[str, Any]) -> Failure:
    """The failure of a cell that raised.

    Args:
        index: Position of the cell in the executed notebook, from 0.
        cell: The cell.
        error: The kernel's error message or output, with `ename`, `evalue` and `traceback`.

    Returns:
        The exception as data, with the line of the cell at which it left it.
    """
    traceback = tuple(strip_ansi(entry) for entry in error.get("traceback") or ())
    name, value = str(error.get("ename", "Error")), strip_ansi(str(error.get("evalue", "")))
    count = cell.get("execution_count")
    return Failure(
        code=FailureCode.CELL_ERROR,
        message=f"{name}: {value}" if value else name,
        cell_index=index,
        cell_id=cell.get("id"),
        execution_count=count,
        line=_line_in_cell(traceback, count),
        exception=name,
        value=value,
        traceback=traceback,
    )


def kernel_death(index: int, cell: dict[str, Any]) -> Failure:
    """The failure of a cell during which the kernel's process ended."""
    return Failure(
        code=FailureCode.KERNEL_DIED,
        message=f"the kernel died in cell [{index + 1}]",
        hint="the process exited, crashed or was killed, often for lack of memory; see the log",
        cell_index=index,
        cell_id=cell.get("id"),
    )


def strip_ansi(text: str) -> str:
    """The text without terminal control sequences (ECMA-48 CSI)."""
    return _ANSI.sub("", text)


def _line_in_cell(traceback: tuple[str, ...], count: int | None) -> int | None:
    for entry in traceback:
        for found in _CELL_FRAME.finditer(entry):
            if int(found[1]) == count:
                return int(found[2])
    for entry in traceback:
        if f"<ipython-input-{count}-" in entry and (arrow := _ARROW.search(entry)):
            return int(arrow[1])
    return None
