from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.git.attributes import with_lines
from jupyter_mlops.git.drivers import SETTINGS, command_line
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
        for name in ("config", "info/attributes", "../.gitattributes")
        if (git / name).exists()
    }


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize("before", [None, "", "*.png binary\n", "*.ipynb diff=x", "a\r\n"])
def test_removal_restores_every_byte(
    repository: NotebookRepository,
    before: str | None,
    committed: bool,  # noqa: FBT001
) -> None:
    if before:
        repository.write(".git/info/attributes", before)
        repository.write(".gitattributes", before)
    at_first = contents(repository.folder)
    done = set_up(repository.folder, committed=committed)
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


def test_everything_is_set_up_unless_told_otherwise(repository: NotebookRepository) -> None:
    every = set_up(repository.folder)
    (lines,) = every.attributes.values()
    assert lines == ("*.ipynb diff=jupyter-mlops filter=jupyter-mlops merge=jupyter-mlops",)
    less = set_up(repository.folder, parts=["diff", "merge"])
    assert less.changed
    (lines,) = less.attributes.values()
    assert lines == ("*.ipynb diff=jupyter-mlops merge=jupyter-mlops",)
    config = contents(repository.folder)["config"]
    assert b"filter" not in config
    assert b"merge" in config
    assert set_up(repository.folder).changed
    assert b"filter" in contents(repository.folder)["config"]


def set_up_as_before(repository: NotebookRepository) -> None:
    """What a version wrote that only knew how to show notebooks."""
    for setting in SETTINGS[:3]:
        line = command_line(setting, Path("/elsewhere/jupyter-mlops"))
        repository.git("config", setting.key, line)
    before = with_lines(b"*.png binary\n", ["*.ipynb diff=jupyter-mlops"])
    repository.write(".git/info/attributes", before.decode())


def test_an_older_setup_is_brought_up_to_date(repository: NotebookRepository) -> None:
    set_up_as_before(repository)
    set_up(repository.folder)
    upgraded = contents(repository.folder)
    take_down(repository.folder)
    set_up(repository.folder)
    assert contents(repository.folder)["info/attributes"] == upgraded["info/attributes"]
    assert not set_up(repository.folder).changed


def test_an_older_setup_is_taken_away(repository: NotebookRepository) -> None:
    before = contents(repository.folder)
    set_up_as_before(repository)
    done = take_down(repository.folder)
    assert list(done.attributes.values()) == [("*.ipynb diff=jupyter-mlops",)]
    assert contents(repository.folder) == {**before, "info/attributes": b"*.png binary\n"}


def test_attributes_can_be_committed_instead(repository: NotebookRepository) -> None:
    set_up(repository.folder)
    done = set_up(repository.folder, committed=True)
    assert list(done.attributes) == [repository.folder / ".gitattributes"]
    assert "info/attributes" not in contents(repository.folder)
    again = set_up(repository.folder)  # what is committed is enough
    assert not again.changed
    assert again.attributes == done.attributes


def test_committed_attributes_go_with_settings_of_the_user(
    repository: NotebookRepository,
) -> None:
    before = contents(repository.folder)
    set_up(repository.folder, "global", committed=True)
    assert contents(repository.folder)["config"] == before["config"]
    assert "../.gitattributes" in contents(repository.folder)
    take_down(repository.folder, "global")
    assert "../.gitattributes" in contents(repository.folder)
    take_down(repository.folder, "global", committed=True)
    assert contents(repository.folder) == before


def test_a_bare_repository_has_no_attributes_to_commit(
    repository: NotebookRepository, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    repository.git("clone", "--quiet", "--bare", ".", str(bare))
    with pytest.raises(NotFoundError, match="bare"):
        set_up(bare, committed=True)
    set_up(bare)
    assert take_down(bare).changed


@pytest.mark.parametrize("line", ["*.ipynb filter=lfs", "big/*.ipynb filter=lfs diff=lfs -text"])
def test_notebooks_that_git_lfs_keeps_are_not_filtered(
    repository: NotebookRepository, line: str
) -> None:
    repository.write(".gitattributes", line + "\n")
    repository.save("big/a.ipynb", "1")
    repository.commit(".gitattributes", "big/a.ipynb")
    done = set_up(repository.folder)
    assert done.notes[0].startswith("Git LFS keeps notebooks of this repository (big/a.ipynb)")
    assert "filter.jupyter-mlops.process" not in done.settings
    assert repository.git("check-attr", "filter", "big/a.ipynb").endswith(": lfs")


def test_filters_and_merge_drivers_of_others_are_reported(repository: NotebookRepository) -> None:
    repository.write(".gitattributes", "*.ipynb filter=nbstripout merge=jupyternotebook\n")
    stripped, merged = set_up(repository.folder).notes
    assert stripped.startswith("the filter nbstripout was used for notebooks here")
    assert merged.startswith("the merge driver jupyternotebook was used for notebooks here")
