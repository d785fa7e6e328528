"""Compares what nobody can look into: widgets, unknown types, broken data."""

from __future__ import annotations

import hashlib
from typing import Any

from jupyter_mlops.notebooks.diff.outputs.shown import data_bytes
from jupyter_mlops.notebooks.diff.outputs.verdict import Verdict
from jupyter_mlops.notebooks.diff.views import HashView
from jupyter_mlops.notebooks.equality import encoded, same


def compare_hashes(mime: str, base: Any, head: Any) -> Verdict:
    """Compares the data of a type by size and hash.

    Data that differs only in how it is written down, such as where base64 breaks its lines, is
    the same.
    """
    one, other = _bytes(base, mime), _bytes(head, mime)
    return Verdict(mime, _view(one, other), noise=one == other)


def compare_widgets(mime: str, base: Any, head: Any) -> Verdict:
    """Compares references to widgets.

    A widget's id is another one in each run, and its state is not in the output: all that can be
    said of it is what its alternative text says.
    """
    view = _view(encoded(base), encoded(head))
    return Verdict(mime, view, noise=same(_without_id(base), _without_id(head)))


def _without_id(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: item for key, item in value.items() if key != "model_id"}


def _bytes(value: Any, mime: str) -> bytes:
    data = data_bytes(value, mime)
    return encoded(value) if data is None else data


def _view(base: bytes, head: bytes) -> HashView:
    return HashView(
        base_size=len(base),
        base_sha256=hashlib.sha256(base).hexdigest(),
        head_size=len(head),
        head_sha256=hashlib.sha256(head).hexdigest(),
    )
