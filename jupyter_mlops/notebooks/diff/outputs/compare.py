"""Compares the outputs of a cell with what they became."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.model import OutputChange
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.outputs.hashes import compare_hashes
from jupyter_mlops.notebooks.diff.outputs.pairing import pair_outputs
from jupyter_mlops.notebooks.diff.outputs.rest import CONTENT, compare_rest, without_content
from jupyter_mlops.notebooks.diff.outputs.rich import compare_rich
from jupyter_mlops.notebooks.diff.outputs.runs import Run, runs_of
from jupyter_mlops.notebooks.diff.outputs.settled import settle
from jupyter_mlops.notebooks.diff.outputs.shown import Kind, kind_of, shown_mime
from jupyter_mlops.notebooks.diff.outputs.streams import compare_texts
from jupyter_mlops.notebooks.diff.outputs.verdict import Verdict
from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.multiline import text_of


def compare_outputs(
    base: list[Any], head: list[Any], options: DiffOptions, budget: Budget
) -> list[OutputChange]:
    """Compares the outputs of two cells.

    Args:
        base: Outputs of the older cell, of any shape.
        head: Outputs of the newer.
        options: How to compare.
        budget: Time; past it, all that is said of an output is that it differs.

    Returns:
        An entry for each output that differs in any bit, in order. Adjacent streams of one name
        are one: their entry has the index of the first, and counts lines in `stream_run`.
    """
    old, new = runs_of(base), runs_of(head)
    pairs = pair_outputs([run.output for run in old], [run.output for run in new], budget)
    changes = []
    for i, j in pairs:
        one = None if i is None else old[i]
        other = None if j is None else new[j]
        if one is None or other is None:
            changes.append(_lone(one, other))
        elif not same(base[one.start : one.stop], head[other.start : other.stop]):
            changes.append(_compare_runs(one, other, options, budget))
    return changes


def _lone(base: Run | None, head: Run | None) -> OutputChange:
    run = base or head
    return OutputChange(
        base=base.start if base else None,
        head=head.start if head else None,
        mime=shown_mime(run.output if run else None),
    )


def _compare_runs(base: Run, head: Run, options: DiffOptions, budget: Budget) -> OutputChange:
    coarse = budget.spent
    try:
        if coarse:
            verdict = compare_hashes(shown_mime(head.output), base.output, head.output)
        else:
            verdict = _compare(base.output, head.output, options, budget)
    except RecursionError:  # nested as deep as the parser lets through
        verdict = Verdict(shown_mime(head.output), None, noise=False)
    return OutputChange(
        base=base.start,
        head=head.start,
        mime=verdict.mime,
        noise=verdict.noise,
        view=verdict.view,
        coarse=coarse,
    )


def _compare(base: Any, head: Any, options: DiffOptions, budget: Budget) -> Verdict:
    """Compares two outputs, or two runs of streams, that differ in some bit."""
    kind, mime = kind_of(head), shown_mime(head)
    if kind == "unknown" or kind != kind_of(base):
        return compare_hashes(mime, base, head)
    content = _compare_content(kind, base, head, options, budget)
    if content is not None and not content.noise:
        return content
    sides = without_content(base, kind), without_content(head, kind)
    rest = compare_rest(mime, *sides, options, budget)
    if not rest.noise or content is None:
        return rest
    return content


def _compare_content(
    kind: Kind, base: Any, head: Any, options: DiffOptions, budget: Budget
) -> Verdict | None:
    """Compares what is shown; None if that is equal in every bit."""
    if all(same(base.get(key), head.get(key)) for key in CONTENT[kind]):
        return None
    if kind == "stream":
        before, after = (settle(text_of(side["text"]) or "") for side in (base, head))
        return compare_texts(shown_mime(head), before, after, budget)
    if kind == "error":
        from jupyter_mlops.notebooks.diff.outputs.errors import compare_errors

        return compare_errors(base, head)
    return compare_rich(base, head, options, budget)
