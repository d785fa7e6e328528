"""How a text differs, line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from jupyter_mlops.notebooks.diff.views import Hunk, TextView
from jupyter_mlops.notebooks.render.html import limits
from jupyter_mlops.notebooks.render.html.lines import (
    BASE_FILLER,
    HEAD_FILLER,
    Text,
    added_line,
    removed_line,
    same_line,
)
from jupyter_mlops.notebooks.render.html.markup import Html, element, join


def text_change(base: Text, head: Text, view: TextView, context: int) -> Html:
    """The hunks of a text with lines around them; what lies between unfolds.

    Args:
        base: The text before.
        head: The text after.
        view: How they differ.
        context: Unchanged lines to show around a hunk.
    """
    parts: list[Html] = []
    at_base = at_head = shown = 0
    for number, hunk in enumerate(view.hunks):
        before = 0 if number == 0 else context
        parts.append(_between(head, at_base, at_head, hunk.head - at_head, before, context))
        at_base, at_head = hunk.base + hunk.removed, hunk.head + hunk.added
        if shown > limits.LINES:
            parts.append(note(f"{len(view.hunks) - number:,} more places differ, not shown"))
            break
        shown += hunk.removed + hunk.added
        parts.append(_hunk(base, head, hunk))
    else:
        parts.append(_between(head, at_base, at_head, len(head.lines) - at_head, context, 0))
    return element("div", *parts, class_="lines")


def whole_text(text: Text, kind: str) -> Html:
    """A text that only one side has.

    Args:
        text: It.
        kind: `added` or `removed`.
    """
    write = added_line if kind == "added" else removed_line
    count = len(text.lines)
    rows = [write(line, text.code(line)) for line in range(min(count, limits.LINES))]
    more = note(f"{count - limits.LINES:,} more lines, not shown") if count > limits.LINES else None
    return element("div", element("div", *rows, class_="hunk"), more, class_="lines")


def same_text(text: Text, first: int = 5) -> Html:
    """A text that didn't change: its first lines, and the others on demand."""
    count = len(text.lines)
    first = count if count <= first + 2 else first
    return element("div", _between(text, 0, 0, count, first, 0), class_="lines")


def note(text: str) -> Html:
    """A remark on what is not there."""
    return element("p", text, class_="note")


def _between(  # noqa: PLR0913, PLR0917 - the place and the size of a run of equal lines
    text: Text, base: int, head: int, count: int, before: int, after: int
) -> Html:
    """Equal lines: some after what precedes them and before what follows, the others folded."""
    before, after = min(before, count), min(after, count)
    hidden = count - before - after
    if hidden <= 1:
        return _same(text, base, head, count)
    label = f"{hidden:,} unchanged lines"
    folded: Html
    if hidden > limits.FOLDED_LINES:
        folded = element("p", label, class_="gap")
    else:
        lines = _same(text, base + before, head + before, hidden)
        folded = element("details", element("summary", label), lines, class_="gap")
    start = count - after
    tail = _same(text, base + start, head + start, after)
    return join([_same(text, base, head, before), folded, tail])


def _same(text: Text, base: int, head: int, count: int) -> Html:
    if count <= 0:
        return Html()
    rows = [same_line(base + line, head + line, text.code(head + line)) for line in range(count)]
    return element("div", *rows, class_="same")


def _hunk(base: Text, head: Text, hunk: Hunk) -> Html:
    """The lines of a hunk; pairs that look alike, as only the line feed differs, are equal."""
    base_marks, head_marks = _by_line(hunk.base_marks), _by_line(hunk.head_marks)
    parts: list[Html] = []
    for removed, added, same in _stretches(base, head, hunk):
        if same:
            for one, other in zip(removed, added, strict=True):
                row = same_line(one, other, head.code(other))
                parts.append(element("div", row, class_="same"))
            continue
        gone, new = _level(removed, added, hunk.pairs)
        rows = [
            BASE_FILLER if line is None else removed_line(line, base.code(line, base_marks[line]))
            for line in gone
        ]
        rows += [
            HEAD_FILLER if line is None else added_line(line, head.code(line, head_marks[line]))
            for line in new
        ]
        parts.append(element("div", *rows, class_="hunk"))
    if not hunk.noise:
        return join(parts)
    # What differs by noise alone reads like an equal line until somebody asks for the noise.
    calm = _same(head, hunk.base, hunk.head, min(hunk.added, limits.LINES))
    return join([element("div", calm, class_="calm"), element("div", *parts, class_="noise")])


def _stretches(base: Text, head: Text, hunk: Hunk) -> Iterator[tuple[range, range, bool]]:
    """Parts of a hunk: (lines that go, lines that come, whether they look alike)."""
    base_end = min(hunk.base + min(hunk.removed, limits.LINES), len(base.lines))
    head_end = min(hunk.head + min(hunk.added, limits.LINES), len(head.lines))
    alike = [
        (one, other)
        for one, other in hunk.pairs
        if one < base_end
        and other < head_end
        and base.lines[one].rstrip("\n") == head.lines[other].rstrip("\n")
    ]
    if len(alike) == max(hunk.removed, hunk.added):
        alike = []
    at_base, at_head = hunk.base, hunk.head
    for one, other in alike:
        if one > at_base or other > at_head:
            yield range(at_base, one), range(at_head, other), False
        yield range(one, one + 1), range(other, other + 1), True
        at_base, at_head = one + 1, other + 1
    if base_end > at_base or head_end > at_head:
        yield range(at_base, base_end), range(at_head, head_end), False


def _level(
    removed: range, added: range, pairs: Sequence[tuple[int, int]]
) -> tuple[list[int | None], list[int | None]]:
    """Line numbers of both sides with None where a line has nothing beside it."""
    gone: list[int | None] = []
    new: list[int | None] = []
    at_base, at_head = removed.start, added.start
    inside = [pair for pair in pairs if pair[0] in removed and pair[1] in added]
    for one, other in [*inside, (removed.stop, added.stop)]:
        gone.extend(range(at_base, one))
        new.extend(range(at_head, other))
        size = max(len(gone), len(new))
        gone.extend([None] * (size - len(gone)))
        new.extend([None] * (size - len(new)))
        if one < removed.stop and other < added.stop:
            gone.append(one)
            new.append(other)
        at_base, at_head = one + 1, other + 1
    return gone, new


def _by_line(marks: Sequence[tuple[int, int, int]]) -> defaultdict[int, list[tuple[int, int]]]:
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for line, group in groupby(sorted(marks), key=lambda mark: mark[0]):
        found[line] = [(start, end) for _, start, end in group]
    return found
