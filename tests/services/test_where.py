"""The cell of a line, for files as they lie on a disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.errors import InvalidError, NotFoundError
from jupyter_mlops.modules.plan import plan_export
from jupyter_mlops.modules.project import read_project
from jupyter_mlops.modules.text import build_modules
from jupyter_mlops.services.where import Origins, find_origin
from tests.services.module_projects import FIT, Project


def notebook(*sources: str) -> dict[str, Any]:
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"language_info": {"name": "python"}},
        "cells": [
            {
                "cell_type": "code",
                "id": f"cell-{at}",
                "source": source,
                "metadata": {},
                "outputs": [],
                "execution_count": None,
            }
            for at, source in enumerate(sources)
        ],
    }


def exported(root: Path, *sources: str) -> Path:
    """A project with one notebook, and its module as it is exported."""
    (root / "pyproject.toml").write_text('[project]\nname = "pkg"\nversion = "1.0"\n')
    (root / "train.ipynb").write_text(json.dumps(notebook(*sources)))
    project = read_project(root)
    plan = plan_export(project, {"train.ipynb": (root / "train.ipynb").read_bytes()})
    for file, text in build_modules(plan.modules, project).items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text)
    return root / "src" / "pkg" / "train.py"


def line_of(file: Path, words: str) -> int:
    lines = file.read_text().split("\n")
    return next(at for at, line in enumerate(lines, 1) if words in line)


def test_a_line_leads_to_notebook_cell_and_line(tmp_path: Path) -> None:
    file = exported(tmp_path, "# %% not exported", "#| export\n\ndef f( a ):\n  return a/0")
    origin = find_origin(file, line_of(file, "return a"))

    assert origin.notebook == tmp_path / "train.ipynb"
    assert (origin.source, origin.cell, origin.index, origin.line, origin.exact) == (
        *("train.ipynb", "cell-1", 1),
        *(4, True),
    )
    assert origin.words("train.ipynb") == "train.ipynb, cell 2, line 4"


def test_another_notebook_that_changes_leaves_it_exact(tmp_path: Path) -> None:
    file = exported(tmp_path, "#| export\nx = 1")
    (tmp_path / "other.ipynb").write_text(json.dumps(notebook("#| export train\ny = 1")))

    assert find_origin(file, line_of(file, "x = 1")).exact


def test_in_an_installed_package_the_marker_says_it(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    file = exported(tmp_path / "project", "#| export\nx = 1\ny = 2")
    installed = tmp_path / "site" / "pkg" / "train.py"
    installed.parent.mkdir(parents=True)
    installed.write_bytes(file.read_bytes())
    origin = find_origin(installed, line_of(installed, "y = 2"))

    assert (origin.notebook, origin.index) == (None, None)
    assert origin.words(origin.source) == "train.ipynb, cell cell-0, about line 2"


def test_a_line_of_a_test_leads_to_the_cell_that_it_was_made_of(tmp_path: Path) -> None:
    lab = Project(tmp_path / "lab")
    lab.notebook("train.ipynb", (FIT, "export"), ("import math\nassert fit([1]) == 1", "test"))
    lab.export(tests=True)
    file = lab.root / "tests" / "test_train.py"
    origin = find_origin(file, line_of(file, "assert fit"))

    assert (origin.index, origin.line, origin.exact) == (1, 2, True)
    assert find_origin(file, line_of(file, "import math")).line == 1


def test_what_no_cell_has_is_refused_with_a_reason(tmp_path: Path) -> None:
    file = exported(tmp_path, "#| export\nx = 1")
    by_hand = tmp_path / "hand.py"
    by_hand.write_text("x = 1\n")

    with pytest.raises(NotFoundError, match="comes from no cell"):
        find_origin(file, 1)
    with pytest.raises(InvalidError, match="and no line 99"):
        find_origin(file, 99)
    with pytest.raises(InvalidError, match="no notebook made"):
        find_origin(by_hand, 1)
    with pytest.raises(NotFoundError, match="there is no file"):
        find_origin(tmp_path / "gone.py", 1)


def test_many_lines_are_looked_up_without_a_word_on_what_is_no_module(tmp_path: Path) -> None:
    file = exported(tmp_path, "#| export\nx = 1")
    binary = tmp_path / "binary.py"
    binary.write_bytes(b"\xff.ipynb")
    origins = Origins()

    assert origins.find(file, line_of(file, "x = 1"))
    assert [origins.find(each, 1) for each in (binary, tmp_path, tmp_path / "no.py")] == [None] * 3
