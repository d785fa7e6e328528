from __future__ import annotations

import ast

import pytest
from msgspec.structs import replace

from jupyter_mlops.modules.names import read_names
from jupyter_mlops.modules.nbdev_config import NbdevConfig
from tests.modules.notebooks import PROJECT, notebook, places_of, plan_of


def _names(text: str) -> tuple[set[str], set[str]]:
    found = read_names(text, ast.parse(text))
    return set(found.bound), set(found.needed)


@pytest.mark.parametrize(
    ("text", "bound", "needed"),
    [
        ("x = y", {"x"}, {"y"}),
        ("def f(a, b=c): return a + d", {"f"}, {"c", "d"}),
        ("class A(B):\n    x = y\n    def m(self): return self.x, A, z", {"A"}, {"B", "y", "z"}),
        ("import a.b, c as d\nfrom e import f as g", {"a", "d", "g"}, set()),
        ("[i for i in x]", set(), {"x"}),
        ("i = [i for i in x]\n{j: [k for k in j] for j in i}", {"i"}, {"x"}),
        ("[(y := i) for i in x]", {"y"}, {"x"}),
        ("def f():\n    global g\n    g = 1", {"f", "g"}, set()),
        ("def f():\n    x = 1\n    return lambda: x + y", {"f"}, {"y"}),
        (
            "try:\n    import a\nexcept ImportError as error:\n    b = error",
            {"a", "b", "error"},
            {"ImportError"},
        ),
        ("for i, (j, *k) in x: pass\nwith y as z: pass", {"i", "j", "k", "z"}, {"x", "y"}),
        ("print(w := 1)", {"w"}, {"print"}),
        ("@d\ndef f(x: A) -> B: ...", {"f"}, {"d", "A", "B"}),
        ("def top():\n    x = 1\n    return x + y", {"top"}, {"y"}),
        ("class A:\n    def f(self):\n        global b\n        b = c", {"A", "b"}, {"c"}),
    ],
)
def test_names_are_bound_and_needed_as_in_a_module(
    text: str, bound: set[str], needed: set[str]
) -> None:
    assert _names(text) == (bound, needed)


def test_what_nothing_exported_defines_is_told_at_its_first_use() -> None:
    plan = plan_of(a=notebook("h = 1", "#| export\ndef f():\n    x = 1\n    return g(x), h"))
    assert places_of(plan.findings) == [
        ("warning", "undefined_name", "a", 1, 4),
        ("warning", "undefined_name", "a", 1, 4),
    ]
    assert [each.hint for each in plan.findings] == [
        "define or import it in an exported cell",
        "cell 1 has it: export that cell, too",
    ]


@pytest.mark.parametrize(
    ("cell", "has_it"),
    [
        ("%matplotlib inline\nfit = 1", True),
        ("\N{LATIN SMALL LIGATURE FI}t = 1", True),
        ("other = fit", False),
        ("fit is no Python", False),
        ("x = '\\d'; from x import fit", True),
    ],
)
def test_cells_that_are_not_marked_are_looked_at_for_a_name_that_is_missing(
    cell: str,
    has_it: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    (finding,) = plan_of(a=notebook("#| export\nfit()", cell)).findings
    assert finding.hint.startswith("cell 2 has it") == has_it


def test_what_another_module_defines_is_to_be_imported_from_it() -> None:
    plan = plan_of(a=notebook("#| export\ndef f(): ..."), b=notebook("#| export\nf()"))
    assert [(each.code, each.hint) for each in plan.findings] == [
        ("undefined_name", "import it: from pkg.a import f")
    ]


@pytest.mark.parametrize(
    "cells",
    [
        ["#| export\nprint(__name__, __file__, len)"],
        ["#| export\ndef f(): return g()", "#| export\ndef g(): ..."],
        ["#| export\nfrom os.path import *\njoin('a')"],
        ["#| export b\nX = 1", "#| export\nfrom pkg.b import *\nX"],
        ["#| export b\nX = 1", "#| export\nfrom .b import *\nX"],
        ["#| export\nf(x)\ny = !ls"],
    ],
)
def test_nothing_is_told_of_names_that_may_be_there(cells: list[str]) -> None:
    codes = [each.code for each in plan_of(a=notebook(*cells)).findings]
    assert "undefined_name" not in codes


def test_a_star_import_of_an_own_module_gives_what_that_has() -> None:
    plan = plan_of(a=notebook("#| export b\nX = 1", "#| export\nfrom pkg.b import *\nX, Y"))
    assert [each.message.split()[0] for each in plan.findings] == ["Y"]


def test_two_notebooks_that_define_a_name_in_a_module_are_an_error() -> None:
    plan = plan_of(a=notebook("#| export m\ndef f(): ..."), b=notebook("#| export m\n\nf = 1"))
    assert places_of(plan.findings) == [("error", "duplicate", "b", 0, 3)]
    assert "cell 1 of a.ipynb" in plan.findings[0].message


def test_a_notebook_that_defines_a_name_twice_is_warned() -> None:
    plan = plan_of(a=notebook("#| export\nx = 1\ndef f(): ...", "#| export\nclass f: ..."))
    assert places_of(plan.findings) == [("warning", "duplicate", "a", 1, 2)]


def test_nbdev_lets_another_notebook_define_a_name_again() -> None:
    project = replace(PROJECT, nbdev_config=NbdevConfig(library="src/pkg"))
    plan = plan_of(project, a=notebook("#| export m\nx = 1"), b=notebook("#| export m\nx = 2"))
    assert places_of(plan.findings) == [("warning", "duplicate", "b", 0, 2)]


@pytest.mark.parametrize(
    "again",
    [
        "@overload\ndef f(x: int): ...",
        "@typing.overload\ndef f(x: int): ...",
        "@patch\ndef f(self: A): ...",
        "@f.register(int)\ndef f(x): ...",
        "f = cached(f)",
        "if len:\n    def f(): ...",
        "f.attribute = 1",
        "from other import f",
    ],
)
def test_a_name_may_be_defined_again_where_that_is_meant(again: str) -> None:
    plan = plan_of(a=notebook("#| export m\ndef f(x): ..."), b=notebook(f"#| export m\n{again}"))
    assert "duplicate" not in [each.code for each in plan.findings]


def test_modules_that_import_each_other_in_a_circle_are_told_with_the_chain() -> None:
    cells = (
        "#| export one\nfrom pkg.two import x",
        "#| export two\nimport os\nimport pkg.sub.three",
        "#| export sub.three\nfrom ..one import y",
        "#| export four\nfrom pkg import one",
    )
    plan = plan_of(a=notebook(*cells))
    assert places_of(plan.findings) == [("warning", "circular_import", "a", 0, 2)]
    assert "one → two → sub.three → one" in plan.findings[0].message


@pytest.mark.parametrize(
    "back",
    [
        "def f():\n    from pkg.a import x",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from pkg.a import x",
        "import pkgother.a",
        "from a import x",
    ],
)
def test_imports_that_do_not_run_or_mean_others_close_no_circle(back: str) -> None:
    first = notebook("#| export\nfrom pkg.b import f")
    plan = plan_of(a=first, b=notebook(f"#| export\n{back}"))
    assert plan.findings == ()


def test_a_module_that_imports_itself_is_told() -> None:
    plan = plan_of(a=notebook("#| export\nx = 1", "#| export\nfrom pkg.a import x as y"))
    assert places_of(plan.findings) == [("warning", "circular_import", "a", 1, 2)]
