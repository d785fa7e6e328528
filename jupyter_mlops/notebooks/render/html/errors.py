"""Exceptions: what was raised, and where."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_mlops.notebooks.diff.views import ErrorView
from jupyter_mlops.notebooks.render.html import limits
from jupyter_mlops.notebooks.render.html.lines import text_by_lines
from jupyter_mlops.notebooks.render.html.markup import Html, element, join


def error_change(view: ErrorView) -> Html:
    """Name and message of an exception before and after, then its frames, outermost first."""
    said = _stretch(
        _message(view.base_name, view.base_message), _message(view.head_name, view.head_message)
    )
    frames = _stretch(_frames(view.base_frames), _frames(view.head_frames))
    return element("div", said, frames, class_="lines error")


def _stretch(base: Sequence[str], head: Sequence[str]) -> Html:
    """Lines of which some in the middle may differ."""
    start = _common(base, head)
    end = _common(base[start:][::-1], head[start:][::-1])
    hunk = [
        *(_line("del", line) for line in base[start : len(base) - end]),
        *(_line("ins", line) for line in head[start : len(head) - end]),
    ]
    parts = (
        ("same", [_line("div", line) for line in head[:start]]),
        ("hunk", hunk),
        ("same", [_line("div", line) for line in head[len(head) - end :]]),
    )
    return join(element("div", *rows, class_=style) for style, rows in parts if rows)


def _line(tag: str, line: str) -> Html:
    return element(tag, text_by_lines(line or " ").code(0), class_="ln")


def _message(name: str, message: str) -> list[str]:
    said = f"{name}: {message}" if message else name
    return said.rstrip().split("\n")[: limits.FOLDED_LINES]


def _frames(frames: Sequence[str]) -> list[str]:
    return [f"  in {frame}" for frame in frames[: limits.FOLDED_LINES]]


def _common(base: Sequence[str], head: Sequence[str]) -> int:
    """How many lines both begin with."""
    size = 0
    for one, other in zip(base, head, strict=False):
        if one != other:
            break
        size += 1
    return size
