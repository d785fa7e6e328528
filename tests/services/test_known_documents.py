"""Notebooks that were decoded lately."""

from __future__ import annotations

from jupyter_mlops.notebooks.document import Document, load_document
from jupyter_mlops.services.known_documents import KnownDocuments
from tests.git.notebooks import dump, notebook


def _document(source: str) -> Document:
    return load_document(dump(notebook(source)).encode(), name="a.ipynb")


def test_a_notebook_is_decoded_once() -> None:
    known = KnownDocuments()
    first = known.get("1", lambda: _document("a"))
    assert known.get("1", lambda: _document("b")) is first


def test_what_was_not_asked_for_lately_goes() -> None:
    size = len(_document("a").data)
    known = KnownDocuments(limit=2 * size)
    first = known.get("1", lambda: _document("a"))
    second = known.get("2", lambda: _document("b"))
    assert known.get("1", lambda: _document("c")) is first
    known.get("3", lambda: _document("d"))
    assert known.get("1", lambda: _document("e")) is first
    assert known.get("2", lambda: _document("f")) is not second


def test_what_is_too_large_is_not_held() -> None:
    known = KnownDocuments(limit=1)
    first = known.get("1", lambda: _document("a"))
    assert known.get("1", lambda: _document("a")) is not first
