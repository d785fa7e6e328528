"""What came of a notebook that was executed for its checks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

from jupyter_mlops.checks.notebook_tests import TEST_TAG, DefinedTest, find_tests
from jupyter_mlops.checks.ports import Execution, TestCall
from jupyter_mlops.checks.subject import Cell, Subject
from jupyter_mlops.jobs.events import MetricReported, RunEnded, read_events
from jupyter_mlops.jobs.failures import cell_failure, strip_ansi
from jupyter_mlops.jobs.folder import RunFolder, RunOrder
from jupyter_mlops.jobs.inspection import FunctionCall, read_calls, read_reads
from jupyter_mlops.jobs.model import Failure, FailureCode, RunState
from jupyter_mlops.services.check_copy import cell_id, index_of, may_raise
from jupyter_mlops.services.check_inputs import inputs_of
from jupyter_mlops.services.check_tasks import Task
from jupyter_mlops.services.check_words import without_place

_STATES: Final = {RunState.SUCCEEDED: "succeeded", RunState.CANCELLED: "cancelled"}
#: What is the notebook's doing; all else is a matter of the machine.
_ITS_OWN: Final = {
    FailureCode.CELL_ERROR: "",
    FailureCode.TIMEOUT: "timeout",
    FailureCode.KERNEL_DIED: "kernel-died",
    FailureCode.MEMORY_LIMIT: "memory-limit",
}
#: IPython 8 and later, then IPython 7.
_CELL: Final = re.compile(r"(?:Cell In\[|<ipython-input-)(\d+)")
#: How `pytest.skip` and `unittest` say that something is not for here.
_SKIPS: Final = frozenset({"Skipped", "SkipTest"})


class Outcome(Struct, frozen=True, kw_only=True):
    """An execution, and whether the next one would be the same as long as its inputs are."""

    execution: Execution
    lasting: bool


def read_outcome(
    root: Path, subject: Subject, order: RunOrder, task: Task, *, duration: float
) -> Outcome:
    """Reads what a run has left.

    Args:
        root: Folder of the project.
        subject: The notebook.
        order: What it was told; its output is in its folder.
        task: What was wanted.
        duration: How long it took, in seconds.
    """
    folder = RunFolder(Path(order.output).parent)
    events = read_events(folder.events)
    end = next((event for event in events if isinstance(event, RunEnded)), None)
    if end is None:
        return Outcome(execution=_lost(task.name, folder), lasting=False)
    outputs = _outputs(subject, Path(order.output))
    inputs, steady = inputs_of(root, subject, read_reads(folder.reads), task.data)
    execution = Execution(
        parameters=task.name,
        outputs=outputs,
        metrics={each.name: each.value for each in events if isinstance(each, MetricReported)},
        tests=(*_test_cells(subject, outputs), *_calls(subject, read_calls(folder.calls))),
        inputs=inputs,
        duration=round(duration, 3),
        **(_ending(subject, end) if end.failure else _shown_error(subject, outputs, end)),
    )
    own = end.failure is None or end.failure.code is FailureCode.CELL_ERROR
    cancelled = end.state is RunState.CANCELLED
    lasting = steady and own and not cancelled
    return Outcome(execution=without_place(execution, root), lasting=lasting)


def broken(name: str, code: str, message: str, hint: str = "") -> Execution:
    """An execution that could not be carried out."""
    return Execution(parameters=name, state="broken", code=code, message=message, hint=hint)


def _lost(name: str, folder: RunFolder) -> Execution:
    try:
        said = folder.log.read_text(encoding="utf-8", errors="replace").strip()[-2000:]
    except OSError:
        said = ""
    last = said.rpartition("\n")[2]
    told = f"the process that executed it has ended: {last}" if last else ""
    execution = broken(name, "runner-gone", told or "the process that executed it has ended")
    return msgspec.structs.replace(execution, traceback=said)


def _ending(subject: Subject, end: RunEnded) -> dict[str, Any]:
    failure = end.failure
    if failure is None:
        return {"state": _STATES.get(end.state, "broken")}
    if failure.code is FailureCode.CELL_ERROR and failure.exception in _SKIPS:
        return {"state": "succeeded", "code": "skipped", "message": failure.value or ""}
    own = _ITS_OWN.get(failure.code)
    cell = _cell_at(subject, failure.cell_id)
    return {
        "state": "broken" if own is None else "failed",
        "code": failure.exception or "error" if own == "" else own or _code(failure.code),
        "message": _message(failure),
        "hint": "" if own else failure.hint,
        "cell": None if cell is None else subject.cells[cell].key,
        "index": cell,
        "line": None if cell is None else _line(subject.cells[cell].source, failure.line),
        "traceback": "\n".join(failure.traceback),
    }


def _shown_error(
    subject: Subject, outputs: dict[str, tuple[dict[str, Any], ...]], end: RunEnded
) -> dict[str, Any]:
    """A cell shows an error that its kernel has not told of, such as one of drawing a plot."""
    for cell in subject.code:
        for output in outputs.get(cell.key, ()):
            if output.get("output_type") == "error" and not may_raise(subject, cell):
                failure = cell_failure(cell.index, {"id": cell_id(cell.index)}, output)
                return _ending(subject, msgspec.structs.replace(end, failure=failure))
    return _ending(subject, end)


def _code(code: FailureCode) -> str:
    return code.value.replace("_", "-")


def _message(failure: Failure) -> str:
    """The failure's message without the cell, which the executed copy counts otherwise."""
    if failure.code is FailureCode.KERNEL_DIED:
        return "the kernel died"
    if failure.code is FailureCode.TIMEOUT:
        return failure.message.partition(", in cell")[0].replace("the run", "it")
    return failure.message


