"""A report on notebooks that differ, in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_mlops.notebooks.diff.model import Summary
from jupyter_mlops.notebooks.render.markdown.cells import cell_block
from jupyter_mlops.notebooks.render.markdown.escape import html_code, prose
from jupyter_mlops.notebooks.render.markdown.fit import Block, Report, Section
from jupyter_mlops.notebooks.render.markdown.outputs import value_item
from jupyter_mlops.notebooks.render.markdown.table import HEAD, file_row, total_row
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from jupyter_mlops.notebooks.render.phrases import (
    coarse_phrase,
    count_phrase,
    summary_words,
)
from jupyter_mlops.notebooks.render.selection import Fold, Selection, select

_NOTES = 3


def render_markdown(
    comparisons: Sequence[Comparison],
    *,
    shown: Shown,
    title: str = "",
    lead: str = "",
    limit: int | None = None,
) -> str:
    """A report on notebooks for a comment on a pull request.

    Args:
        comparisons: The notebooks.
        shown: What to show of them.
        title: A heading, as plain text.
        lead: What stands between the heading and the notebooks, Markdown with a blank line at its
            end; it is never cut.
        limit: The most characters it may have; GitHub takes 65,536. What doesn't fit is left out
            by whole pieces and counted. A summary of a few hundred characters always stays.

    Returns:
        Markdown for GitHub, GitLab and Gitea. Nothing in it calls a person or refers to an issue.
    """
    start = (f"## {prose(title)}\n\n" if title else "") + lead
    found = []
    for comparison in comparisons:
        selection = select(comparison.diff, shown) if comparison.diff else None
        if _is_telling(comparison, selection):
            found.append((comparison, selection))
    if not found:
        return f"{start}No notebook differs.\n"
    rows = [file_row(comparison, selection) for comparison, selection in found]
    sections = [
        _section(comparison, selection, shown, is_open=len(found) == 1)
        for comparison, selection in found
        if selection and not selection.empty
    ]
    total = total_row([comparison for comparison, _ in found]) if len(found) > 1 else ""
    return Report(start + HEAD, rows, total, sections).fit(limit)


def _is_telling(comparison: Comparison, selection: Selection | None) -> bool:
    if selection is None or comparison.status != "modified":
        return True
    return bool(selection.noise) or not selection.empty


def _section(
    comparison: Comparison, selection: Selection, shown: Shown, *, is_open: bool
) -> Section:
    diff = comparison.diff
    summary = diff.summary if diff else Summary()
    coarse = diff.coarse if diff else []
    words = summary_words(summary) or "notebook metadata"
    tag = "<details open>" if is_open else "<details>"
    start = f"\n{tag}\n<summary>{html_code(comparison.path)} — {words}</summary>\n\n"
    notes = (*comparison.notes, *map(coarse_phrase, coarse))
    start += "".join(f"> Note: {prose(note)}\n\n" for note in notes[:_NOTES])
    end = (
        f"_{count_phrase(selection.noise, 'change')} of noise hidden_\n\n"
        if selection.noise
        else ""
    )
    blocks: list[Block] = []
    if selection.metadata:
        body = "".join(value_item(change) for change in selection.metadata)
        blocks.append(Block("**◇ notebook metadata**\n", body))
    blocks += [
        cell_block(comparison, entry, shown)
        for entry in selection.cells
        if not isinstance(entry, Fold)
    ]
    return Section(start, f"{end}</details>\n", blocks)
