"""Changed values of an object: metadata, JSON outputs, the spec of a plot."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from jupyter_mlops.notebooks.diff.views import ValueChange
from jupyter_mlops.notebooks.render.html import limits
from jupyter_mlops.notebooks.render.html.markup import Html, element
from jupyter_mlops.notebooks.render.html.signs import sign
from jupyter_mlops.notebooks.render.phrases import (
    count_phrase,
    metadata_path,
    path_text,
    value_text,
)

_ARROW = Html('<span class="arrow" aria-label="becomes">→</span>')
_KINDS = {"added": "added", "removed": "removed", "changed": "edited"}


def value_changes(changes: Sequence[ValueChange], omitted: int = 0) -> Html:
    """A list of paths, each with its value before and after."""
    rows = [_row(change) for change in changes[: limits.VALUES]]
    omitted += len(changes) - len(rows)
    if omitted:
        text = f"{count_phrase(omitted, 'more value differs', 'more values differ')}, not shown"
        rows.append(element("li", element("span"), element("span", text, class_="quiet")))
    return element("ul", *rows, class_="values")


def metadata_changes(changes: Sequence[ValueChange]) -> Html:
    """The same of metadata, without the word at the beginning of each path."""
    return value_changes([structs.replace(each, path=metadata_path(each)) for each in changes])


def _row(change: ValueChange) -> Html:
    before = after = arrow = None
    if change.kind != "added":
        before = element("del", element("code", value_text(change.before, limits.VALUE)))
    if change.kind != "removed":
        after = element("ins", element("code", value_text(change.after, limits.VALUE)))
    if before and after:
        arrow = _ARROW
    return element(
        "li",
        sign(_KINDS[change.kind]),
        element("code", path_text(change.path)),
        element("span", before, arrow, after, class_="value"),
        class_="noise" if change.noise else None,
    )
