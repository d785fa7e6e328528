"""Compares what an output has besides what it shows: its metadata, its count, its type."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.outputs.shown import Kind
from jupyter_mlops.notebooks.diff.outputs.values import compare_values
from jupyter_mlops.notebooks.diff.outputs.verdict import Verdict
from jupyter_mlops.notebooks.diff.views import JsonView

#: Keys of an output and of its metadata that are noise, and why.
OUTPUT_NOISE: Final[dict[str, str]] = {
    "execution_count": "counts say in which order somebody clicked",
    "transient": "ids for the time of a session, not to be saved at all",
    "needs_background": "for which theme of the page a picture was drawn",
    "collapsed": "what was folded away",
    "scrolled": "what was folded away",
    "execution": "times of the kernel's messages",
    "ExecuteTime": "times, by an extension of the classic Notebook",
    "application/vnd.databricks.v1+output": "view state of Databricks",
    "application/vnd.bokehjs_exec.v0+json": "the generated id of a plot",
}
#: Keys that say what is shown, by the kind of output.
CONTENT: Final[dict[Kind, frozenset[str]]] = {
    "stream": frozenset({"text"}),
    "error": frozenset({"ename", "evalue", "traceback"}),
    "rich": frozenset({"data"}),
}


def compare_rest(
    mime: str, base: dict[str, Any], head: dict[str, Any], options: DiffOptions, budget: Budget
) -> Verdict:
    """Compares two outputs, from which what they show was taken, key by key."""
    verdict = compare_values(mime, base, head, options.tolerance, budget)
    if not isinstance(verdict.view, JsonView):
        return verdict
    changes = [
        msgspec.structs.replace(change, noise=change.noise or _is_noise(change.path))
        for change in verdict.view.changes
    ]
    noise = all(change.noise for change in changes) and not verdict.view.omitted
    return Verdict(mime, JsonView(changes=changes, omitted=verdict.view.omitted), noise)


def without_content(output: dict[str, Any], kind: Kind) -> dict[str, Any]:
    """All of an output but what it shows."""
    return {key: value for key, value in output.items() if key not in CONTENT[kind]}


def _is_noise(path: list[str | int]) -> bool:
    key = path[1] if path[0] == "metadata" and len(path) > 1 else path[0]
    return key in OUTPUT_NOISE
