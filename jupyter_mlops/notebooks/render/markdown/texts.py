"""Texts as blocks of a diff in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jupyter_mlops.notebooks.diff.views import TextView
from jupyter_mlops.notebooks.render.harmless import Mark, line_pieces
from jupyter_mlops.notebooks.render.markdown.escape import fence
from jupyter_mlops.notebooks.render.model import Shown
from jupyter_mlops.notebooks.render.phrases import count_phrase
from jupyter_mlops.notebooks.render.rows import Group, Stretch, groups_of, limit_groups


def changed_text(
    base: Sequence[str],
    head: Sequence[str],
    view: TextView,
    shown: Shown,
    *,
    limit: int | None = None,
) -> str:
    """The hunks of a text in the form of `diff -u`.

    Args:
        base: Lines before, with their ends.
        head: Lines after.
        view: How they differ.
        shown: What to show.
        limit: Lines to show of each side of a hunk; see `limit_groups`.
    """
    lines: list[str] = []
    groups = list(groups_of(view, base, head, context=shown.context, noise=shown.noise))
    groups, rest = limit_groups(groups, limit)
    for group in groups:
        lines.append(_place(group))
        for stretch in group:
            lines += _stretch(stretch, base, head, limit)
    if rest:
        lines.append(f"# … {count_phrase(rest, 'more line')} differ")
    return fence(lines) if lines else ""


def whole_text(lines: Sequence[str], sign: str, *, limit: int | None = None) -> str:
    """A text that only one side has, with `+` or `-` before each line; empty for an empty one."""
    return fence(_lines(lines, range(len(lines)), sign, {}, limit)) if lines else ""


def _place(group: Group) -> str:
    """Where a group of hunks is, as `diff -u` says it."""
    first, last = group[0], group[-1]
    base = f"-{first.base.start + 1},{last.base.stop - first.base.start}"
    return f"@@ {base} +{first.head.start + 1},{last.head.stop - first.head.start} @@"


def _stretch(
    stretch: Stretch, base: Sequence[str], head: Sequence[str], limit: int | None
) -> Iterator[str]:
    if stretch.equal:
        yield from _lines(head, stretch.head, " ", {}, None)
        return
    end = stretch.ends
    yield from _lines(base, stretch.base, "-", stretch.base_marks, limit, end=end)
    yield from _lines(head, stretch.head, "+", stretch.head_marks, limit, end=end)


def _lines(  # noqa: PLR0913 - which lines of what, and how
    lines: Sequence[str],
    places: range,
    sign: str,
    marks: dict[int, list[Mark]],
    limit: int | None,
    *,
    end: bool = False,
) -> Iterator[str]:
    """Lines with their sign; one more than the limit is shown rather than counted."""
    count = len(places) if limit is None or len(places) <= limit + 1 else limit
    for at in places[:count]:
        pieces = line_pieces(lines[at], marks.get(at, ()), end=end)
        yield (sign + "".join(piece.text for piece in pieces)).rstrip(" ")
    if count < len(places):
        yield f"# … {count_phrase(len(places) - count, 'more line')}"
