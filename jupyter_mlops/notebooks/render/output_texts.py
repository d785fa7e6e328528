"""What outputs say, as text for renderers."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from jupyter_mlops.notebooks.diff.model import OutputChange
from jupyter_mlops.notebooks.diff.views import TableView
from jupyter_mlops.notebooks.render.phrases import mime_name, picture_phrase, shape_text, size_text
from jupyter_mlops.notebooks.render.table_facts import grid_of

_READABLE: Final = ("text/plain", "text/markdown", "text/latex")


class Said(NamedTuple):
    """An output that only one side has."""

    #: What kind of output it is.
    name: str
    #: What to know of it.
    phrase: str
    #: What it says, if it says it in lines.
    text: str


def text_at(outputs: list[Any], at: int | None, mime: str) -> str:
    """The text of an output, in which the line numbers of its view count."""
    from jupyter_mlops.notebooks.diff.outputs.runs import stream_run
    from jupyter_mlops.notebooks.diff.outputs.shown import output_text

    if at is None or at >= len(outputs):
        return ""
    if mime.startswith("stream/"):
        return stream_run(outputs, at)
    return output_text(outputs[at], mime)


def output_phrase(outputs: list[Any], at: int) -> Said:
    """What an output is; its text only where that is what a person is shown."""
    from jupyter_mlops.notebooks.diff.outputs.pictures import describe
    from jupyter_mlops.notebooks.diff.outputs.shown import output_bytes, shown_mime

    output = outputs[at]
    mime = shown_mime(output)
    name = mime_name(mime)
    if mime == "error" and isinstance(output, dict):
        parts = [output.get(key) for key in ("ename", "evalue")]
        return Said(name, ": ".join(str(part).split("\n")[0] for part in parts if part), "")
    if mime in _READABLE or mime.startswith("stream/"):
        text = text_at(outputs, at, mime)
        return Said(name, "" if text else "empty", text)
    data = output_bytes(output, mime)
    if data is None:
        return Said(name, "", "")
    if mime.startswith("image/"):
        return Said(name, picture_phrase(describe(data, mime)), "")
    if mime == "text/html":
        return _html(outputs, at)
    return Said(name, size_text(len(data)), "")


def _html(outputs: list[Any], at: int) -> Said:
    """HTML is told by the text that comes with it, a table also by its shape."""
    html = text_at(outputs, at, "text/html")
    plain = text_at(outputs, at, "text/plain")
    if (grid := grid_of(html)) is not None:
        return Said("table", shape_text((len(grid.rows), len(grid.columns))), plain)
    return Said(mime_name("text/html"), size_text(len(html.encode(errors="replace"))), plain)


def change_name(change: OutputChange) -> str:
    """What kind of output it is that changed."""
    return "table" if isinstance(change.view, TableView) else mime_name(change.mime)
