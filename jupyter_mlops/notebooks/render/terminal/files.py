"""Notebook files on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from jupyter_mlops.notebooks.diff.model import Summary
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from jupyter_mlops.notebooks.render.phrases import (
    MARKS,
    WORDS,
    coarse_phrase,
    count_phrase,
    name_phrase,
    problem_phrase,
    summary_counts,
)
from jupyter_mlops.notebooks.render.selection import Fold, Selection, select
from jupyter_mlops.notebooks.render.terminal.cells import cell_text
from jupyter_mlops.notebooks.render.terminal.screen import Screen
from jupyter_mlops.notebooks.render.terminal.style import (
    BOLD,
    COLOURS,
    DIM,
    RED,
    YELLOW,
    Line,
    Span,
    said,
    width,
)
from jupyter_mlops.notebooks.render.terminal.values import value_lines


def render_terminal(
    comparisons: Iterable[Comparison],
    *,
    shown: Shown,
    width: int,
    colour: bool,
    side_by_side: bool,
) -> Iterator[str]:
    """Diffs as text for a terminal, piece by piece as they are compared.

    Args:
        comparisons: The notebooks.
        shown: What to show of them.
        width: Columns of the terminal.
        colour: Whether to use escape sequences for colours; without, there are none at all.
        side_by_side: Whether to show texts in two columns, which then never exceed the width.
            Otherwise lines of notebooks are as long as they are, so that they can be copied.

    Yields:
        Whole lines. Nothing for a file without changes that `shown` asks for.
    """
    screen = Screen(shown=shown, width=width, colour=colour, side_by_side=side_by_side)
    started = False
    for comparison in comparisons:
        one_sided = comparison.status in {"added", "deleted"}
        screen = msgspec.structs.replace(screen, one_sided=one_sided)
        for piece in _file(comparison, screen):
            yield f"\n{piece}" if started else piece
            started = True


def _file(comparison: Comparison, screen: Screen) -> Iterator[str]:
    diff = comparison.diff
    if diff is None:
        problem = [said(f"! {problem_phrase(comparison)}", RED)]
        yield screen.write(*_title(comparison, screen), problem, indent=2)
        return
    selection = select(diff, screen.shown)
    if selection.empty and comparison.status == "modified":
        if selection.noise:
            only = [Span("only noise differs"), *_hint(selection.noise)]
            yield screen.write(*_title(comparison, screen), only, indent=2)
        return
    head = [*_title(comparison, screen), _summary(diff.summary, selection)]
    remarks = [coarse_phrase(coarse) for coarse in diff.coarse]
    head += [[said(f"! {note}", YELLOW)] for note in (*comparison.notes, *remarks)]
    yield screen.write(*(line for line in head if line), indent=2)
    yield from _body(comparison, selection, screen)


def _body(comparison: Comparison, selection: Selection, screen: Screen) -> Iterator[str]:
    if selection.metadata:
        lines = [line for change in selection.metadata for line in value_lines(change, 2, screen)]
        yield screen.write([Span("◇ notebook", COLOURS["other"])], *lines)
    for entry in selection.cells:
        if isinstance(entry, Fold):
            yield screen.write([Span(f"  … {count_phrase(entry.count, 'unchanged cell')}", DIM)])
        else:
            yield cell_text(comparison, entry, screen)
    if selection.noise:
        count = count_phrase(selection.noise, "change")
        yield screen.write([Span(f"  {count} of noise hidden: --show-noise", DIM)])


def _title(comparison: Comparison, screen: Screen) -> list[Line]:
    """The path, with the names of the sides at the right where there is room, and a rule."""
    path, names = said(comparison.path, BOLD), said(name_phrase(comparison), DIM)
    gap = screen.width - width([path, names])
    rule = [Span("─" * screen.width, DIM)]
    if gap >= 2:  # noqa: PLR2004 - blanks
        return [[path, Span(" " * gap), names], rule]
    return [[path], [names], rule]


def _summary(summary: Summary, selection: Selection) -> Line:
    line: Line = []
    for kind, count in summary_counts(summary):
        line += [Span(f"{MARKS[kind]}{count:,} {WORDS[kind]}", COLOURS[kind]), Span("  ")]
    if selection.metadata:
        line.append(Span(f"{MARKS['other']} notebook metadata", COLOURS["other"]))
    return line


def _hint(noise: int) -> Line:
    return [Span(f" ({count_phrase(noise, 'change')}: --show-noise)", DIM)]
