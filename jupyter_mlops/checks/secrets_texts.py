"""All texts of a notebook in which a secret may stand."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from jupyter_mlops.checks.subject import Cell, Subject
from jupyter_mlops.notebooks.multiline import text_of

_TAG: Final = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]{0,2000}>", re.DOTALL)
_COLOURS: Final = re.compile(r"\x1b\[[0-9;]*m")
#: What pictures, widgets and plots are made of is random, and no text.
_DATA: Final = re.compile(
    r"image/(?!svg)|audio/|video/|application/(?:pdf|vnd\.|javascript|octet)|font/|text/vnd\.",
    re.IGNORECASE,
)


class Place(Struct, frozen=True, kw_only=True):
    """A text of a notebook, and where it stands."""

    text: str
    #: None for the notebook's own metadata.
    cell: Cell | None
    #: Index of the output; None for a source and for metadata.
    output: int | None = None
    #: What it is part of, for people; empty for a source.
    part: str = ""
    #: Whether it is source code.
    code: bool = False


def texts_of(subject: Subject) -> Iterator[Place]:
    """Yields the texts of a notebook: sources, outputs, metadata; decoded, without pictures."""
    for cell in subject.cells:
        yield Place(text=cell.source, cell=cell, code=cell.kind != "markdown")
        for index, output in enumerate(cell.outputs):
            if isinstance(output, dict):
                for text in _output_texts(output):
                    yield Place(text=text, cell=cell, output=index, part="an output")
        if cell.metadata:
            yield Place(text=_members(cell.metadata), cell=cell, part="the metadata", code=True)
    metadata = subject.document.nb.get("metadata")
    if isinstance(metadata, dict):
        rest = {key: value for key, value in metadata.items() if key != "widgets"}
        yield Place(text=_members(rest), cell=None, part="the metadata", code=True)


def _output_texts(output: dict[str, Any]) -> Iterator[str]:
    kind = output.get("output_type")
    if kind == "stream":
        yield _plain(text_of(output.get("text")) or "")
    elif kind == "error":
        parts = [output.get("evalue"), text_of("\n".join(_texts(output.get("traceback"))))]
        yield _plain("\n".join(part for part in parts if isinstance(part, str)))
    data = output.get("data")
    for mime, value in data.items() if isinstance(data, dict) else ():
        if _DATA.match(mime):
            continue
        text = text_of(value)
        if text is None:
            yield _members(value)
        elif "html" in mime or "svg" in mime:
            yield html.unescape(_TAG.sub(" ", text)) if "<" in text else text
        else:
            yield _plain(text)


def _plain(text: str) -> str:
    return _COLOURS.sub("", text) if "\x1b" in text else text


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _members(value: Any) -> str:
    """The texts of decoded JSON, a line each, with the keys that they stand at."""
    lines: list[str] = []
    rest: list[tuple[str, Any]] = [("", value)]
    while rest:
        key, item = rest.pop()
        if isinstance(item, dict):
            rest.extend((str(name), inner) for name, inner in item.items())
        elif isinstance(item, list):
            rest.extend((key, inner) for inner in item)
        elif isinstance(item, str) and item:
            quote = "'" if '"' in item else '"'
            lines.append(f'"{key}": {quote}{item}{quote}' if key else item)
    return "\n".join(lines)
