from __future__ import annotations

from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.modules import read_notebooks as reading
from jupyter_mlops.modules.read_notebooks import read_notebooks
from jupyter_mlops.modules.readings import read_cells
from tests.modules.notebooks import code, notebook

_ODD: list[str | dict[str, Any]] = [
    "#| export\nfrom __future__ import annotations\nx: int = 1",
    "#| export\nx = 1 \\",
    "#| export\n# a comment",
    "#| export\n# -*- coding: latin-1 -*-\nz = 'ä'",
    "#| export\n\x0cdef f(): return '\\d'",
    "#| export\n%time x = !ls",
    "#| export\nawait f()",
    "#| export\nreturn 1",
    "#| export\nx = '\ud800'",
    "#| default_exp other",
    "assert f(1)",
    "import os",
    code("f(1)", "test"),
]
_CELLS = st.sampled_from(_ODD)
_NOTEBOOKS = st.lists(
    st.lists(_CELLS, max_size=3).map(lambda cells: notebook(*cells)) | st.just(b"{"), max_size=12
)


@given(_NOTEBOOKS)
@settings(deadline=None, max_examples=25)
def test_two_processes_find_what_one_finds(contents: list[bytes]) -> None:
    notebooks = {f"{number}.ipynb": content for number, content in enumerate(contents)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "can_share", lambda: True)
        found = read_notebooks(notebooks, refuse_magics=False)
    assert found == {
        name: read_cells(data, name, refuse_magics=False) for name, data in notebooks.items()
    }


def test_what_the_second_process_does_not_find_the_first_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "can_share", lambda: True)
    monkeypatch.setattr("jupyter_mlops.modules.second_process._fork", lambda: None)
    notebooks = {f"{number}.ipynb": notebook("#| export\nx = 1") for number in range(20)}
    assert set(read_notebooks(notebooks, refuse_magics=False)) == set(notebooks)


def test_a_few_notebooks_are_read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def forked() -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(reading, "can_share", forked)
    assert list(read_notebooks({"a.ipynb": notebook("x")}, refuse_magics=False)) == ["a.ipynb"]
