"""Texts line by line on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jupyter_mlops.notebooks.diff.views import TextView
from jupyter_mlops.notebooks.render.phrases import count_phrase
from jupyter_mlops.notebooks.render.rows import Group, Stretch, aligned, groups_of, limit_groups
from jupyter_mlops.notebooks.render.terminal.gutter import Columns, Role, Unified, layout
from jupyter_mlops.notebooks.render.terminal.screen import Screen
from jupyter_mlops.notebooks.render.terminal.style import DIM, Line, Span


def changed_text(  # noqa: PLR0913 - two texts, how they differ, and where to put them
    base: Sequence[str],
    head: Sequence[str],
    view: TextView,
    indent: int,
    screen: Screen,
    *,
    limit: int | None = None,
) -> str:
    """The hunks of a text with the lines around them.

    Args:
        base: Lines before, with their ends.
        head: Lines after.
        view: How they differ.
        indent: Columns to leave blank.
        screen: Where to show them.
        limit: Lines to show of each side of a hunk; see `limit_groups`.
    """
    shown = screen.shown
    found = list(groups_of(view, base, head, context=shown.context, noise=shown.noise))
    groups, rest = limit_groups(found, limit)
    form = layout(_last_number(groups), indent, screen)
    lines: list[Line] = []
    for number, group in enumerate(groups):
        if number:
            lines.append([Span(" " * indent + "⋯", DIM)])
        for stretch in group:
            cut = stretch if limit is None else _cut(stretch, limit)
            lines += _lines(cut, base, head, form)
            hidden = max(len(stretch.base) - len(cut.base), len(stretch.head) - len(cut.head))
            if hidden:
                lines.append(more_lines(hidden, indent))
    if rest:
        lines.append([Span(f"{' ' * indent}… {count_phrase(rest, 'more line')} differ", DIM)])
    return screen.draw(lines)


def whole_text(
    lines: Sequence[str], kind: str, indent: int, screen: Screen, *, limit: int | None = None
) -> str:
    """A text that only one side has.

    Args:
        lines: Its lines.
        kind: `added` or `removed`.
        indent: Columns to leave blank.
        screen: Where to show it.
        limit: Lines to show; all of them by default. One line more is shown rather than counted.
    """
    count = len(lines) if limit is None or len(lines) <= limit + 1 else limit
    sides = (range(count), range(0)) if kind == "removed" else (range(0), range(count))
    stretch = Stretch(*sides, equal=False)
    form = layout(count, indent, screen)
    drawn = list(_lines(stretch, lines, lines, form))
    if count < len(lines):
        more = more_lines(len(lines) - count, indent)
        if isinstance(form, Columns) and kind == "added":
            drawn += form.beside(None, [more])
        else:
            drawn.append(more)
    return screen.draw(drawn)


def more_lines(number: int, indent: int) -> Line:
    """Says how many lines are left out."""
    return [Span(f"{' ' * indent}… {count_phrase(number, 'more line')}", DIM)]


def _lines(
    stretch: Stretch, base: Sequence[str], head: Sequence[str], form: Unified | Columns
) -> Iterator[Line]:
    if isinstance(form, Columns):
        return _columns(stretch, base, head, form)
    return _unified(stretch, base, head, form)


def _unified(
    stretch: Stretch, base: Sequence[str], head: Sequence[str], form: Unified
) -> Iterator[Line]:
    if stretch.equal:
        for one, other in zip(stretch.base, stretch.head, strict=True):
            yield from form.equal(one, other, head[other])
        return
    for at in stretch.base:
        yield from form.removed(at, base[at], stretch.base_marks.get(at, ()), end=stretch.ends)
    for at in stretch.head:
        yield from form.added(at, head[at], stretch.head_marks.get(at, ()), end=stretch.ends)


def _columns(
    stretch: Stretch, base: Sequence[str], head: Sequence[str], form: Columns
) -> Iterator[Line]:
    end = stretch.ends
    roles: tuple[Role, Role] = ("equal", "equal") if stretch.equal else ("removed", "added")
    for one, other in aligned(stretch):
        left = right = None
        if one is not None:
            marks = stretch.base_marks.get(one, ())
            left = form.base(one, base[one], roles[0], marks, end=end)
        if other is not None:
            marks = stretch.head_marks.get(other, ())
            right = form.head(other, head[other], roles[1], marks, end=end)
        yield from form.beside(left, right)


def _cut(stretch: Stretch, limit: int) -> Stretch:
    if max(len(stretch.base), len(stretch.head)) <= limit + 1:
        return stretch
    base, head = stretch.base[:limit], stretch.head[:limit]
    pairs = [pair for pair in stretch.pairs if pair[0] < base.stop and pair[1] < head.stop]
    return stretch._replace(base=base, head=head, pairs=pairs)


def _last_number(groups: Sequence[Group]) -> int:
    """The highest line number that is shown."""
    return max((max(group[-1].base.stop, group[-1].head.stop) for group in groups), default=0)
