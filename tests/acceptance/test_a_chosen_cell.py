"""One of three changed cells becomes a commit, and nothing else is touched."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import nbformat
import pytest

from jupyter_mlops.notebooks.staging.model import Choice
from jupyter_mlops.services.changes import find_cells
from jupyter_mlops.services.commit import CommitOrder, commit_staged
from jupyter_mlops.services.file_choice import FileChoice
from jupyter_mlops.services.git_setup import set_up
from jupyter_mlops.services.stage import stage
from jupyter_mlops.services.unsaved import Unsaved
from tests.git.notebooks import NotebookRepository, isolate

NAME = "analysis/train model.ipynb"
IMAGE = "iVBORw0KGgo" * 300


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    isolate(monkeypatch, tmp_path / "home")
    made = NotebookRepository(tmp_path / "repository")
    _save(made, _run("load()", "fit(alpha=1)", "show()", count=1))
    made.commit(NAME)
    return made


@pytest.mark.parametrize("filtered", [False, True])
def test_a_chosen_cell_is_all_that_a_commit_adds(
    repository: NotebookRepository, *, filtered: bool
) -> None:
    if filtered:
        set_up(repository.folder)
        # Git looks at a file again only if it seems to have changed since.
        repository.git("add", "--renormalize", NAME)
        repository.git("commit", "--quiet", "-m", "Clean")
    before = _head(repository)
    working = _save(repository, _run("load(2)", "fit(alpha=2)", "show(2)", count=7))

    found = find_cells(repository.folder, NAME)
    assert found.changes is not None
    chosen = next(cell for cell in found.changes.cells if "alpha=2" in cell.preview)
    choice = FileChoice(path=NAME, cells=(Choice(key=chosen.key),), version=found.version)
    stage(repository.folder, [choice])
    commit_staged(repository.folder.resolve(), CommitOrder(message="Try another alpha"))

    expected = json.loads(before)
    expected["cells"][1] |= {"source": ["fit(alpha=2)"], "outputs": [], "execution_count": None}
    assert json.loads(_head(repository)) == expected
    assert (repository.folder / NAME).read_bytes() == working
    left = find_cells(repository.folder, NAME).changes
    assert left is not None
    assert [cell.source for cell in left.cells] == (
        ["unstaged", "unstaged"] if filtered else ["unstaged", None, "unstaged"]
    )


def test_lines_of_json_that_nobody_chose_keep_their_bytes(repository: NotebookRepository) -> None:
    before = _head(repository).splitlines()
    _save(repository, _run("load(2)", "fit(alpha=2)", "show(2)", count=7))
    found = find_cells(repository.folder, NAME)
    assert found.changes is not None
    key = found.changes.cells[1].key
    stage(repository.folder, [FileChoice(path=NAME, cells=(Choice(key=key),))], code_only=False)
    commit_staged(repository.folder.resolve(), CommitOrder(message="Try another alpha"))
    after = _head(repository).splitlines()
    changed = [line for line in before if line not in after]
    assert all(b"alpha" in line or b"execution_count" in line for line in changed), changed


def test_what_is_typed_but_not_saved_can_be_committed(repository: NotebookRepository) -> None:
    saved = (repository.folder / NAME).read_bytes()
    typed = _run("load()", "fit(alpha=3)", "show(3)", count=1)
    for cell in typed["cells"]:
        del cell["outputs"]
    unsaved = Unsaved(notebook=typed, outputs_on_disk=tuple(cell["id"] for cell in typed["cells"]))
    found = find_cells(repository.folder, NAME, unsaved)
    assert found.changes is not None
    assert [cell.kind for cell in found.changes.cells] == ["edited", "edited"]
    key = found.changes.cells[0].key
    choice = FileChoice(path=NAME, cells=(Choice(key=key),), version=found.version, unsaved=unsaved)
    stage(repository.folder, [choice])
    commit_staged(repository.folder.resolve(), CommitOrder(message="Try another alpha"))
    sources = ["".join(cell["source"]) for cell in json.loads(_head(repository))["cells"]]
    assert sources == ["load()", "fit(alpha=3)", "show()"]
    assert (repository.folder / NAME).read_bytes() == saved


def _run(*sources: str, count: int) -> dict[str, Any]:
    """A notebook as it is after it was run, with a text and an image for each cell."""
    cells = []
    for number, source in enumerate(sources):
        shown: dict[str, Any] = {
            "data": {"image/png": IMAGE, "text/plain": [f"run {count} of {source}"]},
            "execution_count": count + number,
            "metadata": {},
            "output_type": "execute_result",
        }
        cells.append(
            {
                "cell_type": "code",
                "execution_count": count + number,
                "id": f"cell-{number}",
                "metadata": {},
                "outputs": [shown],
                "source": [source],
            }
        )
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def _save(repository: NotebookRepository, nb: dict[str, Any]) -> bytes:
    """Saves as Jupyter does."""
    file = repository.folder / NAME
    file.parent.mkdir(exist_ok=True)
    nbformat.write(nbformat.from_dict(nb), file)
    return file.read_bytes()


def _head(repository: NotebookRepository) -> bytes:
    command = ["git", "-C", str(repository.folder), "show", f"HEAD:{NAME}"]
    return subprocess.run(command, check=True, capture_output=True).stdout
