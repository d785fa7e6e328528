from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.git.attributes import driver_of_notebooks, with_lines, without_lines
from jupyter_mlops.git.lfs import lfs_pointer
from tests.git.conftest import Repository

LINES = ("*.ipynb diff=jupyter-mlops",)


@given(st.text(alphabet="ab *=\n\r#", max_size=40))
def test_what_is_taken_out_leaves_what_was_there(text: str) -> None:
    data = text.encode()
    added = with_lines(data, LINES)
    assert added != data
    assert without_lines(added) == data
    assert with_lines(added, LINES) == added


@given(st.text(alphabet="ab *=\n", max_size=20))
def test_lines_that_came_later_stay(text: str) -> None:
    later = b"*.png binary\n"
    data = text.encode() + b"\n"
    assert without_lines(with_lines(data, LINES) + later) == data + later


@pytest.mark.parametrize("before", ["", "*.ipynb diff=jupyternotebook", "*.ipynb diff=other\n"])
def test_the_driver_of_the_last_line_is_used(repository: Repository, before: str) -> None:
    file = repository.write(".git/info/attributes", before)
    assert driver_of_notebooks(repository.folder) == (before.strip().partition("=")[2] or None)
    file.write_bytes(with_lines(before.encode(), LINES))
    assert driver_of_notebooks(repository.folder) == "jupyter-mlops"


def test_a_pointer_of_git_lfs_is_known_by_its_beginning_and_size() -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n"
    assert lfs_pointer(pointer)
    assert not lfs_pointer(pointer * 100)
    assert not lfs_pointer(b"{}")
