from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.errors import ForbiddenError, NotebookInvalidError, NotFoundError
from jupyter_mlops.notebooks.document import (
    cell_id,
    cell_source,
    kernel_name,
    language,
    parse_notebook,
    read_notebook,
)

REAL = Path(__file__).parents[3] / "shared" / "notebooks"

NOTEBOOK = {
    "cells": [{"cell_type": "code", "id": "a1", "metadata": {}, "outputs": [], "source": "x = 1"}],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def encoded(**changes: Any) -> bytes:
    return json.dumps({**NOTEBOOK, **changes}).encode()


def fault(data: bytes) -> NotebookInvalidError:
    with pytest.raises(NotebookInvalidError) as caught:
        parse_notebook(data, name="train.ipynb")
    assert "train.ipynb" in caught.value.message
    return caught.value


def test_a_notebook_is_given_as_it_stands_in_the_file() -> None:
    assert parse_notebook(encoded(), name="train.ipynb") == NOTEBOOK


def test_a_byte_order_mark_is_accepted() -> None:
    assert parse_notebook(b"\xef\xbb\xbf" + encoded(), name="train.ipynb") == NOTEBOOK


def test_nan_which_python_writes_into_outputs_is_accepted() -> None:
    data = encoded(metadata={"loss": float("nan")})
    assert b"NaN" in data
    assert parse_notebook(data, name="train.ipynb")["cells"] == NOTEBOOK["cells"]


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told_so(data: bytes) -> None:
    assert "is empty" in fault(data).message


def test_a_file_that_is_not_json_is_told_the_place() -> None:
    assert "line 2, column 9: not JSON" in fault(b'{\n "a": 1,}').message


def test_a_merge_conflict_is_told_the_line_and_the_remedy() -> None:
    text = '{\n<<<<<<< HEAD\n "nbformat": 4\n=======\n "nbformat": 3\n>>>>>>> other\n}'
    error = fault(text.encode())
    assert "line 2" in error.message
    assert "resolve the conflict" in error.hint


def test_conflict_markers_inside_of_a_cell_are_just_text() -> None:
    cell = {"cell_type": "markdown", "metadata": {}, "source": ["<<<<<<< HEAD\n", "=======\n"]}
    assert parse_notebook(encoded(cells=[cell]), name="train.ipynb")["cells"] == [cell]


def test_other_encodings_than_utf8_are_told_the_line() -> None:
    assert "line 2: not UTF-8" in fault(b'{\n"a": "\xe9"}').message


@pytest.mark.parametrize("data", ["{}".encode("utf-16"), b'{"a": "\0"}'])
def test_nul_bytes_are_refused(data: bytes) -> None:
    assert "NUL" in fault(data).message


@pytest.mark.parametrize("data", [b"[]", b"3", b"null", b'"x"', b"{}", b'{"cells": []}'])
def test_json_that_is_no_notebook_is_told_so(data: bytes) -> None:
    assert "not a notebook" in fault(data).message


@pytest.mark.parametrize("version", [1, 2, 3])
def test_an_old_format_is_told_how_to_upgrade(version: int) -> None:
    error = fault(encoded(nbformat=version))
    assert f"format {version}" in error.message
    assert "nbconvert" in error.hint


def test_a_format_of_the_future_is_told_so() -> None:
    assert "newer" in fault(encoded(nbformat=5)).hint


@pytest.mark.parametrize("version", ["4", 4.0, None, True])
def test_a_format_that_is_no_number_is_refused(version: Any) -> None:
    assert "nbformat" in fault(encoded(nbformat=version)).message


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"metadata": None}, "metadata"),
        ({"cells": {}}, "cells"),
        ({"cells": [3]}, "cell 1: not an object"),
        ({"cells": [*NOTEBOOK["cells"], {"metadata": {}, "source": ""}]}, "cell 2: has no cell_"),  # type: ignore[misc]
        ({"cells": [{"cell_type": "code", "metadata": {}}]}, "cell 1: its source"),
        ({"cells": [{"cell_type": "code", "metadata": {}, "source": [1]}]}, "cell 1: its source"),
        ({"cells": [{"cell_type": "code", "source": ""}]}, "cell 1: has no metadata"),
    ],
)
def test_a_wrong_structure_is_told_the_cell(changes: dict[str, Any], said: str) -> None:
    assert said in fault(encoded(**changes)).message


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"nbformat": ' + b"9" * 5000 + b"}"])
def test_what_python_cannot_decode_is_a_fault_of_the_file(data: bytes) -> None:
    fault(data)


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_a_notebook_or_a_fault_of_the_file(data: bytes) -> None:
    fault(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
CELLS = st.lists(
    st.fixed_dictionaries({"cell_type": JSON, "source": JSON | st.just(""), "metadata": JSON})
)


@given(cells=CELLS | JSON, metadata=JSON, nbformat=st.just(4) | JSON)
def test_any_json_is_a_notebook_or_a_fault_of_the_file(**changes: Any) -> None:
    try:
        nb = parse_notebook(encoded(**changes), name="train.ipynb")
    except NotebookInvalidError:
        return
    for index, cell in enumerate(nb["cells"]):
        assert isinstance(cell_source(cell), str)
        assert cell_id(cell, index)
    assert kernel_name(nb) is None or kernel_name(nb)
    assert language(nb) is None or language(nb)


def test_source_is_one_text_however_it_is_stored() -> None:
    assert cell_source({"source": ["a\n", "b"]}) == cell_source({"source": "a\nb"}) == "a\nb"


def test_a_cell_without_id_goes_by_its_position() -> None:
    assert cell_id({"id": "a1"}, 3) == "a1"
    assert cell_id({}, 3) == cell_id({"id": 7}, 3) == "cell-3"


def test_kernel_and_language_are_the_notebooks_own() -> None:
    metadata = {"kernelspec": {"name": "ir", "language": "R"}, "language_info": {"name": "r"}}
    assert kernel_name({"metadata": metadata}) == "ir"
    assert language({"metadata": metadata}) == "r"
    assert language({"metadata": {"kernelspec": {"language": "R"}}}) == "R"


@pytest.mark.parametrize("metadata", [{}, {"kernelspec": 3}, {"kernelspec": {"name": 3}}])
def test_kernel_and_language_may_be_missing(metadata: Any) -> None:
    assert kernel_name({"metadata": metadata}) is None
    assert language({"metadata": metadata}) is None


def test_reading_gives_the_bytes_and_the_document(tmp_path: Path) -> None:
    file = tmp_path / "train.ipynb"
    file.write_bytes(encoded())
    assert read_notebook(file) == (encoded(), NOTEBOOK)


@pytest.mark.parametrize("name", ["missing.ipynb", "no/such/folder.ipynb", "nul\0.ipynb"])
def test_a_missing_file_is_not_found(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFoundError, match="no notebook at"):
        read_notebook(tmp_path / name)


def test_a_folder_is_no_notebook(tmp_path: Path) -> None:
    with pytest.raises(NotebookInvalidError, match="is a folder"):
        read_notebook(tmp_path)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may read every file"
)
def test_a_file_without_permission_is_forbidden(tmp_path: Path) -> None:
    file = tmp_path / "train.ipynb"
    file.write_bytes(encoded())
    file.chmod(0)
    with pytest.raises(ForbiddenError, match="may not be read"):
        read_notebook(file)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real notebooks are not beside this project")
def test_real_notebooks_are_read_with_their_cells() -> None:
    files = sorted(REAL.rglob("*.ipynb"))
    assert files
    for file in files:
        data, nb = read_notebook(file)
        assert nb == json.loads(data)
        assert all(isinstance(cell_source(cell), str) for cell in nb["cells"])


def test_reading_costs_no_import_of_nbformat_or_papermill() -> None:
    code = "import sys, jupyter_mlops.notebooks.parameters; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert not {"nbformat", "papermill", "jsonschema"} & set(loaded)
