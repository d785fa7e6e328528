"""Outputs: what a person sees of them, made harmless."""

from __future__ import annotations

from typing import Any, NamedTuple

from jupyter_mlops.notebooks.diff.model import OutputChange
from jupyter_mlops.notebooks.diff.outputs import output_text, shown_mime, stream_run
from jupyter_mlops.notebooks.diff.views import (
    ErrorView,
    ImageView,
    JsonView,
    TableView,
    TextView,
    View,
)
from jupyter_mlops.notebooks.render.html import limits
from jupyter_mlops.notebooks.render.html.errors import error_change
from jupyter_mlops.notebooks.render.html.images import picture, picture_change
from jupyter_mlops.notebooks.render.html.limits import Allowance
from jupyter_mlops.notebooks.render.html.lines import text_by_lines
from jupyter_mlops.notebooks.render.html.markup import Html, element, join
from jupyter_mlops.notebooks.render.html.parts import data_of
from jupyter_mlops.notebooks.render.html.rich import rich, whole_output
from jupyter_mlops.notebooks.render.html.signs import sign
from jupyter_mlops.notebooks.render.html.tables import table_change
from jupyter_mlops.notebooks.render.html.texts import note, text_change, whole_text
from jupyter_mlops.notebooks.render.html.values import value_changes
from jupyter_mlops.notebooks.render.output_texts import change_name
from jupyter_mlops.notebooks.render.phrases import mime_name, size_text, view_phrase


class Seen(NamedTuple):
    """An output as a person sees it."""

    output: Any
    mime: str
    text: str


def seen(outputs: list[Any], index: int | None, mime: str) -> Seen:
    """The output at an index; a stream with all pieces that it was written in."""
    if index is None or not 0 <= index < len(outputs):
        return Seen({}, mime, "")
    output = outputs[index]
    if mime.startswith("stream/") and shown_mime(output) == mime:
        return Seen(output, mime, stream_run(outputs, index))
    return Seen(output, mime, output_text(output, mime))


def output_change(
    change: OutputChange, base: list[Any], head: list[Any], context: int, room: Allowance
) -> Html:
    """An output that differs, came or went.

    Args:
        change: What is known of it.
        base: The outputs of the cell before.
        head: The outputs of the cell after.
        context: Unchanged lines to show around a change.
        room: What the page has room for.
    """
    if change.base is None:
        return one_output(seen(head, change.head, change.mime), "added", room)
    if change.head is None:
        return one_output(seen(base, change.base, change.mime), "removed", room)
    old, new = (
        seen(outputs, index, change.mime)
        for outputs, index in ((base, change.base), (head, change.head))
    )
    phrase = view_phrase(change.view) if change.view else "differs"
    body = _change(change.view, old, new, context, room)
    return _frame("edited", change_name(change), phrase, body, "noise" if change.noise else "")


def one_output(output: Seen, kind: str, room: Allowance) -> Html:
    """An output that only one side has; `kind` is `added` or `removed`."""
    body = whole_output(output.output, output.mime, output.text, kind, room)
    return _frame(kind, mime_name(output.mime), kind, body, kind)


def unchanged_outputs(count: int, size: int) -> Html:
    """A line for outputs that didn't change, which are not in the page."""
    name = "output" if count == 1 else f"{count:,} outputs"
    return note(f"{name} unchanged, {size_text(size)}, not included")


def _frame(kind: str, name: str, phrase: str, body: Html, style: str) -> Html:
    header = element("header", sign(kind), element("b", name), element("span", phrase))
    return element("section", header, body, class_=f"output {style}".strip())


def _change(view: View | None, old: Seen, new: Seen, context: int, room: Allowance) -> Html:
    if isinstance(view, ErrorView):
        return error_change(view)
    if isinstance(view, TableView):
        return join([table_change(view, old.text, new.text), _whole_tables(old, new, room)])
    if isinstance(view, ImageView):
        return picture_change(old.output, new.output, view, room)
    if isinstance(view, JsonView):
        return join([value_changes(view.changes, view.omitted), _drawn(old, new, room)])
    if isinstance(view, TextView):
        return _text(view, old, new, context, room)
    return _drawn(old, new, room) or _plain(old, new)


def _text(view: TextView, old: Seen, new: Seen, context: int, room: Allowance) -> Html:
    size = len(old.text) + len(new.text)
    if size > limits.TEXT or not room.take(size):
        return note(f"{size_text(size)} of text, not included")
    lines = text_change(text_by_lines(old.text), text_by_lines(new.text), view, context)
    if new.mime != "text/html":
        return lines
    markup = element("details", element("summary", "Markup, line by line"), lines, class_="more")
    return join([_pair(rich(old.text), rich(new.text)), markup])


def _whole_tables(old: Seen, new: Seen, room: Allowance) -> Html | None:
    """Both tables as they look, on demand."""
    if not room.take(len(old.text) + len(new.text)):
        return None
    tables = _pair(rich(old.text), rich(new.text))
    return element("details", element("summary", "The whole tables"), tables, class_="more")


def _drawn(old: Seen, new: Seen, room: Allowance) -> Html | None:
    """The pictures that plots bring along for those who can't draw them."""
    mime = "image/png"
    if mime not in data_of(old.output) or mime not in data_of(new.output):
        return None
    before = picture(old.output, mime, "Before", room)
    return _pair(before, picture(new.output, mime, "After", room))


def _plain(old: Seen, new: Seen) -> Html:
    """Both sides one after the other, if they are small texts."""
    if not 0 < max(len(old.text), len(new.text)) <= limits.VALUE:
        return note("Of this type only size and hash are compared")
    sides = (old, "removed"), (new, "added")
    return join(whole_text(text_by_lines(side.text), kind) for side, kind in sides)


def _pair(before: Html, after: Html) -> Html:
    sides = [
        element("div", element("p", name, class_="quiet"), side)
        for name, side in (("Before", before), ("After", after))
    ]
    return element("div", *sides, class_="pair")
