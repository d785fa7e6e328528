from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from jupyter_mlops.services import suggestion
from jupyter_mlops.services.suggestion import suggest_message
from tests.git.notebooks import NotebookRepository, isolate
from tests.git.test_index import conflict


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    isolate(monkeypatch, tmp_path / "home")
    found = NotebookRepository(tmp_path / "repository")
    found.save("train.ipynb", "import os", "a = 1", "b = 2")
    found.write("utils.py", "one")
    found.commit("train.ipynb", "utils.py")
    return found


def suggest(repository: NotebookRepository) -> str:
    return suggest_message(repository.folder, amend=False)


def test_nothing_to_say_of_nothing(repository: NotebookRepository) -> None:
    repository.write(".ipynb_checkpoints/train-checkpoint.ipynb")
    assert suggest(repository) == ""


def test_what_is_staged_is_told_and_not_what_was_edited_since(
    repository: NotebookRepository,
) -> None:
    repository.save("train.ipynb", "import os", "a = 10", "b = 20", "c = 3")
    repository.git("add", "train.ipynb")
    repository.save("train.ipynb", "import os")
    repository.write("utils.py", "two")
    assert suggest(repository) == "train: edit 2 cells, add 1"


def test_all_is_told_where_nothing_is_staged(repository: NotebookRepository) -> None:
    repository.save("train.ipynb", "import os", "b = 2")
    assert suggest(repository) == "train: remove 1 cell"
    repository.write("utils.py", "two")
    repository.write("data/new\nlines.csv", "1")
    assert suggest(repository) == "Add new lines.csv, edit train and utils.py"


def test_renamed_and_deleted_and_staged_before_it_went(repository: NotebookRepository) -> None:
    repository.git("mv", "train.ipynb", "fit.ipynb")
    assert suggest(repository) == "Rename train to fit"
    repository.git("rm", "-q", "utils.py")
    assert suggest(repository) == "Rename train to fit, delete utils.py"
    repository.git("reset", "-q", "--hard")
    repository.write("utils.py", "two")
    repository.git("add", "utils.py")
    (repository.folder / "utils.py").unlink()
    assert suggest(repository) == "Edit utils.py"


def test_a_notebook_that_is_none_is_only_named(repository: NotebookRepository) -> None:
    repository.write("train.ipynb", "<<<<<<< no JSON")
    assert suggest(repository) == "Edit train"


def test_what_is_too_large_or_too_much_is_not_looked_into(
    repository: NotebookRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.save("train.ipynb", "import os", "a = 10", "b = 2")
    monkeypatch.setattr(suggestion, "_LARGE", 100)
    assert suggest(repository) == "Edit train"
    monkeypatch.undo()
    monkeypatch.setattr(suggestion, "_SECONDS", 0.0)
    assert suggest(repository) == "Edit train"


def test_in_the_middle_of_a_merge_gits_own_message_counts(tmp_path: Path) -> None:
    repository = NotebookRepository(tmp_path / "merging")
    conflict(repository)
    assert suggest(repository) == "Merge branch 'other'"


def test_to_amend_the_last_message_is_there(repository: NotebookRepository) -> None:
    repository.git("commit", "-q", "--allow-empty", "-m", "First\n\nSecond")
    assert suggest_message(repository.folder, amend=True) == "First\n\nSecond"


def test_hundreds_of_notebooks_take_no_longer(repository: NotebookRepository) -> None:
    names = [f"notebooks/{number}.ipynb" for number in range(300)]
    for name in names:
        repository.save(name, "1")
    repository.commit("notebooks")
    for name in names:
        repository.save(name, "2")
    begun = time.process_time()
    assert suggest(repository) == "Edit 300 files in notebooks"
    assert time.process_time() - begun < 5


def test_a_link_to_a_notebook_is_a_file(repository: NotebookRepository) -> None:
    (repository.folder / "train.ipynb").unlink()
    (repository.folder / "train.ipynb").symlink_to("other.ipynb")
    subprocess.run(["git", "-C", repository.folder, "add", "."], check=True)
    assert suggest(repository) == "Edit train"
