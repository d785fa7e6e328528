"""Which imports are done once for several notebooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

Statements = frozenset[str]


def shared_imports(sets: Iterable[Statements], most: int = 2) -> tuple[Statements, ...]:
    """Sets of imports that are worth a template of kernels each.

    A kernel has only imports that its notebook does itself, lest one that forgets an import
    succeed here and fail elsewhere. So these are what some notebooks have in common, those first
    by which most imports are spared.

    Args:
        sets: The early imports of each execution.
        most: How many templates there may be.
    """
    counts = Counter(each for each in sets if each)
    chosen: list[Statements] = []
    for _ in range(most):
        candidates = {one & other for one in counts for other in counts} - {frozenset(), *chosen}
        gains = {each: _gain(each, chosen, counts) for each in candidates}
        ordered = sorted(candidates, key=lambda each: (-gains[each], sorted(each)))
        if not ordered or gains[ordered[0]] <= 0:
            break
        chosen.append(ordered[0])
    return tuple(chosen)


def best_for(imports: Statements, chosen: Iterable[Statements]) -> tuple[str, ...]:
    """Those of the chosen sets that spare a notebook the most; empty if none fits."""
    fitting = [each for each in chosen if each <= imports]
    best: Statements = max(fitting, key=len, default=frozenset())
    return tuple(sorted(best))


def _gain(added: Statements, chosen: list[Statements], counts: Counter[Statements]) -> int:
    """How many imports it spares beyond those that are chosen, less its own."""
    spared = sum(
        count * max(0, len(added) - len(best_for(imports, chosen)))
        for imports, count in counts.items()
        if added <= imports
    )
    return spared - len(added)
