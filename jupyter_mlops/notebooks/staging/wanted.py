"""What a choice of changes asks for, part by part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from jupyter_mlops.errors import StaleError
from jupyter_mlops.notebooks.staging.model import NOTEBOOK, Choice, Part
from jupyter_mlops.notebooks.staging.parts import same_run
from jupyter_mlops.notebooks.staging.states import Standing, State

#: Cleans one cell, or a notebook without cells, which it leaves as it is.
Clean = Callable[[dict[str, Any]], dict[str, Any]]
#: By key, the parts that are chosen: `source`, `outputs` or both.
Wanted = dict[str, set[Part]]


def read_choices(
    choices: Sequence[Choice] | None, standing: Standing, clean: Clean | None = None
) -> Wanted:
    """The parts that are chosen.

    Args:
        choices: What is chosen; None for everything.
        standing: Where the notebook's parts stand.
        clean: Cleans one cell on its way; None if cells come as they are.

    Returns:
        Both parts for `all`; without the outputs if there is something of them to clean.

    Raises:
        StaleError: A key is of no cell.
    """
    states = {state.slot.key: state for state in standing.cells}
    if choices is None:
        choices = [Choice(key=key) for key in (NOTEBOOK, *states)]
    wanted: Wanted = {}
    for choice in choices:
        state = states.get(choice.key)
        if state is None and choice.key != NOTEBOOK:
            raise StaleError(
                "a cell that was chosen isn't there any more", hint="look at the changes again"
            )
        parts: set[Part] = {"source", "outputs"} if choice.part == "all" else {choice.part}
        if choice.part == "all" and clean and state and not _is_clean(state, clean):
            parts = {"source"}
        wanted.setdefault(choice.key, set()).update(parts)
    return wanted


def _is_clean(state: State, clean: Clean) -> bool:
    """Whether cleaning leaves the outputs of the working cell as they are."""
    cell = state.slot.cells.get("working")
    return cell is None or same_run(clean(cell), cell)
