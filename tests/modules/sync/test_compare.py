"""Modules, their notebooks and the last export side by side."""

from __future__ import annotations

import pytest

from jupyter_mlops.modules.model import CellKey, ExportedCell, ModulePlan
from jupyter_mlops.modules.sync.compare import compare
from jupyter_mlops.modules.sync.model import Comparison, Held
from jupyter_mlops.modules.sync.next_base import next_base
from jupyter_mlops.modules.text import parse_module

TOP = 'import os\n\n__all__ = ["f"]\n\n\n'
F, G = "def f():\n    return 1", "def g():\n    return 2"


def key(cell: str, notebook: str = "train.ipynb") -> CellKey:
    return CellKey(notebook=notebook, cell=cell)


def body(**sections: str) -> str:
    parts = [f"# %% train.ipynb#{cell}\n{text}\n" for cell, text in sections.items()]
    return TOP + "\n\n".join(parts)


def plan(**sections: str) -> ModulePlan:
    cells = [
        ExportedCell(key=key(cell), index=index, source=text, text=text, lines=())
        for index, (cell, text) in enumerate(sections.items())
    ]
    return ModulePlan(name="train", file="src/lab/train.py", cells=tuple(cells))


def compared(base: dict[str, str] | None, notebook: dict[str, str], module: str) -> Comparison:
    old = None if base is None else parse_module(body(**base))
    return compare(old, parse_module(module), parse_module(body(**notebook)), plan(**notebook))


BASE = {"a": F, "b": G}
EDITED = {"a": F.replace("1", "3"), "b": G}
OTHER = {"a": F, "b": G.replace("2", "4")}
CLASH = {"a": F.replace("1", "5"), "b": G}


@pytest.mark.parametrize(
    ("base", "notebook", "module", "state", "changes"),
    [
        (BASE, BASE, body(**BASE), "in_step", []),
        (BASE, BASE, body(**BASE).replace("\n\n\n", "\n\n\n\n"), "in_step", []),
        (BASE, EDITED, body(**BASE), "notebook_ahead", ["edited"]),
        (BASE, BASE, body(**EDITED), "module_ahead", ["module_edited"]),
        (BASE, EDITED, body(**OTHER), "both_ahead", ["edited", "module_edited"]),
        (BASE, EDITED, body(**EDITED), "in_step", []),
        (BASE, EDITED, body(**CLASH), "conflict", ["conflict"]),
        (BASE, {"a": F}, body(**BASE), "notebook_ahead", ["deleted"]),
        (BASE, {**BASE, "c": "C = 1"}, body(**BASE), "notebook_ahead", ["added"]),
        (BASE, BASE, body(a=F), "asks", ["module_deleted"]),
        (BASE, {"b": G}, body(**EDITED), "asks", ["conflict"]),
        (BASE, BASE, body(b=G, a=F), "module_ahead", ["module_moved"]),
        (BASE, {"b": G, "a": F}, body(**BASE), "notebook_ahead", ["moved"]),
        (BASE, BASE, body(**BASE) + "\n\n# %%\nX = 1\n", "module_ahead", ["module_added"]),
        (BASE, BASE, body(**BASE).replace("os", "re"), "module_ahead", ["module_edited"]),
        (BASE, {"a": F.replace("():", "( ):"), "b": G}, body(**BASE), "in_step", []),
        (None, BASE, body(**BASE), "in_step", []),
        (None, BASE, body(**EDITED), "conflict", ["conflict"]),
    ],
)
def test_states(
    base: dict[str, str] | None,
    notebook: dict[str, str],
    module: str,
    state: str,
    changes: list[str],
) -> None:
    comparison = compared(base, notebook, module)
    assert (comparison.state, [each.change for each in comparison.changes]) == (state, changes)
    assert comparison.findings == ()


def test_a_change_has_its_texts_and_its_place() -> None:
    [change] = compared(BASE, BASE, body(**OTHER)).changes
    assert (change.key, change.index, change.title) == (key("b"), 1, "def g():")
    assert (change.base, change.notebook, change.module) == (G, G, OTHER["b"])
    line = body(**BASE).split("\n").index("# %% train.ipynb#b") + 1
    assert change.module_line == line


def test_markers_in_a_cell_are_a_conflict_whatever_the_module_has() -> None:
    marked = {"a": f"<<<<<<< notebook\n{F}\n=======\n{G}\n>>>>>>> module", "b": G}
    comparison = compared(BASE, marked, body(**BASE))
    assert (comparison.state, comparison.held) == ("conflict", ())
    held = compared(BASE, marked, body(**EDITED)).held
    assert held == (Held(key=key("a"), text=F),)


def test_what_is_held_is_in_the_next_base_as_it_was() -> None:
    deleted = compared(BASE, BASE, body(b=G))
    assert [question.key for question in deleted.questions] == [key("a")]
    base = next_base(body(b=G), deleted.held, plan(**BASE))
    again = parse_module(base)
    assert [section.text for section in again.sections] == [F, G]

    last = compared(BASE, BASE, body(a=F))
    base = next_base(body(a=F), last.held, plan(**BASE))
    assert [section.text for section in parse_module(base).sections] == [F, G]
    assert next_base(body(**EDITED), (), plan(**BASE)) == body(**EDITED)


def test_a_cell_with_another_id_is_followed() -> None:
    comparison = compared(BASE, {"x": F, "b": G}, body(**EDITED))
    assert [(each.change, each.key) for each in comparison.changes] == [("module_edited", key("x"))]
    assert comparison.questions == ()
