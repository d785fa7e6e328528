"""Exceptions: what was raised, and where."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_mlops.notebooks.diff.views import ErrorView
from jupyter_mlops.notebooks.render.html.lines import (
    added_line,
    removed_line,
    same_line,
    text_by_lines,
)
from jupyter_mlops.notebooks.render.html.markup import Html, element


def error_change(view: ErrorView) -> Html:
    """Name, message and frames of an exception before and after."""
    base = _lines(view.base_name, view.base_message, view.base_frames)
    head = _lines(view.head_name, view.head_message, view.head_frames)
    start = _common(base, head)
    end = _common(base[start:][::-1], head[start:][::-1])
    gone = range(start, len(base) - end)
    new = range(start, len(head) - end)
    before = [same_line(line, line, _code(head[line])) for line in range(start)]
    hunk = [
        *(removed_line(line, _code(base[line])) for line in gone),
        *(added_line(line, _code(head[line])) for line in new),
    ]
    after = [
        same_line(gone.stop + line, new.stop + line, _code(head[new.stop + line]))
        for line in range(end)
    ]
    parts = [(before, "same"), (hunk, "hunk"), (after, "same")]
    blocks = [element("div", *rows, class_=style) for rows, style in parts if rows]
    return element("div", *blocks, class_="lines error")


def _lines(name: str, message: str, frames: Sequence[str]) -> list[str]:
    said = f"{name}: {message}" if message else name
    return [*said.rstrip().split("\n"), *(f"  in {frame}" for frame in frames)]


def _code(line: str) -> Html:
    return text_by_lines(line or " ").code(0)


def _common(base: Sequence[str], head: Sequence[str]) -> int:
    """How many lines both begin with."""
    size = 0
    for one, other in zip(base, head, strict=False):
        if one != other:
            break
        size += 1
    return size
