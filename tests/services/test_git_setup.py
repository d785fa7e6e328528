from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.services.git_setup import set_up, take_down
from tests.git.notebooks import NotebookRepository, isolate


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    isolate(monkeypatch, tmp_path / "home")
    return NotebookRepository(tmp_path / "repository")


def contents(folder: Path) -> dict[str, bytes]:
    git = folder / ".git"
    return {
        name: (git / name).read_bytes()
        for name in ("config", "info/attributes")
        if (git / name).exists()
    }


@pytest.mark.parametrize("before", [None, "", "*.png binary\n", "*.ipynb diff=x", "a\r\n"])
def test_removal_restores_every_byte(repository: NotebookRepository, before: str | None) -> None:
    if before:
        repository.write(".git/info/attributes", before)
    at_first = contents(repository.folder)
    done = set_up(repository.folder)
    assert done.changed
    assert contents(repository.folder) != at_first
    assert repository.git("config", "diff.jupyter-mlops.command")
    assert take_down(repository.folder).changed
    assert contents(repository.folder) == at_first
    assert not take_down(repository.folder).changed


def test_a_second_setup_changes_nothing(repository: NotebookRepository) -> None:
    set_up(repository.folder)
    first = contents(repository.folder)
    assert not set_up(repository.folder).changed
    assert contents(repository.folder) == first


def test_a_setup_by_another_environment_is_replaced(repository: NotebookRepository) -> None:
    set_up(repository.folder, program=Path("/elsewhere/jupyter-mlops"))
    set_up(repository.folder, program=Path("/here/jupyter-mlops"))
    values = repository.git("config", "--get-all", "diff.jupyter-mlops.textconv")
    assert values.count("\n") == 0
    assert "/here/" in values
    attributes = contents(repository.folder)["info/attributes"]
    assert attributes.count(b"*.ipynb diff=jupyter-mlops ") == 1


def test_a_look_writes_nothing(repository: NotebookRepository) -> None:
    before = contents(repository.folder)
    done = set_up(repository.folder, dry=True)
    assert done.changed
    assert "diff.jupyter-mlops.command" in done.settings
    assert contents(repository.folder) == before


def test_settings_of_the_users_own_stay(repository: NotebookRepository) -> None:
    repository.git("config", "diff.jupyter-mlops.binary", "true")
    before = contents(repository.folder)
    set_up(repository.folder)
    take_down(repository.folder)
    assert contents(repository.folder) == before


def test_all_repositories_of_the_user_can_be_set_up(
    repository: NotebookRepository, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    before = contents(repository.folder)
    done = set_up(repository.folder, "global")
    assert done.settings_file == home / ".gitconfig"
    assert list(done.attributes) == [home / ".config" / "git" / "attributes"]
    assert contents(repository.folder) == before
    told = repository.git("check-attr", "diff", "a.ipynb")
    assert told == "a.ipynb: diff: jupyter-mlops"
    take_down(repository.folder, "global")
    assert not (home / ".gitconfig").exists()
    assert not (home / ".config" / "git" / "attributes").exists()


def test_the_users_own_attributes_file_is_used(
    repository: NotebookRepository, tmp_path: Path
) -> None:
    config = tmp_path / "home" / ".gitconfig"
    config.write_text("[core]\n\tattributesFile = ~/my attributes\n")
    before = config.read_bytes()
    done = set_up(repository.folder, "global")
    (file,) = done.attributes
    assert file == tmp_path / "home" / "my attributes"
    assert file.exists()
    take_down(repository.folder, "global")
    assert config.read_bytes() == before
    assert not file.exists()


def test_a_driver_of_others_is_reported_with_who_wins(repository: NotebookRepository) -> None:
    repository.write(".gitattributes", "*.ipynb diff=jupyternotebook\n")
    over = set_up(repository.folder)
    assert over.notes == (
        "the driver jupyternotebook was used for notebooks here; jupyter-mlops now wins over it",
    )
    assert take_down(repository.folder).notes == (
        "git uses the driver jupyternotebook for notebooks here",
    )
    (under,) = set_up(repository.folder, "global").notes
    assert under.startswith("the driver jupyternotebook of other attributes wins")


def test_a_linked_worktree_sets_up_its_repository(
    repository: NotebookRepository, tmp_path: Path
) -> None:
    repository.save("a.ipynb", "1")
    repository.commit("a.ipynb")
    repository.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
    set_up(tmp_path / "linked")
    assert "info/attributes" in contents(repository.folder)
    told = repository.git("check-attr", "diff", "a.ipynb")
    assert told == "a.ipynb: diff: jupyter-mlops"


def test_outside_of_a_repository_there_is_nothing_local(
    repository: NotebookRepository, tmp_path: Path
) -> None:
    assert repository
    with pytest.raises(NotFoundError):
        set_up(tmp_path)
    set_up(tmp_path, "global")
