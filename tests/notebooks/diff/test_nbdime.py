"""nbdime's own `patch` makes the head out of our diff in its format."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import nbdime
import nbformat
import pytest
from hypothesis import given
from nbdime.diff_format import validate_diff
from nbdime.diff_utils import to_diffentry_dicts

from jupyter_mlops.notebooks.diff.nbdime import joined_notebook, to_nbdime
from jupyter_mlops.notebooks.document import read_notebook
from tests.notebooks.diff.strategies import edited_notebooks

Notebook = dict[str, Any]


def patched_by_nbdime(base: Notebook, head: Notebook) -> Any:
    diff = to_diffentry_dicts(to_nbdime(base, head))
    validate_diff(diff, deep=True)
    return nbdime.patch(nbformat.from_dict(joined_notebook(base)), diff)


@given(edited_notebooks())
def test_edits(pair: tuple[Notebook, Notebook]) -> None:
    base, head = pair
    assert _text(patched_by_nbdime(base, head)) == _text(joined_notebook(head))


def test_real_notebooks_as_nbformat_reads_them(real_pairs: list[Path]) -> None:
    for folder in real_pairs:
        files = folder / "a.ipynb", folder / "b.ipynb"
        base, head = (read_notebook(file)[1] for file in files)
        ours = to_diffentry_dicts(to_nbdime(base, head))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of nbformat, on old notebooks
            old, new = (nbformat.read(file, as_version=4) for file in files)
        assert nbdime.patch(old, ours) == new


def test_its_own_test_notebooks() -> None:
    files = sorted((Path(nbdime.__file__).parent / "tests" / "files").glob("*.ipynb"))
    versions = [file for file in files if "cellids" not in file.name]  # nbformat makes up ids there
    for old, new in zip(versions, [*versions[1:], versions[0]], strict=True):
        base, head = (read_notebook(file)[1] for file in (old, new))
        ours = to_diffentry_dicts(to_nbdime(base, head))
        assert nbdime.patch(nbformat.read(old, as_version=4), ours) == nbformat.read(
            new, as_version=4
        )


def test_equal_notebooks_give_an_empty_diff(real_pairs: list[Path]) -> None:
    _, nb = read_notebook(real_pairs[0] / "a.ipynb")
    assert to_nbdime(nb, nb) == []


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\x0c", "\u2028"])
def test_any_end_of_line(separator: str) -> None:
    def raw(source: str) -> Notebook:
        cell = {"cell_type": "raw", "metadata": {}, "source": source}
        return {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}

    base, head = raw(f"a\nb{separator}c\nd"), raw(f"a\nb{separator}C\nd\n")
    assert patched_by_nbdime(base, head) == head


def _text(nb: object) -> str:
    """As JSON, in which NaN equals itself."""
    return json.dumps(nb, sort_keys=True)
