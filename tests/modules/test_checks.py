from __future__ import annotations

import pytest

from tests.modules.notebooks import code, notebook, places_of, plan_of

_F = "#| export\ndef f(x): return x"


def _tests(*cells: object) -> list[tuple[bool, str]]:
    """Whether each part of the one file of tests is a test, and its text."""
    plan = plan_of(a=notebook(*cells))  # type: ignore[arg-type]
    (tests,) = plan.tests
    assert (tests.name, tests.file) == ("a", "tests/test_a.py")
    return [(cell.public, cell.text) for cell in tests.cells]


def test_asserts_that_follow_an_exported_definition_and_use_it_are_tests() -> None:
    assert _tests(_F, "y = f(1)\nassert y == 1", "assert 1", "z = f(3)") == [
        (False, "from pkg.a import f"),
        (True, "y = f(1)\nassert y == 1"),
    ]


@pytest.mark.parametrize("check", ["test_eq(f(1), 1)", "np.testing.assert_equal(f(1), 1)"])
def test_calls_of_what_is_named_as_a_test_are_tests(check: str) -> None:
    given = "from mine import test_eq\nimport os, numpy as np"
    assert _tests(given, _F, check)[-1] == (True, check)


def test_imports_that_tests_need_come_along_and_no_others() -> None:
    given = "import json\nfrom math import (\n  pi,\n)\nx = 1"
    assert _tests(given, _F, "assert f(pi)") == [
        (False, "from pkg.a import f"),
        (False, "from math import (\n  pi,\n)"),
        (True, "assert f(pi)"),
    ]


def test_setup_comes_before_with_what_it_needs_itself() -> None:
    given = code("DATA = json.dumps(f(1))", "setup")
    assert _tests("import json", _F, given, code("assert DATA", "test")) == [
        (False, "from pkg.a import f"),
        (False, "import json"),
        (False, "DATA = json.dumps(f(1))"),
        (True, "assert DATA"),
    ]


def test_a_test_belongs_to_the_module_of_the_last_definition_that_it_uses() -> None:
    plan = plan_of(a=notebook(_F, "#| export sub.b\ndef g(x): ...", "assert g(f(1)) is None"))
    (tests,) = plan.tests
    assert (tests.name, tests.file) == ("sub.b", "tests/test_sub_b.py")
    assert tests.cells[0].text == "from pkg.a import f\nfrom pkg.sub.b import g"


def test_a_tagged_cell_is_a_test_wherever_it_stands_and_may_test_what_is_private() -> None:
    given = code("assert _f(1)", "test")
    assert _tests(given, "#| exporti\ndef _f(x): return x")[-1] == (True, "assert _f(1)")


@pytest.mark.parametrize(
    "cells",
    [
        ["assert f(1)", _F],
        [_F, "assert True"],
        [_F, "def check():\n    assert f(1)"],
        [_F, "#| eval: false\nassert f(1)"],
        [_F, "assert f(nothing)"],
        [_F, "x = !ls\nassert f(x)"],
        [_F, "from os import *\nassert f(1)"],
    ],
)
def test_other_cells_are_no_tests(cells: list[str]) -> None:
    plan = plan_of(a=notebook(*cells))
    assert plan.tests == ()
    assert plan.findings == ()


@pytest.mark.parametrize(
    ("test", "code_of_finding"),
    [
        ("assert f(nothing)", "test_names"),
        ("from os import *\nassert f(1)", "test_names"),
        ("assert (", "syntax"),
        ("x = !ls\nassert f(x)", "magic"),
    ],
)
def test_a_tagged_test_that_cannot_be_is_told(test: str, code_of_finding: str) -> None:
    plan = plan_of(a=notebook(_F, code(test, "test")))
    assert plan.tests == ()
    assert places_of(plan.findings) == [("warning", code_of_finding, "a", 1, 1)]


def test_a_setup_that_is_no_python_is_told_and_kept_out() -> None:
    plan = plan_of(a=notebook(_F, code("x = (", "setup"), code("assert f(1)", "test")))
    assert places_of(plan.findings) == [("warning", "syntax", "a", 1, 1)]
    assert [cell.text for cell in plan.tests[0].cells] == ["from pkg.a import f", "assert f(1)"]


def test_a_tagged_test_in_a_notebook_that_exports_nothing_is_told() -> None:
    plan = plan_of(a=notebook(code("assert 1", "test")))
    assert places_of(plan.findings) == [("warning", "test_names", "a", 0, 1)]


def test_imports_of_everything_come_along_where_a_name_can_only_be_theirs() -> None:
    assert _tests("from fastcore.test import *", _F, "test_eq(f(1), 1)") == [
        (False, "from pkg.a import f"),
        (False, "from fastcore.test import *"),
        (True, "test_eq(f(1), 1)"),
    ]


def test_magics_in_tests_are_translated_with_their_lines() -> None:
    plan = plan_of(a=notebook(_F, "%matplotlib inline\n%time assert f(1)\nassert f(2)"))
    test = plan.tests[0].cells[-1]
    assert test.text == "# %matplotlib inline\nassert f(1)\nassert f(2)"
    assert test.lines == (0, 1, 2)
