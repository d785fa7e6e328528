"""Changes of outputs and metadata in words."""
# ruff: noqa: RUF001, RUF002 - sizes are written with the multiplication sign

from __future__ import annotations

import re
from typing import Final

import msgspec

from jupyter_mlops.notebooks.diff.views import (
    ErrorView,
    HashView,
    ImageView,
    JsonView,
    Picture,
    TableView,
    TextView,
    ValueChange,
    View,
)
from jupyter_mlops.notebooks.render.phrases.measures import (
    clip,
    count_phrase,
    percent_text,
    size_text,
    value_text,
)

_LONGEST_MESSAGE: Final = 200
_KNOWN: Final = {
    "stream/stdout": "stdout",
    "stream/stderr": "stderr",
    "error": "error",
    "text/plain": "text",
    "text/html": "HTML",
    "text/markdown": "Markdown",
    "text/latex": "LaTeX",
    "application/json": "JSON",
    "application/javascript": "JavaScript",
    "application/pdf": "PDF",
    "image/svg+xml": "SVG image",
}
_PATTERNS: Final = (
    (re.compile(r"application/vnd\.plotly\.v\d+\+json"), "Plotly figure"),
    (re.compile(r"application/vnd\.vega\.v\d+\+json"), "Vega chart"),
    (re.compile(r"application/vnd\.vegalite\.v\d+\+json"), "Vega-Lite chart"),
    (re.compile(r"application/vnd\.jupyter\.widget-(?:view|state)\+json"), "widget"),
)
_IDENTIFIER: Final = re.compile(r"[^\W\d][\w-]*")


def mime_name(mime: str) -> str:
    """What people call a kind of output: `stdout`, `PNG image`, `Plotly figure`."""
    if mime in _KNOWN:
        return _KNOWN[mime]
    for pattern, name in _PATTERNS:
        if pattern.fullmatch(mime):
            return name
    kind, _, form = mime.partition("/")
    return f"{form.upper()} image" if kind == "image" and form.isalnum() else mime


def view_phrase(view: View) -> str:
    """Any change of an output in one line."""
    if isinstance(view, ErrorView):
        return error_phrase(view)
    if isinstance(view, TableView):
        return table_phrase(view)
    if isinstance(view, ImageView):
        return image_phrase(view)
    if isinstance(view, HashView):
        return hash_phrase(view)
    if isinstance(view, JsonView):
        return _differ(len(view.changes) + view.omitted, "value")
    return _text_phrase(view)


def error_phrase(view: ErrorView) -> str:
    """`KeyError: 'a' → ValueError: bad input`; one of them, and "by another way", if both agree."""
    base = _exception(view.base_name, view.base_message)
    head = _exception(view.head_name, view.head_message)
    if (view.base_name, view.base_message) != (view.head_name, view.head_message):
        return f"{base} → {head}"
    return f"{head}, by another way" if view.base_frames != view.head_frames else head


def table_phrase(view: TableView) -> str:
    """`5 × 3; 2 cells differ, 1 row added`."""
    base, head = shape_text(view.base_shape), shape_text(view.head_shape)
    parts = []
    close = sum(cell.close for cell in view.cells)
    differing = len(view.cells) - close + view.cells_omitted
    if differing:
        parts.append(_differ(differing, "cell"))
    if close:
        parts.append(f"{count_phrase(close, 'cell')} within the tolerance")
    for number, noun, verb in (
        (len(view.rows_added), "row", "added"),
        (len(view.rows_removed), "row", "removed"),
        (len(view.columns_added), "column", "added"),
        (len(view.columns_removed), "column", "removed"),
    ):
        if number:
            parts.append(f"{count_phrase(number, noun)} {verb}")
    shape = head if base == head else f"{base} → {head}"
    return f"{shape}; {', '.join(parts) or 'markup differs'}"


def picture_phrase(picture: Picture) -> str:
    """`640×480, 12.3 KB`."""
    size = size_text(picture.size)
    if picture.width is None or picture.height is None:
        return size
    return f"{picture.width}×{picture.height}, {size}"


def image_phrase(view: ImageView) -> str:
    """`640×480, 12.3 KB → 640×480, 12.5 KB; 98.7 % alike`."""
    base, head = picture_phrase(view.base), picture_phrase(view.head)
    sides = head if base == head else f"{base} → {head}"
    return f"{sides}; {_verdict(view)}"


def hash_phrase(view: HashView) -> str:
    """`1.2 KB → 1.3 KB, other content`."""
    base, head = size_text(view.base_size), size_text(view.head_size)
    return f"{head if base == head else f'{base} → {head}'}, other content"


def path_text(path: list[str | int]) -> str:
    """Keys and indices as people write them: `layout.title`, `data[0].x`, `["a key"]`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _IDENTIFIER.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f"[{value_text(step)}]"
    return text or "the whole value"


def value_phrase(change: ValueChange) -> str:
    """`layout.title: "a" → "b"`, `tags added: ["x"]` or `tags removed: ["x"]`."""
    path = path_text(change.path)
    if change.kind == "added":
        return f"{path} added: {value_text(change.after)}"
    if change.kind == "removed":
        return f"{path} removed: {value_text(change.before)}"
    return f"{path}: {value_text(change.before)} → {value_text(change.after)}"


def metadata_phrase(change: ValueChange) -> str:
    """The same for metadata, without the word at the beginning of each path."""
    return value_phrase(msgspec.structs.replace(change, path=metadata_path(change)))


def metadata_path(change: ValueChange) -> list[str | int]:
    """The path of a change of metadata, without the word at its beginning."""
    return change.path[1:] if change.path[:1] == ["metadata"] and change.path[1:] else change.path


def _text_phrase(view: TextView) -> str:
    if view.formatting_only:
        return "formatting only"
    removed = sum(hunk.removed for hunk in view.hunks)
    added = sum(hunk.added for hunk in view.hunks)
    return f"{count_phrase(removed, 'line')} removed, {added:,} added"


def _verdict(view: ImageView) -> str:
    if view.verdict == "same":
        return "equal pixels"
    if view.verdict == "unknown":
        return "not compared by pixels"
    share = "" if view.score is None else percent_text(view.score) + " alike"
    if view.verdict == "alike":
        return f"looks the same ({share})" if share else "looks the same"
    return share or "different"


def _exception(name: str, message: str) -> str:
    lines = message.strip().split("\n", 1)
    said = clip(lines[0].strip(), _LONGEST_MESSAGE)
    return f"{name}: {said}" if said else name


def shape_text(shape: tuple[int, int]) -> str:
    """Rows and columns of a table."""
    return f"{shape[0]:,} × {shape[1]:,}"


def _differ(number: int, noun: str) -> str:
    return f"{count_phrase(number, noun)} {'differs' if number == 1 else 'differ'}"
