"""The table that says at a glance what became of each notebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jupyter_mlops.notebooks.diff.model import NotebookDiff
from jupyter_mlops.notebooks.render.markdown.escape import code_span, prose
from jupyter_mlops.notebooks.render.model import Comparison
from jupyter_mlops.notebooks.render.phrases import WORDS, count_phrase, problem_phrase
from jupyter_mlops.notebooks.render.selection import Selection

_KINDS: Final = ("added", "removed", "edited", "moved", "rerun")
HEAD: Final = (
    "| Notebook | Added | Removed | Edited | Moved | Rerun | Also |\n"
    "|---|--:|--:|--:|--:|--:|---|\n"
)


def file_row(comparison: Comparison, selection: Selection | None) -> str:
    """The row of a notebook: cells by what happened to them, and what else there is to know."""
    diff = comparison.diff
    counts = [getattr(diff.summary, kind) if diff else 0 for kind in _KINDS]
    also = [_status(comparison)]
    if diff is None:
        also.append(f"**not compared**: {prose(problem_phrase(comparison))}")
    elif selection is not None:
        also += _rest(diff, selection)
    return _row(code_span(comparison.path, table=True), counts, [text for text in also if text])


def total_row(comparisons: Sequence[Comparison]) -> str:
    """The sums of a table."""
    diffs = [comparison.diff for comparison in comparisons if comparison.diff]
    counts = [sum(getattr(diff.summary, kind) for diff in diffs) for kind in _KINDS]
    return _row(f"**{count_phrase(len(comparisons), 'notebook')}**", counts, [])


def _row(name: str, counts: Sequence[int], also: Sequence[str]) -> str:
    numbers = " | ".join(f"{count:,}" if count else "" for count in counts)
    return f"| {name} | {numbers} | {', '.join(also)} |\n"


def _status(comparison: Comparison) -> str:
    if comparison.status == "added":
        return "new file"
    if comparison.status == "deleted":
        return "deleted"
    old = comparison.old_path
    return f"renamed from {code_span(old, table=True)}" if old and old != comparison.path else ""


def _rest(diff: NotebookDiff, selection: Selection) -> list[str]:
    rest = [
        f"{count:,} {WORDS[kind]}"
        for kind in ("reformatted", "other")
        if (count := getattr(diff.summary, kind))
    ]
    if selection.metadata:
        rest.append("notebook metadata")
    if selection.empty and selection.noise:
        rest.append("only noise")
    if diff.coarse:
        rest.append("time ran out")
    return rest
