"""Modules as text: what goes to the top, what stays, and that it means the same."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from jupyter_mlops.modules.text import build_modules, parse_module, render_module
from tests.modules.text.plans import cell, nbdev_project, plan, project


def _top(*sources: str, **options: Any) -> str:
    return render_module(plan(*sources), project(**options)).split("\n\n\n# %%")[0]


def _runs(text: str, **given: object) -> dict[str, object]:
    namespace: dict[str, object] = {"__name__": "pkg.features", **given}
    exec(compile(text, "features.py", "exec"), namespace)  # noqa: S102 - that it runs is the point
    return namespace


def test_a_module_has_docstring_imports_public_names_then_a_section_a_cell() -> None:
    text = render_module(
        plan(
            '"""Scales."""\nimport numpy as np\nfrom pkg.data import load',
            "def fit(x):\n    return x",
            "RATE = 1",
        ),
        project(),
    )

    assert text == (
        '"""Scales."""\n\nimport numpy as np\n\nfrom .data import load\n\n'
        '__all__ = ["RATE", "fit"]\n\n\n'
        "# %% notebooks/train.ipynb#c1\ndef fit(x):\n    return x\n\n\n"
        "# %% notebooks/train.ipynb#c2\nRATE = 1\n"
    )


def test_imports_are_sorted_in_blocks_and_said_once() -> None:
    top = _top(
        "import sys, os\nfrom zlib import crc32\nimport numpy",
        "import os\nfrom abc import v10, v2, ABC, MAX",
        "from abc import ABCMeta\nfrom abc import x as y",
        "from pkg.sub import a\nfrom pkg import b\nimport pkg.c",
    )

    assert top == (
        "import os\nimport sys\nfrom abc import ABC, MAX, ABCMeta, v2, v10\n"
        "from abc import x as y\nfrom zlib import crc32\n\n"
        "import numpy\n\nimport pkg.c\n\nfrom . import b\nfrom .sub import a\n\n__all__ = []\n"
    )


def test_a_future_import_of_any_cell_stands_on_top() -> None:
    assert _top("x = 1", "from __future__ import annotations\ny = 2").startswith(
        "from __future__ import annotations\n\n__all__"
    )


def test_a_future_import_leaves_what_shares_its_line() -> None:
    text = render_module(plan("from __future__ import division; x = 1 / 2"), project())

    assert _runs(text)["x"] == 0.5


@pytest.mark.parametrize(
    "staying",
    [
        "try:\n    import fast as json\nexcept ImportError:\n    import json",
        "if TYPE_CHECKING:\n    import json",
        "setup()\nimport json",
        "os.environ['A'] = '1'\nimport json",
        "from everything import *\nimport json",
        "json = 1\nimport json",
        "def json(): ...\nimport json",
        "x = 1; import json",
        "import json; x = 1",
        "import json\nfrom other import json",
        "for json in x: ...\nimport json",
    ],
)
def test_an_import_stays_where_moving_it_could_matter(staying: str) -> None:
    text = render_module(plan(staying), project(write_all=False))

    assert text == f"# %% notebooks/train.ipynb#c0\n{staying}\n"


def test_what_follows_a_star_import_of_an_earlier_cell_stays_below_it() -> None:
    text = render_module(plan("from math import *", "from cmath import exp"), project())

    assert _runs(text)["exp"](0) == 1 + 0j  # type: ignore[operator]


def test_a_comment_on_an_import_goes_with_it() -> None:
    top = _top("import json  # noqa: F401\nfrom os import (  # two\n    path,\n    sep,\n)")

    assert top.startswith(
        "import json  # noqa: F401\nfrom os import (  # two\n    path,\n    sep,\n)\n"
    )


def test_long_imports_and_lists_of_names_are_broken() -> None:
    names = [f"a_rather_long_name_{at}" for at in range(9)]
    text = render_module(
        plan(f"from m import {', '.join(names)}", "\n".join(f"{n}_ = 1" for n in names)), project()
    )

    assert max(map(len, text.split("\n"))) <= 88
    assert _runs(text.split("# %%")[0].partition(")")[2])["__all__"] == [f"{n}_" for n in names]


def test_a_cell_that_gave_all_to_the_top_has_no_section() -> None:
    assert "# %%" not in render_module(plan("import os\n\nimport sys"), project())


def test_a_comment_that_looks_like_a_marker_is_none_in_the_module() -> None:
    source = 'text = """\n# %% a.ipynb#b\n"""\n# %% a.ipynb#b\n#%%\nx = 1'
    text = render_module(plan(source), project())

    assert [section.key and section.key.cell for section in parse_module(text).sections] == ["c0"]
    assert _runs(text)["text"] == "\n# %% a.ipynb#b\n"


