"""Outputs of a cell three-way."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.equality import encoded, same
from jupyter_mlops.notebooks.merge.model import Choice
from jupyter_mlops.notebooks.merge.values import Three, three_way

#: Pictures that differ in pixels aren't noise, whatever their score.
_TERMS = DiffOptions(pixels=False)


def merge_outputs(three: Three, choice: Choice, budget: Budget) -> list[Any] | None:
    """Merges outputs of a cell.

    Args:
        three: The lists of outputs; what is no list counts as empty.
        choice: What to take if both sides ran the cell and got something different.
        budget: Time to tell noise from results.

    Returns:
        The outputs; None if those of both sides have to be dropped.
    """
    three = Three(*(side if isinstance(side, list) else [] for side in three))
    if (settled := three_way(three)) is not None:
        outputs: list[Any] = settled[0]
        return outputs
    base: list[Any]
    local: list[Any]
    remote: list[Any]
    base, local, remote = three
    if _differ_by_noise(local, remote, budget) or _differ_by_noise(base, remote, budget):
        return local
    if _differ_by_noise(base, local, budget):
        return remote
    if choice in ("local", "remote"):
        return local if choice == "local" else remote
    if choice == "union":
        known = {encoded(output) for output in local}
        return local + [output for output in remote if encoded(output) not in known]
    return None


def _differ_by_noise(base: list[Any], head: list[Any], budget: Budget) -> bool:
    if len(base) != len(head):
        return False
    # Only here: most merges of outputs need no look into them.
    from jupyter_mlops.notebooks.diff.outputs import compare_outputs

    return same(base, head) or all(
        change.noise for change in compare_outputs(base, head, _TERMS, budget)
    )
