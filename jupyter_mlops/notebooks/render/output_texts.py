"""What outputs say, as text for renderers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from jupyter_mlops.notebooks.diff.model import OutputChange
from jupyter_mlops.notebooks.diff.views import TableView
from jupyter_mlops.notebooks.render.phrases import mime_name, picture_phrase, size_text

_READABLE: Final = ("text/plain", "text/markdown", "text/latex")


class Said(NamedTuple):
    """An output that only one side has."""

    #: What kind of output it is.
    name: str
    #: What to know of it.
    phrase: str
    #: What it says, if it says it in lines.
    text: str


def text_at(outputs: Sequence[Any], at: int | None, mime: str) -> str:
    """The text of an output, in which the line numbers of its view count."""
    from jupyter_mlops.notebooks.diff.outputs.runs import stream_run
    from jupyter_mlops.notebooks.diff.outputs.shown import output_text

    if at is None or at >= len(outputs):
        return ""
    if mime.startswith("stream/"):
        return stream_run(list(outputs), at)
    return output_text(outputs[at], mime)


def output_phrase(outputs: Sequence[Any], at: int) -> Said:
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
    plain = text_at(outputs, at, "text/plain") if mime == "text/html" else ""
    return Said(name, size_text(len(data)), plain)


def change_name(change: OutputChange) -> str:
    """What kind of output it is that changed."""
    return "table" if isinstance(change.view, TableView) else mime_name(change.mime)
