"""A notebook as bytes, in the form that Jupyter itself writes."""

from __future__ import annotations

from typing import Any

import msgspec

_MULTILINE_KEYS = ("source", "text")
#: Types split into lines although they are not `text/*` (as nbformat does).
_TEXTUAL_TYPES = frozenset({"application/javascript", "image/svg+xml"})
_encoder = msgspec.json.Encoder(order="sorted")


def dump_notebook(nb: dict[str, Any]) -> bytes:
    """Encodes a notebook: sorted keys, one space of indent, long texts as lists of lines.

    Args:
        nb: The notebook; multi-line texts as strings. It is left as it is.

    Returns:
        UTF-8 JSON with a final newline.
    """
    split = {**nb, "cells": [_split_cell(cell) for cell in nb["cells"]]}
    return msgspec.json.format(_encoder.encode(split), indent=1) + b"\n"


def _split_cell(cell: dict[str, Any]) -> dict[str, Any]:
    split = _split_texts(cell)
    if "outputs" in cell:
        split["outputs"] = [_split_output(output) for output in cell["outputs"]]
    if "attachments" in cell:
        attached = cell["attachments"].items()
        split["attachments"] = {name: _split_bundle(bundle) for name, bundle in attached}
    return split


def _split_output(output: dict[str, Any]) -> dict[str, Any]:
    split = _split_texts(output)
    if "data" in output:
        split["data"] = _split_bundle(output["data"])
    return split


def _split_bundle(bundle: dict[str, Any]) -> dict[str, Any]:
    return {mime: _split_data(mime, value) for mime, value in bundle.items()}


def _split_texts(node: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _lines(value) if key in _MULTILINE_KEYS and isinstance(value, str) else value
        for key, value in node.items()
    }


def _split_data(mime: str, value: Any) -> Any:
    textual = mime.startswith("text/") or mime in _TEXTUAL_TYPES
    return _lines(value) if textual and isinstance(value, str) else value


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
