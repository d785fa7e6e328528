"""The two parts of a cell: what was written, and what a run has left."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.metadata import cell_changes
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.outputs import compare_outputs
from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.multiline import text_of
from jupyter_mlops.notebooks.staging.versions import Cell

_OPTIONS = DiffOptions()
_COUNT = "execution_count"
#: Keys of what a run leaves; all others belong to the source.
_RUN = ("outputs", _COUNT)


def join(source: Cell, run: Cell | None) -> Cell:
    """A cell with the source of one and the outputs of another version of it.

    Args:
        source: Has everything but outputs and execution count.
        run: Has these; None for none.

    Returns:
        `source` itself if its outputs are those; also if only one of the two is code, which has
        outputs where prose has not.
    """
    if run is None:
        empty: Cell = {"outputs": [], _COUNT: None}
        joined = {key: empty.get(key, value) for key, value in source.items()}
    elif _is_code(source) != _is_code(run):
        return source
    else:
        joined = {
            key: run[key] if key in _RUN else value
            for key, value in source.items()
            if key not in _RUN or key in run
        }
        joined |= {key: run[key] for key in _RUN if key in run and key not in source}
    return source if same(joined, source) else joined


def text_differs(one: Cell, other: Cell) -> bool:
    """Whether the type or the text of the source differs."""
    if one.get("cell_type") != other.get("cell_type"):
        return True
    before, after = one.get("source"), other.get("source")
    return not same(before, after) and (
        text_of(before) is None or text_of(before) != text_of(after)
    )


def source_differs(one: Cell, other: Cell) -> bool:
    """Whether the sources differ by more than noise: the texts, metadata or attachments."""
    if one is other:
        return False
    return text_differs(one, other) or any(not each.noise for each in cell_changes(one, other))


def same_source(one: Cell, other: Cell) -> bool:
    """Whether the sources are equal in every bit."""
    return same(_source(one), _source(other))


def same_run(one: Cell, other: Cell) -> bool:
    """Whether outputs and execution counts are equal in every bit."""
    return same([one.get(key) for key in _RUN], [other.get(key) for key in _RUN])


def outputs_differ(one: Cell, other: Cell, budget: Budget) -> bool:
    """Whether the outputs differ by more than noise; never where one has none, not being code."""
    if _is_code(one) != _is_code(other):
        return False
    before, after = outputs_of(one), outputs_of(other)
    if same(before, after):
        return False
    return any(not change.noise for change in compare_outputs(before, after, _OPTIONS, budget))


def outputs_left(cell: Cell, whole: Cell) -> bool:
    """Whether all outputs of a cell are among those of another, as cleaning leaves them."""
    rest = iter(outputs_of(whole))
    return all(any(_same_output(output, each) for each in rest) for output in outputs_of(cell))


def outputs_of(cell: Cell) -> list[Any]:
    """The outputs of a cell; none where it has no list of them."""
    outputs = cell.get("outputs")
    return outputs if isinstance(outputs, list) else []


def _same_output(one: Any, other: Any) -> bool:
    return same(_without_count(one), _without_count(other))


def _without_count(output: Any) -> Any:
    if not isinstance(output, dict):
        return output
    return {key: value for key, value in output.items() if key != _COUNT}


def _source(cell: Cell) -> Cell:
    return {key: value for key, value in cell.items() if key not in _RUN}


def _is_code(cell: Cell) -> bool:
    return cell.get("cell_type") == "code"