@pytest.mark.parametrize(
    ("name", "style", "written", "expected"),
    [
        ("a", "relative", "from pkg.b import x", "from .b import x"),
        ("a", "relative", "from pkg import b", "from . import b"),
        ("s.a", "relative", "from pkg.b import x", "from ..b import x"),
        ("s.a", "relative", "from pkg.s.b import (\n    x,\n    y,\n)", "from .b import x, y"),
        ("s.__init__", "relative", "from pkg.s import b", "from . import b"),
        ("a", "relative", "from pkgs.b import x", "from pkgs.b import x"),
        ("s.a", "absolute", "from ..b import x", "from pkg.b import x"),
        ("s.a", "absolute", "from . import b", "from pkg.s import b"),
        ("a", "as-written", "from pkg.b import x", "from pkg.b import x"),
    ],
)
def test_own_modules_are_imported_in_the_style_of_the_settings(
    name: str, style: str, written: str, expected: str
) -> None:
    text = render_module(plan(written, name=name), project(imports=style, write_all=False))

    assert text == f"{expected}\n"


def test_imports_inside_of_functions_are_styled_too() -> None:
    text = render_module(plan("def f():\n    ä = 1; from pkg.b import x\n    return x"), project())

    assert "    ä = 1; from .b import x\n" in text


def test_public_names_are_assigned_defined_and_listed_ones() -> None:
    made = plan(
        "def f(): ...\n@patch\ndef g(self: A): ...\n@patch_to(A)\ndef h(self): ...\nclass _K: ...",
        "a, (b, c) = 1, (2, 3)\nd = e = 4\ni: int = 5\no.p = 6\n_q = 7\nd += 1",
        "_all_ = ['_q', r]\nasync def _await_1():\n    global s, _t\n    s = await u()",
        cell("hidden = 1", "c9", public=False),
    )

    assert parse_module(render_module(made, nbdev_project())).all_names == (
        *("a", "d", "e", "i", "s"),
        "f",
        *("_q", "r"),
    )


def test_names_that_a_package_passes_on_are_public() -> None:
    made = plan("from pkg.data import load, _own\nimport os", name="__init__")

    assert parse_module(render_module(made, project())).all_names == ("load",)


def test_a_cell_that_sets_all_itself_is_believed() -> None:
    text = render_module(plan("__all__ = ['f']\ndef f(): ..."), project())

    assert text.count("__all__") == 1


def test_a_cell_that_is_no_python_goes_in_as_it_stands() -> None:
    text = render_module(plan("import os", "def f(:\n  pass"), project())

    assert text.endswith("# %% notebooks/train.ipynb#c1\ndef f(:\n  pass\n")


@pytest.mark.parametrize(
    "value", ["Plain.", "Two\n\nparts", "a \\d b", 'ends "so"', 'has """ in it', "\\", ""]
)
def test_a_given_docstring_is_the_modules_to_the_letter(value: str) -> None:
    text = render_module(plan("x = 1", docstring=value), nbdev_project())

    found = ast.get_docstring(ast.parse(text), clean=False)
    assert (found or "") == value


def test_as_nbdev_has_it_imports_stay_and_cells_with_a_future_import_stand_above_all() -> None:
    text = render_module(
        plan("from __future__ import annotations\nimport os", "import sys\nx = 1"),
        nbdev_project(),
    )

    assert [type(one).__name__ for one in ast.parse(text).body] == [
        *("ImportFrom", "Import"),
        "Assign",  # `__all__`
        *("Import", "Assign"),
    ]
    found = parse_module(text)
    assert found.all_names == ("x",)
    assert [section.text for section in found.sections][1] == "import sys\nx = 1"


def test_as_nbdev_has_it_a_future_import_below_other_code_still_goes_to_the_top() -> None:
    text = render_module(
        plan("import os", "from __future__ import annotations\nx = 1"), nbdev_project()
    )

    compile(text, "m.py", "exec")


def test_the_same_plan_gives_the_same_bytes_and_another_version_changes_no_hash() -> None:
    made = plan("import os\nx = {  'a': 1}")
    first = build_modules([made], project())

    assert build_modules([made], project()) == first
    assert (
        parse_module(first[made.file]).header
        == parse_module(build_modules([made], project())[made.file]).header
    )
