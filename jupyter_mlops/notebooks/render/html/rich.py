"""Outputs that only one side has, as they look."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.outputs import output_text
from jupyter_mlops.notebooks.render.html import limits
from jupyter_mlops.notebooks.render.html.images import picture
from jupyter_mlops.notebooks.render.html.limits import Allowance, weight
from jupyter_mlops.notebooks.render.html.lines import text_by_lines
from jupyter_mlops.notebooks.render.html.markup import Html, element, join
from jupyter_mlops.notebooks.render.html.parts import data_of
from jupyter_mlops.notebooks.render.html.sanitize import sanitize
from jupyter_mlops.notebooks.render.html.texts import note, whole_text
from jupyter_mlops.notebooks.render.phrases import mime_name, size_text


def whole_output(output: Any, mime: str, text: str, kind: str, room: Allowance) -> Html:
    """An output that came or went.

    Args:
        output: It.
        mime: What a person sees of it.
        text: It as text.
        kind: `added` or `removed`.
        room: What the page has room for.
    """
    if mime.startswith("image/"):
        return element("div", picture(output, mime, mime_name(mime), room), class_="lone")
    if mime.startswith(("stream/", "error", "text/")) and mime != "text/html":
        return _lines(text, kind, room)
    if mime == "text/html" and (shown := _html(text, room)):
        return shown
    data = data_of(output)
    if mime != "image/png" and "image/png" in data:
        return whole_output(output, "image/png", "", kind, room)
    size = note(f"{mime_name(mime)}, {size_text(weight(data.get(mime)))}, not shown")
    plain = output_text(output, "text/plain")
    if plain:
        return join([size, _lines(plain, kind, room)])
    return _lines(text, kind, room) if text else size


def rich(markup: str) -> Html:
    """Sanitized markup, or a note why it isn't there."""
    if len(markup) > limits.MARKUP:
        return note(f"HTML, {size_text(len(markup))}, not included")
    clean = sanitize(markup)
    if not clean.strip():
        return note("HTML that shows nothing without scripts or styles")
    return element("div", clean, class_="rich")


def _html(markup: str, room: Allowance) -> Html | None:
    if not markup.strip() or not room.take(min(len(markup), limits.MARKUP)):
        return None
    return element("div", rich(markup), class_="body")


def _lines(text: str, kind: str, room: Allowance) -> Html:
    lines = text_by_lines(text)
    size = sum(map(len, lines.lines[: limits.LINES]))
    if not room.take(size):
        return note(f"{size_text(len(text))} of text, not included")
    return whole_text(lines, kind)
