"""Modules taken apart: ours, nbdev's, and anybody's."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.modules.model import CellKey, ModulePlan
from jupyter_mlops.modules.nbdev_config import NbdevConfig
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.modules.text import build_modules, parse_module, render_module
from tests.modules.text.plans import cell, plan, project

_SNIPPETS = [
    "def fit(x):\n    return x",
    "# only a comment",
    'TEXT = """\n# %% a.ipynb#b\n\n\n# %%\n"""',
    "# %%\nx = 1",
    "#%% title\ny = f'{1}'",
    "class K:\n    # %% a.ipynb#b\n    a = 1",
    "if True:\n    pass\n\n\n\n# below",
    "z = (1,\n# %% in a bracket\n2)",
    "@decorate\nasync def g(): ...",
]


def _shipped() -> list[tuple[str, Path]]:
    found = []
    for package in ("nbdev", "fastcore", "execnb", "ghapi"):
        spec = importlib.util.find_spec(package)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            found += [(package, file) for file in sorted(Path(folder).rglob("*.py"))]
    return found


def _without_all(tree: ast.Module) -> list[str]:
    return [
        ast.dump(one)
        for one in tree.body
        if not (isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "__all__")
    ]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(_SNIPPETS), min_size=1, max_size=5))
def test_a_module_is_read_back_as_it_was_written(sources: list[str]) -> None:
    made = plan(*sources)
    for text in (render_module(made, project()), build_modules([made], project())[made.file]):
        found = parse_module(text)

        assert [section.key for section in found.sections] == [one.key for one in made.cells]
        lines = text.split("\n")
        for section in found.sections:
            count = section.text.count("\n") + 1
            start = section.line - 1
            assert "\n".join(lines[start : start + count]) == section.text
            assert lines[section.marker - 1].startswith("# %% notebooks/")


def test_modules_that_nbdev_ships_are_written_again_with_the_same_syntax_tree() -> None:
    pytest.importorskip("nbdev", reason="needs nbdev, and what is made with it")
    count = 0
    for package, file in _shipped():
        text = file.read_text(encoding="utf-8")
        found = parse_module(text, file=f"{package}/m.py")
        if not any(section.key for section in found.sections):
            continue
        assert found.nbdev
        tree = ast.parse(text)
        cells = [
            cell(section.text, section.key.cell, notebook=section.key.notebook)
            for section in found.sections
            if section.key
        ]
        own = ModuleProject(
            root=Path("/nowhere"),
            package=package,
            source=".",
            hoist_imports=False,
            nbdev_config=NbdevConfig(library=package),
        )
        docstring = ast.get_docstring(tree, clean=False) or ""
        again = render_module(
            ModulePlan(name=file.stem, file="m.py", cells=tuple(cells), docstring=docstring), own
        )
        assert _without_all(ast.parse(again)) == _without_all(tree), file
        assert set(found.all_names or ()) == set(parse_module(again).all_names or ()), file
        count += 1
    assert count > 20


@pytest.mark.parametrize(
    ("marker", "key"),
    [
        ("# %% ../nbs/api/01_core.ipynb #a1b2c3d4", ("nbs/api/01_core.ipynb", "a1b2c3d4")),
        ("# %% ../nbs/01 core.ipynb 4", ("nbs/01 core.ipynb", "@4")),
        ("# %% nbs/01_core.ipynb#a1-b_2", ("nbs/01_core.ipynb", "a1-b_2")),
        ("# %% a#b.ipynb#@3", ("a#b.ipynb", "@3")),
    ],
)
def test_markers_name_cells_by_paths_below_the_project(marker: str, key: tuple[str, str]) -> None:
    (section,) = parse_module(f"{marker}\nx = 1\n", file="lib/core.py").sections

    assert section.key == CellKey(notebook=key[0], cell=key[1])


def test_what_stands_below_a_bare_marker_belongs_to_no_cell_and_keeps_its_title() -> None:
    text = "# %% n.ipynb#a\nx = 1\n\n# %% Evaluate\ny = 2\n\n# %%\n\n# %%\nz = 3\n"

    assert [(one.key and one.key.cell, one.text) for one in parse_module(text).sections] == [
        ("a", "x = 1"),
        (None, "# Evaluate\ny = 2"),
        (None, "z = 3"),
    ]


def test_what_somebody_put_above_the_first_marker_is_not_lost() -> None:
    (text,) = build_modules([plan("import os\nx = 1")], project()).values()
    edited = text.replace("__all__", "# mine\nY = 2\n\n__all__")
    first = parse_module(edited).sections[0]

    assert first.key is None
    assert first.text.strip() == "# mine\nY = 2"
    assert edited.split("\n")[first.line - 1] == "# mine"


def test_a_module_by_hand_is_taken_apart_too() -> None:
    found = parse_module('"""Doc."""\nimport os\n\ndef f():\n    return os\n')

    assert found.header is None
    assert not found.nbdev
    assert found.docstring is not None
    assert [one.text for one in found.imports] == ["import os"]
    assert [(one.key, one.text) for one in found.sections] == [(None, "def f():\n    return os")]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([*_SNIPPETS, "def f(:", '"""', "(", "# %% n.ipynb#a", "\\"])))
def test_anything_is_taken_apart(lines: list[str]) -> None:
    parse_module("\n".join(lines))


def test_below_a_mistake_markers_are_still_found() -> None:
    text = "# %% n.ipynb#a\nx = (1\n# %% n.ipynb#b\ny = 2\n\n# %% n.ipynb#c\nz = 3\n"

    keys = [section.key and section.key.cell for section in parse_module(text).sections]
    assert (keys[0], keys[-1]) == ("a", "c")
