"""Telling cases: pairs of notebooks that the golden renders are made of, in every format.

Each is built by a function whose docstring says what a reader should see.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from jupyter_mlops.notebooks.diff.engine import diff_notebooks
from jupyter_mlops.notebooks.render.model import Comparison
from tests.notebooks.render import cell_cases as cells
from tests.notebooks.render import output_cases as outputs
from tests.notebooks.render import strange_cases as strange
from tests.notebooks.render.materials import Case, Notebook, notebook

CASES: Final[dict[str, Callable[[], Case]]] = {
    build.__name__.replace("_", "-"): build
    for build in (
        cells.edited_source,
        cells.formatting_only,
        cells.moved_and_edited,
        cells.added_and_removed,
        cells.split_and_joined,
        outputs.stream_rerun,
        outputs.noise_only,
        outputs.error_changed,
        outputs.table_changed,
        outputs.image_changed,
        outputs.plotly_changed,
        cells.metadata_and_tags,
        cells.markdown_edited,
        strange.unicode_text,
        strange.hostile,
        cells.budget_spent,
    )
}
UNREADABLE: Final = Comparison(
    path="notebooks/merge.ipynb",
    base_name="HEAD",
    head_name="worktree",
    problem="notebooks/merge.ipynb, line 14: holds the markers of a merge conflict",
)


def compare(name: str) -> Comparison:
    """The comparison of one of `CASES`."""
    case = CASES[name]()
    return Comparison(
        path=f"notebooks/{name}.ipynb",
        base_name="HEAD",
        head_name="worktree",
        base=case.base,
        head=case.head,
        diff=diff_notebooks(case.base, case.head, case.options),
    )


def branch() -> list[Comparison]:
    """A branch: files of every status, and one that cannot be read."""
    empty: Notebook = {**notebook(), "cells": []}
    new = notebook(cells.TITLE, cells.IMPORTS, cells.LOAD)
    return [
        compare("edited-source"),
        _file(empty, new, path="notebooks/new.ipynb", status="added"),
        _file(new, empty, path="notebooks/old.ipynb", status="deleted"),
        _file(
            new,
            notebook(cells.TITLE, cells.IMPORTS),
            path="reports/a | `b`.ipynb",
            old_path="notebooks/a.ipynb",
            status="renamed",
        ),
        compare("noise-only"),
        UNREADABLE,
    ]


def _file(base: Notebook, head: Notebook, **about: Any) -> Comparison:
    return Comparison(
        base=base,
        head=head,
        base_name="main",
        head_name="topic",
        diff=diff_notebooks(base, head),
        **about,
    )