def _cell_at(subject: Subject, cell_id: str | None) -> int | None:
    index = index_of(cell_id)
    return index if index is not None and index < len(subject.cells) else None


def _outputs(subject: Subject, output: Path) -> dict[str, tuple[dict[str, Any], ...]]:
    try:
        nb = msgspec.json.decode(output.read_bytes())
    except (OSError, msgspec.DecodeError):
        return {}
    found = {}
    for cell in nb["cells"]:
        index = _cell_at(subject, cell.get("id"))
        if index is not None and cell["cell_type"] == "code":
            found[subject.cells[index].key] = tuple(cell["outputs"])
    return found


def _test_cells(
    subject: Subject, outputs: dict[str, tuple[dict[str, Any], ...]]
) -> tuple[TestCall, ...]:
    """The cells that are tests themselves, as far as they were executed."""
    return tuple(
        _test_cell(cell, outputs[cell.key])
        for cell in subject.code
        if TEST_TAG in cell.tags and cell.key in outputs
    )


def _test_cell(cell: Cell, outputs: tuple[dict[str, Any], ...]) -> TestCall:
    error = next((each for each in outputs if each.get("output_type") == "error"), None)
    if error is None:
        return TestCall(name="", cell=cell.key, line=1, outcome="passed")
    failure = cell_failure(cell.index, {"execution_count": _count_in(error)}, error)
    skipped = failure.exception in _SKIPS
    return TestCall(
        name="",
        cell=cell.key,
        line=1,
        outcome="skipped" if skipped else "failed",
        message=(failure.value or "") if skipped else failure.message,
        failed_line=_line(cell.source, failure.line),
        traceback="\n".join(failure.traceback),
    )


def _line(source: str, line: int | None) -> int | None:
    """A line of a cell, of which IPython counts none before the first that isn't blank."""
    blank = len(source) - len(source.lstrip())
    return None if line is None else line + source[:blank].count("\n")


def _count_in(error: dict[str, Any]) -> int | None:
    """The number of the cell whose error it is, by its traceback: the first cell in it."""
    found = _CELL.search(strip_ansi("\n".join(error.get("traceback") or ())))
    return int(found[1]) if found else None


def _calls(subject: Subject, calls: tuple[FunctionCall, ...]) -> tuple[TestCall, ...]:
    places = {each.name: each for each in find_tests(subject)}
    sources = {cell.key: cell.source for cell in subject.code}
    known = [(call, places.get(call.name.partition("[")[0])) for call in calls]
    return tuple(
        _call(call, place, sources[place.cell]) for call, place in known if place is not None
    )


def _call(call: FunctionCall, place: DefinedTest, source: str) -> TestCall:
    begun = call.outcome == "begun"
    return TestCall(
        name=call.name,
        cell=place.cell,
        line=place.line,
        outcome="failed" if call.outcome == "begun" else call.outcome,
        message="the kernel ended meanwhile" if begun else call.message,
        failed_line=_line(source, call.line),
        traceback=call.traceback,
        duration=round(call.duration, 3),
    )
