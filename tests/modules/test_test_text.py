"""Cells that check exported code, as files of tests."""

from __future__ import annotations

import ast
from pathlib import Path

from jupyter_mlops.modules.model import CellKey, ExportedCell, ModulePlan
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.modules.test_text import render_tests

PROJECT = ModuleProject(root=Path("nowhere"), package="lab", source="src")
OWN = "from lab.train import BigModel, fit"


def rendered(*cells: str, top: tuple[str, ...] = (OWN,)) -> str:
    given = [(text, False) for text in top] + [(text, True) for text in cells]
    plan = ModulePlan(
        name="train",
        file="tests/test_train.py",
        cells=tuple(
            ExportedCell(
                key=CellKey(notebook="nbs/train.ipynb", cell=f"c{index}"),
                index=index,
                source=text,
                text=text,
                lines=tuple(range(text.count("\n") + 1)),
                public=public,
            )
            for index, (text, public) in enumerate(given)
        ),
    )
    text = render_tests(plan, PROJECT)
    compile(text, "test_train.py", "exec", dont_inherit=True)
    return text


def functions(text: str) -> list[str]:
    return [node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]


def test_a_function_is_called_after_what_it_checks() -> None:
    text = rendered(
        "assert fit([1]) == 1",
        "values = [2]\nassert fit(values) == 2",
        "assert BigModel().x == 1",
        "assert 1 + 1 == 2",
    )
    assert functions(text) == ["test_fit", "test_fit_2", "test_big_model", "test_cell"]
    assert text.startswith('"""Tests of lab.train."""\n\nfrom lab.train import BigModel, fit\n')
    assert "# %% nbs/train.ipynb#c1\ndef test_fit() -> None:\n    assert fit([1]) == 1" in text


def test_what_is_inside_of_strings_stays_as_it_is() -> None:
    text = rendered('text = """a\n  b\n\nc"""\nother = f"""\n{\n1}"""\nassert text, other')
    function = ast.parse(text).body[-1]
    assert isinstance(function, ast.FunctionDef)
    assert isinstance(function.body[0], ast.Assign)
    assert ast.literal_eval(function.body[0].value) == "a\n  b\n\nc"


def test_imports_stand_once_and_the_own_ones_last() -> None:
    text = rendered(
        "assert fit", top=("import numpy as np\nimport math", OWN, "import math\nX = math.pi", OWN)
    )
    assert text.count("import math") == 1
    assert text.index("import numpy as np") < text.index(OWN)
    assert text.count(OWN) == 1
    assert "# %% nbs/train.ipynb#c2\nX = math.pi\n" in text


def test_what_the_setup_binds_is_the_setups() -> None:
    text = rendered("total = total + 1\nassert fit(total)", top=(OWN, "total = 1"))
    assert "    global total\n    total = total + 1" in text
    annotated = rendered("total: int = 2\nassert fit(total)", top=(OWN, "total = 1"))
    assert "global" not in annotated


def test_functions_of_pytest_are_found_by_pytest() -> None:
    text = rendered(
        "import pytest\n\n@pytest.fixture\ndef value():\n    return 1\n\n"
        "def test_fit(value):\n    assert fit([value])\n\ntest_fit(1)",
        "def test_other():\n    assert fit([1])\n\ntest_other()\nassert fit([2])",
        "class TestModel:\n    def test_x(self):\n        assert BigModel.x",
    )
    assert functions(text) == ["value", "test_fit", "test_cell", "test_other", "test_fit_2"]
    assert "def test_cell() -> None:\n    test_fit(1)\n" in text
    assert "@pytest.fixture\ndef value" in text
    assert "\ntest_other()" not in text
    assert "class TestModel" in text
