"""A patched base is the head, bit for bit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.notebooks.diff.engine import diff_notebooks
from jupyter_mlops.notebooks.diff.form import dump_diff, load_diff
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.patch import patch_notebook
from jupyter_mlops.notebooks.document import read_notebook
from tests.notebooks.diff.strategies import NOTEBOOKS, edited_notebooks

Notebook = dict[str, Any]


def assert_patched(base: Notebook, head: Notebook, options: DiffOptions | None = None) -> None:
    diff = diff_notebooks(base, head, options or DiffOptions())
    patched = patch_notebook(base, load_diff(dump_diff(diff)))
    assert json.dumps(patched) == json.dumps(head)


@given(edited_notebooks())
def test_the_diff_of_an_edit_patches(pair: tuple[Notebook, Notebook]) -> None:
    assert_patched(*pair)


@given(NOTEBOOKS, NOTEBOOKS)
def test_the_diff_of_any_two_notebooks_patches(base: Notebook, head: Notebook) -> None:
    assert_patched(base, head)


@given(edited_notebooks())
def test_it_patches_even_if_there_was_no_time_to_compare(pair: tuple[Notebook, Notebook]) -> None:
    assert_patched(*pair, DiffOptions(budget=0.0))


def test_real_notebooks_patch_both_ways(real_pairs: list[Path]) -> None:
    for folder in real_pairs:
        base, head = (read_notebook(folder / name)[1] for name in ("a.ipynb", "b.ipynb"))
        assert_patched(base, head)
        assert_patched(head, base)


def test_the_base_is_left_as_it_is(real_pairs: list[Path]) -> None:
    base, head = (read_notebook(real_pairs[9] / name)[1] for name in ("a.ipynb", "b.ipynb"))
    before = json.dumps(base)
    patch_notebook(base, diff_notebooks(base, head))
    assert json.dumps(base) == before


NB: Notebook = {
    "cells": [{"cell_type": "raw", "metadata": {}, "source": "a\nb\n"}],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 4,
}
OTHER: Notebook = {**NB, "cells": [{"cell_type": "raw", "metadata": {}, "source": "a\nc\n"}]}


def test_another_base_is_refused() -> None:
    with pytest.raises(ConflictError, match="another notebook"):
        patch_notebook({**NB, "metadata": {"x": 1}}, diff_notebooks(NB, OTHER))


def test_a_damaged_diff_is_refused() -> None:
    diff = diff_notebooks(NB, OTHER)
    damaged = msgspec.structs.replace(diff, cells=[])
    with pytest.raises(ConflictError, match="does not fit"):
        patch_notebook(NB, damaged)
