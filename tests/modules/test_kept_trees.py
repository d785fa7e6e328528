from __future__ import annotations

import ast

from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.modules.kept_trees import keeping_trees, kept_tree
from jupyter_mlops.modules.text.render import render_module
from tests.modules.notebooks import PROJECT, notebook, plan_of

_ODD = st.sampled_from(
    [
        "from __future__ import annotations\nx: int = 1",
        "import os, sys; y = os.name",
        "x = 1 \\\n+ 2\n# comment",
        "# -*- coding: latin-1 -*-\nz = 'ä'",
        "\x0cdef f():\r\n    return 1\r",
        "%time x = 1",
        "import asyncio\nawait asyncio.sleep(0)",
        "from pkg.other import b",
        "return 1",
        "x = (",
        "'''docstring'''",
        "",
        "x = '\\d'",
    ]
)


def test_trees_are_kept_only_where_that_was_asked_for() -> None:
    plan_of(a=notebook("#| export\nx = 1"))
    assert kept_tree("x = 1") is None
    with keeping_trees():
        plan_of(a=notebook("#| export\nx = 1", "#| export\nx = ("))
        kept = kept_tree("x = 1")
        assert kept is not None
        assert ast.dump(kept) == ast.dump(ast.parse("x = 1"))
        assert kept_tree("x = (") is None
    assert kept_tree("x = 1") is None


@given(st.lists(_ODD, max_size=6))
@settings(deadline=None, max_examples=60)
def test_modules_are_the_same_with_kept_trees(cells: list[str]) -> None:
    data = notebook(*(f"#| export\n{cell}" for cell in cells))
    with keeping_trees():
        plan = plan_of(a=data)
        kept = [render_module(module, PROJECT) for module in plan.modules]
        again = [render_module(module, PROJECT) for module in plan.modules]
    assert plan == plan_of(a=data)
    assert kept == again == [render_module(module, PROJECT) for module in plan.modules]
