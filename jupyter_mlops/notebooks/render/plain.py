"""A notebook as plain text, for tools that compare or search text: git's textconv.

Equal cells give equal lines wherever they stand: there are no numbers, ids, counts or times in it,
so that a cell inserted at the top is one change and not a hundred.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from jupyter_mlops.notebooks.diff.metadata import cell_changes, notebook_changes
from jupyter_mlops.notebooks.diff.outputs import quiet, run_end, shown_mime, stream_run
from jupyter_mlops.notebooks.diff.outputs.settled import settle
from jupyter_mlops.notebooks.multiline import text_of
from jupyter_mlops.notebooks.render.phrases.measures import size_text

#: What a terminal would act upon, but for tabs.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: Which of several representations reads best as text, the first of these that there is.
_READABLE: Final = ("text/plain", "text/markdown", "text/latex", "text/html")
_BINARY: Final = ("image/", "application/", "audio/", "video/")
_HASH: Final = 12
_QUOTE: Final = "#> "


def render_plain(nb: dict[str, Any]) -> str:
    """Writes a notebook as text, cell by cell.

    Cells begin with `# %%`, as in scripts with cells; outputs are quoted with `#>`, images and
    other data are a size and a hash. Noise is left out, as in a diff (docs/diff.md).

    Args:
        nb: The notebook, as decoded; parts of any shape.
    """
    return "".join(f"{line}\n" for line in _notebook(nb))


def _notebook(nb: dict[str, Any]) -> Iterator[str]:
    frame = {key: value for key, value in nb.items() if key != "cells"}
    for change in notebook_changes({"cells": []}, {**frame, "cells": []}):
        if not change.noise:
            path = ".".join(str(step) for step in change.path)
            yield _line(f"# {path}: {_json(change.after)}")
    for cell in nb.get("cells", []):
        if isinstance(cell, dict):
            yield ""
            yield from _cell(cell)


def _cell(cell: dict[str, Any]) -> Iterator[str]:
    kind = cell.get("cell_type")
    facts = {
        ".".join(str(step) for step in change.path[1:]): change.after
        for change in cell_changes({}, cell)
        if not change.noise and change.path[0] == "metadata"
    }
    facts = {name: value for name, value in facts.items() if value not in ({}, [], None)}
    yield f"# %% {kind}" + (f" {_json(facts)}" if facts else "")
    yield from _lines(text_of(cell.get("source")) or "")
    attachments = cell.get("attachments")
    if isinstance(attachments, dict):
        for name, bundle in attachments.items():
            yield f"#-- attachment {_line(name)}"
            yield from _bundle(bundle)
    outputs = cell.get("outputs")
    if isinstance(outputs, list):
        yield from _outputs(outputs)


def _outputs(outputs: list[Any]) -> Iterator[str]:
    at = 0
    while at < len(outputs):
        output, end = outputs[at], run_end(outputs, at)
        mime = shown_mime(output)
        if mime.startswith("stream/"):
            yield f"#-- {_line(mime.removeprefix('stream/'))}"
            yield from _quoted(stream_run(outputs, at))
        elif isinstance(output, dict):
            yield from _output(output)
        at = end


def _output(output: dict[str, Any]) -> Iterator[str]:
    kind = output.get("output_type")
    if kind == "error":
        yield "#-- error"
        yield from _quoted(settle(f"{output.get('ename')}: {output.get('evalue')}"))
    else:
        yield f"#-- {_line(kind)}"
        yield from _bundle(output.get("data"))


def _bundle(bundle: Any) -> Iterator[str]:
    """What a person sees of a MIME bundle: its data by size and hash, or else its best text."""
    if not isinstance(bundle, dict):
        return
    binary = [mime for mime in bundle if str(mime).startswith(_BINARY)]
    for mime in binary:
        yield f"{_QUOTE}{_line(mime)} {_stamp(bundle[mime])}"
    if binary:
        return
    mime = next((mime for mime in (*_READABLE, *bundle) if mime in bundle), None)
    if mime is not None:
        value = bundle[mime]
        text = text_of(value)
        yield from _quoted(_json(value) if text is None else settle(text))


def _stamp(value: Any) -> str:
    data = _data(value)
    return f"{size_text(len(data))}, sha256 {hashlib.sha256(data).hexdigest()[:_HASH]}"


def _data(value: Any) -> bytes:
    """What base64 stands for, however it is broken into lines; else the text itself."""
    text = text_of(value)
    if text is None:
        return _json(value).encode("utf-8", "surrogatepass")
    data = text.encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(b"".join(data.split()), validate=True)
    except ValueError:
        return data


def _quoted(text: str) -> Iterator[str]:
    for line in _lines(quiet(text)):
        yield f"{_QUOTE}{line}".rstrip()


def _lines(text: str) -> Iterator[str]:
    if text:
        for line in text.removesuffix("\n").split("\n"):
            yield _CONTROL.sub("", line)


def _line(value: Any) -> str:
    return _CONTROL.sub("", str(value)).replace("\n", " ")


def _json(value: Any) -> str:
    return _CONTROL.sub("", json.dumps(value, ensure_ascii=False, sort_keys=True))
