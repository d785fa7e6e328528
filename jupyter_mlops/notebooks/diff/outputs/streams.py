"""Compares texts: streams, `text/*` outputs."""

from __future__ import annotations

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.outputs.noise import quiet
from jupyter_mlops.notebooks.diff.outputs.verdict import Verdict
from jupyter_mlops.notebooks.diff.texts import diff_texts
from jupyter_mlops.notebooks.diff.views import TextView


def compare_texts(mime: str, base: str, head: str, budget: Budget) -> Verdict:
    """Compares two texts, as a person sees them, line by line."""
    if base == head:
        return Verdict(mime, TextView(hunks=[]), noise=True)
    view = diff_texts(base, head, budget, quiet=quiet)
    return Verdict(mime, view, noise=all(hunk.noise for hunk in view.hunks))
