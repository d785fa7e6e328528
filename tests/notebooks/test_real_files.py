"""Reading and writing what people and nbdime's authors have saved."""

from __future__ import annotations

import copy
from importlib.util import find_spec
from pathlib import Path

import pytest

from jupyter_mlops.notebooks.document import Document, load_document, load_file
from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.layout import encode
from jupyter_mlops.notebooks.rewriting import write_document


@pytest.fixture(scope="module")
def nbdimes_files() -> list[Path]:
    spec = find_spec("nbdime")
    folders = spec.submodule_search_locations if spec else None
    files = sorted(Path((folders or [""])[0]).glob("tests/files/*.ipynb"))
    if not files:
        pytest.skip("nbdime's own test notebooks are not installed")
    return files


def assert_written_as_read(document: Document) -> None:
    assert write_document(document, document.nb) == document.data
    assert write_document(document, copy.deepcopy(document.nb)) == document.data


def assert_an_edit_is_all_that_changes(document: Document) -> None:
    """Marks a cell in the middle and takes the mark out again."""
    nb = copy.copy(document.nb)
    at = len(nb["cells"]) // 2
    nb["cells"] = [dict(cell) for cell in nb["cells"]]
    nb["cells"][at]["cell_type"] = "unheard-of"
    data = write_document(document, nb)
    was = f'"{document.nb["cells"][at]["cell_type"]}"'.encode()
    assert data.count(b'"unheard-of"') == 1
    assert data.replace(b'"unheard-of"', was) == document.data


def assert_becomes(document: Document, other: Document) -> None:
    data = write_document(document, other.nb)
    assert same(load_document(data, name="written").nb, other.nb)
    if document.layout == other.layout and encode(other.nb, other.layout) == other.data:
        assert data == other.data


def test_real_pairs_keep_every_byte_that_did_not_change(real_pairs: list[Path]) -> None:
    for folder in real_pairs:
        before, after = load_file(folder / "a.ipynb"), load_file(folder / "b.ipynb")
        assert_written_as_read(before)
        assert_written_as_read(after)
        assert_an_edit_is_all_that_changes(before)
        assert_becomes(before, after)


def test_real_merges_keep_every_byte_that_did_not_change(real_merges: list[Path]) -> None:
    for folder in real_merges:
        base = load_file(folder / "base.ipynb")
        assert_written_as_read(base)
        for other in ("local", "remote", "merged"):
            assert_becomes(base, load_file(folder / f"{other}.ipynb"))


def test_nbdimes_files_keep_every_byte_that_did_not_change(nbdimes_files: list[Path]) -> None:
    documents = [load_file(file) for file in nbdimes_files]
    assert len(documents) > 40
    for document in documents:
        assert_written_as_read(document)
        if document.nb["cells"]:
            assert_an_edit_is_all_that_changes(document)
        for other in documents[:5]:
            assert_becomes(document, other)
