"""Merges that people made: handson-ml3's own, and nbdime's test notebooks."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.metadata import cell_changes, notebook_changes
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.outputs import compare_outputs
from jupyter_mlops.notebooks.document import cell_source, load_file
from jupyter_mlops.notebooks.merge import merge_notebooks
from tests.notebooks.merge.validity import check_valid


def test_real_merges_come_out_as_people_settled_them(real_merges: list[Path]) -> None:
    """Without a conflict, though git finds some in three of them, and nbdime in two.

    nbdime's conflicts, in 04 and 19, are about the Python version in the metadata.
    """
    for folder in real_merges:
        base, local, remote, settled = _versions(folder)

        merged = merge_notebooks(base, local, remote)

        assert merged.conflicts == [], folder.name
        assert _decisions(merged.nb) == _decisions(settled), folder.name
        assert all(change.noise for change in notebook_changes(settled, merged.nb)), folder.name
        check_valid(merged.nb)


def test_the_outputs_of_real_merges_are_those_that_people_kept(real_merges: list[Path]) -> None:
    for folder in real_merges:
        base, local, remote, settled = _versions(folder)

        merged = merge_notebooks(base, local, remote).nb

        for old, new in zip(settled["cells"], merged["cells"], strict=True):
            outputs = old.get("outputs", []), new.get("outputs", [])
            changes = compare_outputs(*outputs, DiffOptions(), Budget())
            assert all(change.noise for change in changes), folder.name
            assert all(change.noise for change in cell_changes(old, new)), folder.name


def test_real_merges_come_out_the_same_with_the_sides_exchanged(real_merges: list[Path]) -> None:
    for folder in real_merges:
        base, local, remote, _ = _versions(folder)

        one, other = merge_notebooks(base, local, remote), merge_notebooks(base, remote, local)

        assert _decisions(one.nb) == _decisions(other.nb), folder.name
        assert other.conflicts == [], folder.name


def test_all_triplets_of_nbdimes_notebooks_can_be_merged() -> None:
    nbdime = pytest.importorskip("nbdime")
    triplets = 0
    for family in _families(Path(nbdime.__file__).parent / "tests" / "files"):
        for base, local, remote in permutations(family, 3):
            check_valid(merge_notebooks(base, local, remote).nb)
            triplets += 1
    assert triplets > 600


def _families(folder: Path) -> list[list[dict[str, Any]]]:
    """Valid notebooks whose names begin alike."""
    families = defaultdict(list)
    for file in sorted(folder.glob("*.ipynb")):
        nb = load_file(file).nb
        name = file.stem.split("--")[0]
        families["multilevel" if name.startswith("multilevel") else name].append(nb)
    return list(families.values())


def _versions(folder: Path) -> list[dict[str, Any]]:
    names = ("base", "local", "remote", "merged")
    return [load_file(folder / f"{name}.ipynb").nb for name in names]


def _decisions(nb: dict[str, Any]) -> list[tuple[str, str]]:
    return [(cell["cell_type"], cell_source(cell)) for cell in nb["cells"]]
