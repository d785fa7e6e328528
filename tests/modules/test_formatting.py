"""Formatting by the real ruff: as configured, all at once, and never a reason to fail."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jupyter_mlops.modules.formatting import find_ruff, format_texts
from jupyter_mlops.modules.text import build_modules, render_module
from tests.modules.text.plans import nbdev_project, plan, project

pytestmark = pytest.mark.skipif(find_ruff() is None, reason="needs ruff")

_UGLY = "x = {  'a':1 }\n"
_IMPORTS = [
    "import os, sys",
    "import numpy as np",
    "from . import b, a",
    "from .. import c",
    "from .z import Zed, one, TWO",
    "from collections import OrderedDict, abc as ABC, abc",
    "import xml.dom",
    "import xml",
    "from Xml import a10, a9, a_1, aB",
    "import pkg.data",
    "from pkg.data import load",
    "import a.b as bc",
]


def _checked(folder: Path, *arguments: str) -> str:
    ruff = find_ruff()
    assert ruff is not None
    ended = subprocess.run(
        [ruff, *arguments, "."], cwd=folder, capture_output=True, text=True, check=False
    )
    return "" if ended.returncode == 0 else ended.stdout + ended.stderr


def _written(root: Path, *sources: str) -> Path:
    for file, text in build_modules([plan(*sources)], project(root)).items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text)
    return root


def test_the_projects_own_configuration_counts(tmp_path: Path) -> None:
    assert format_texts({"a.py": _UGLY}, project(tmp_path)) == {"a.py": 'x = {"a": 1}\n'}

    (tmp_path / "pyproject.toml").write_text('[tool.ruff.format]\nquote-style = "single"\n')
    assert format_texts({"a.py": _UGLY}, project(tmp_path)) == {"a.py": "x = {'a': 1}\n"}


def test_the_configuration_nearest_to_a_module_counts(tmp_path: Path) -> None:
    (tmp_path / "ruff.toml").write_text('format.quote-style = "single"\n')
    (tmp_path / "near").mkdir()
    (tmp_path / "near" / ".ruff.toml").write_text('indent-width = 2\nexclude = ["*.py"]\n')
    block = "if x:\n     y('a')\n"

    assert format_texts({"a.py": block, "near/b.py": block}, project(tmp_path)) == {
        "a.py": "if x:\n    y('a')\n",
        "near/b.py": 'if x:\n  y("a")\n',
    }


def test_what_is_no_python_stays_and_the_others_are_formatted(tmp_path: Path) -> None:
    found = format_texts({"a.py": "def f(:\n", "b.py": _UGLY}, project(tmp_path))

    assert found == {"a.py": "def f(:\n", "b.py": 'x = {"a": 1}\n'}


def test_a_configuration_with_a_mistake_leaves_texts_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "ruff.toml").write_text("nonsense = 1\n")

    assert format_texts({"a.py": _UGLY}, project(tmp_path)) == {"a.py": _UGLY}


def test_without_ruff_modules_are_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)

    assert format_texts({"a.py": _UGLY}, project(tmp_path)) == {"a.py": _UGLY}


def test_what_a_project_exports_passes_ruffs_own_check(tmp_path: Path) -> None:
    root = _written(
        tmp_path,
        '"""Doc."""\nimport os',
        "# %matplotlib inline\ndef f(a,b): return  a",
        "class K:\n  x=1\n  def m(self): pass",
        "@decorate\ndef g(): ...\n\n\n\n\n# end",
        "if True:\n    pass\n",
        "x = 1\n\n\n\n\ny = 2",
        "import re\nre.compile('a')\nimport sys",
    )

    assert _checked(root, "format", "--check", "--isolated") == ""


@settings(deadline=None, max_examples=25)
@given(st.permutations(_IMPORTS), st.integers(1, len(_IMPORTS)))
def test_imports_are_sorted_as_ruff_sorts_them(imports: list[str], count: int) -> None:
    root = Path(__file__).parent / "nothing_is_written_here"
    made = plan("\n".join(imports[:count]), name="sub.features")
    (text,) = build_modules([made], project(root, imports="as-written")).values()
    ruff = find_ruff()
    assert ruff is not None
    own = 'lint.isort.known-first-party=["pkg"]'
    ended = subprocess.run(
        [ruff, "check", "--isolated", "--select", "I", "--config", own, "-"],
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + text


_NAMES = st.from_regex(r"[A-Ca-c_][A-Ca-c_0-9]{0,5}", fullmatch=True).filter(
    lambda name: not name.startswith("_")
)


@settings(deadline=None, max_examples=25)
@given(st.lists(_NAMES, min_size=1, max_size=9))
@example(["b1", "b02", "b0a", "b01", "b10", "b00", "b0", "b2"])
def test_public_names_are_sorted_as_ruff_sorts_them(names: list[str]) -> None:
    made = plan("\n".join(f"{name} = 1" for name in names))
    ruff = find_ruff()
    assert ruff is not None
    ended = subprocess.run(
        [ruff, "check", "--isolated", "--select", "RUF022", "-"],
        input=render_module(made, project()),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout


def test_a_module_of_nbdevs_keeps_its_docstrings_to_the_last_blank(tmp_path: Path) -> None:
    odd = 'def f():\n    """  Odd.   \n\n      more """\n'
    own = nbdev_project(tmp_path)

    (kept,) = build_modules([plan(odd)], own).values()
    (tidy,) = build_modules([plan("x = {  'a':1 }")], own).values()

    assert odd.rstrip() in kept
    assert 'x = {"a": 1}' in tidy


def test_ruff_beside_this_python_is_taken_before_any_other() -> None:
    found = find_ruff()

    assert found is not None
    assert shutil.which(found)
