"""Modules built together with a copy of this process, and without it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.modules import read_notebooks
from jupyter_mlops.modules.kept_trees import keeping_trees
from jupyter_mlops.modules.sharing import sharing_work
from jupyter_mlops.modules.text import build_modules
from jupyter_mlops.modules.text import shared_build as building
from jupyter_mlops.modules.text.shared_build import build_shared
from tests.modules.notebooks import PROJECT, notebook, plan_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")

_ODD = st.sampled_from(
    [
        "#| export\nfrom __future__ import annotations\nx: int = 1",
        "#| export\nimport os, sys; y = os.name",
        "#| export\n'''docstring'''\ndef f(a): return   a",
        "#| export other\nfrom pkg.n1 import b",
        "#| export\ndef g():\n    return '\\d'\nbreak",
        "#| export\ndef g():\n    break",
        "#| export\nx = (",
    ]
)
_MANY = st.lists(st.lists(_ODD, min_size=1, max_size=3), min_size=9, max_size=11)


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    """A processor that has nothing to do."""
    monkeypatch.setattr(read_notebooks, "can_share", lambda: True)


def _many() -> dict[str, bytes]:
    sources = [f"#| export\ndef f{number}():\n    return {number}" for number in range(10)]
    sources[1] = "#| export\ndef f1():\n    break"
    return {f"n{number}": notebook(source) for number, source in enumerate(sources)}


def test_two_processes_build_what_one_builds() -> None:
    @given(_MANY)
    @settings(deadline=None, max_examples=8)
    def check(contents: list[list[str]]) -> None:
        notebooks = {f"n{number}": notebook(*cells) for number, cells in enumerate(contents)}
        with keeping_trees(), sharing_work():
            plan = plan_of(**notebooks)
            shared = build_shared(plan.modules, PROJECT)
        alone = build_modules(plan.modules, PROJECT)
        assert list(shared.items()) == list(alone.items())

    check()


def test_each_process_says_which_of_its_texts_compile() -> None:
    with sharing_work() as sharing:
        plan = plan_of(**_many())
        texts = build_shared(plan.modules, PROJECT)
        unfit = [file for file, text in texts.items() if not sharing.has_compiled(text)]
    assert unfit == ["src/pkg/n1.py"]


def test_what_the_copy_does_not_build_is_built_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes) -> NoReturn:
        raise RuntimeError(data)

    monkeypatch.setattr(building, "answer_build", fail)
    with sharing_work():
        plan = plan_of(**_many())
        assert build_shared(plan.modules, PROJECT) == build_modules(plan.modules, PROJECT)


def test_half_a_character_which_cannot_be_sent_is_built_here() -> None:
    half = notebook("#| export\nx = '\ud800'")
    with sharing_work():
        plan = plan_of(**_many(), n91=half)
        texts = build_shared(plan.modules, PROJECT)
    assert "x = '\ud800'" in texts["src/pkg/n91.py"].replace('"', "'")


def test_the_copy_does_its_share(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    there = tmp_path / "built"
    answer = building.answer_build

    def noting(data: bytes) -> bytes:
        there.touch()
        return answer(data)

    monkeypatch.setattr(building, "answer_build", noting)
    with sharing_work():
        build_shared(plan_of(**_many()).modules, PROJECT)
    assert there.exists()


def test_nothing_is_shared_when_the_work_is_over() -> None:
    with sharing_work() as sharing:
        plan = plan_of(**_many())
        assert sharing.has_read(["n1.ipynb"])
        assert not sharing.has_read(["n0.ipynb", "n1.ipynb"])
    assert not sharing.has_read(["n1.ipynb"])
    assert set(build_shared(plan.modules, PROJECT)) == {each.file for each in plan.modules}
