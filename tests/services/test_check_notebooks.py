"""Which notebooks a project has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jupyter_mlops.services.check_notebooks import ProjectNotebooks
from jupyter_mlops.settings.checks import ChecksSettings
from tests.git.notebooks import NotebookRepository, isolate
from tests.git.test_index import conflict


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    isolate(monkeypatch, tmp_path / "home")
    return NotebookRepository(tmp_path / "project")


def notebooks(repository: NotebookRepository, below: str = "", **more: object) -> ProjectNotebooks:
    settings = ChecksSettings(**more)  # type: ignore[arg-type]
    return ProjectNotebooks((repository.folder / below).resolve(), settings)


def test_those_that_git_has_or_could_have(repository: NotebookRepository) -> None:
    repository.write(".gitignore", "ignored.ipynb\n")
    for name in ("tracked.ipynb", "new é.ipynb", "ignored.ipynb", "a [1]/b.ipynb"):
        repository.save(name, "1")
    repository.save(".ipynb_checkpoints/c.ipynb", "1")
    repository.commit("tracked.ipynb")
    repository.write("link.txt")
    (repository.folder / "link.ipynb").symlink_to("tracked.ipynb")
    repository.git("add", "link.ipynb")
    found = notebooks(repository)
    assert found.all == ["a [1]/b.ipynb", "new é.ipynb", "tracked.ipynb"]
    assert found.has("tracked.ipynb")
    assert not found.has("new é.ipynb")


def test_a_name_that_is_no_text_is_left_out(repository: NotebookRepository) -> None:
    repository.save(os.fsdecode(b"\xff.ipynb"), "1")
    repository.save("a.ipynb", "1")
    assert notebooks(repository).all == ["a.ipynb"]


def test_outputs_of_runs_are_left_out_unless_git_has_them(repository: NotebookRepository) -> None:
    repository.save("runs/kept.ipynb", "1")
    repository.commit("runs/kept.ipynb")
    repository.save("runs/made.ipynb", "1")
    repository.save("deep/runs/made.ipynb", "1")
    repository.save("runs.ipynb", "1")
    assert notebooks(repository).all == ["runs.ipynb", "runs/kept.ipynb"]


def test_a_project_below_the_root_has_its_own(repository: NotebookRepository) -> None:
    for name in ("a.ipynb", "one [x]/b.ipynb", "one [x]/deep/c.ipynb", "two/d.ipynb"):
        repository.save(name, "1")
    repository.commit("a.ipynb", "one [x]/b.ipynb")
    repository.save("one [x]/b.ipynb", "2")
    inner = notebooks(repository, "one [x]")
    assert inner.below == "one [x]"
    assert inner.all == ["b.ipynb", "deep/c.ipynb"]
    assert inner.changed(repository.git("rev-parse", "HEAD")) == {"b.ipynb", "deep/c.ipynb"}
    assert [each.path for each in inner.working(inner.all)] == inner.all


def test_deleted_files_are_no_notebooks(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", "1")
    repository.commit("a.ipynb")
    (repository.folder / "a.ipynb").unlink()
    found = notebooks(repository)
    assert found.working(found.all) == []
    assert [each.path for each in found.staged(found.all)] == ["a.ipynb"]


def test_a_notebook_in_conflict_is_listed_once(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", "1")
    repository.commit("a.ipynb")
    conflict(repository)
    assert notebooks(repository).all == ["a.ipynb"]


def test_who_names_a_notebook_means_it_whatever_patterns_say(
    repository: NotebookRepository,
) -> None:
    file = repository.save("drafts/a.ipynb", "1")
    found = notebooks(repository, exclude=("drafts",))
    assert found.all == []
    assert found.within([Path("drafts")], repository.folder) == []
    assert found.within([file], repository.folder) == ["drafts/a.ipynb"]


def test_a_way_over_a_link_leads_to_the_same(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", "1")
    way = repository.folder.parent / "way"
    way.symlink_to(repository.folder)
    found = notebooks(repository)
    assert found.within([way / "a.ipynb"], way) == ["a.ipynb"]
