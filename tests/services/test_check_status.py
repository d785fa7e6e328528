"""How a project stands, wherever it is and whatever is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from msgspec.structs import replace

from jupyter_mlops.checks.model import CheckName
from jupyter_mlops.checks.ports import Progress
from jupyter_mlops.services.check_status import find_checks
from jupyter_mlops.services.git_hook import install_hooks
from tests.git.conftest import Repository
from tests.git.notebooks import isolate
from tests.services.check_projects import CheckedProject


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CheckedProject:
    isolate(monkeypatch, tmp_path / "home")
    return CheckedProject(tmp_path / "lab")


def test_head_and_the_files_stand_side_by_side(project: CheckedProject) -> None:
    head = project.checked(checks=())
    working = project.checked(working=True)

    status = find_checks(project.desk, project.folder / "train.ipynb")

    assert (status.head, status.subject, status.notebooks) == (project.first, "First", 1)
    assert status.head_run is not None
    assert status.working_run is not None
    assert (status.head_run.run.id, status.working_run.run.id) == (head.run.id, working.run.id)
    assert (status.earlier, status.trouble) == (None, "")


LOST: Final[dict[str, Any]] = {
    "id": "z" * 26,
    "state": "broken",
    "progress": Progress(done=1, total=7),
}


def test_a_look_at_a_part_leaves_the_rest_to_earlier_ones(project: CheckedProject) -> None:
    project.save("deep/one.ipynb", "x = 1")
    folder = project.folder.resolve()
    whole = project.checked(working=True, checks=())
    inside = {"working": True, "only_path": True, "path": folder / "deep"}
    project.checked(**inside | {"path": folder / "deep" / "one.ipynb"})
    size = project.checked(**inside)
    one = project.checked(**inside, checks=(CheckName.LINT,))

    assert _before(project) == (one.run.id, [size.run.id, whole.run.id])

    again = project.checked(working=True, checks=())
    assert _before(project) == (again.run.id, [])
    lost = replace(again.record, run=replace(again.run, **LOST))
    project.desk.store.add(lost)
    assert _before(project) == ("z" * 26, [again.run.id])


def _before(project: CheckedProject) -> tuple[str, list[str]]:
    """The run that counts on the files, and those that count with it."""
    status = find_checks(project.desk, project.folder)
    assert status.working_run is not None
    return status.working_run.run.id, [each.run.id for each in status.working_before]


def test_the_nearest_earlier_verdict_is_shown(project: CheckedProject) -> None:
    second = project.committed("Second")
    project.checked(commit=second)
    project.checked(commit=project.first)
    project.committed("Third")

    status = find_checks(project.desk, project.folder)

    assert (status.subject, status.head_run) == ("Third", None)
    assert status.earlier is not None
    assert status.earlier.run.commit == second


def test_a_folder_outside_of_git_has_no_head(project: CheckedProject, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.ipynb").write_bytes((project.folder / "train.ipynb").read_bytes())

    status = find_checks(project.desk, outside / "gone" / "b.ipynb")

    assert (status.project, status.head, status.subject) == (outside, None, "")
    assert (status.notebooks, status.hook) == (1, False)


def test_a_repository_without_commits_has_no_head(project: CheckedProject, tmp_path: Path) -> None:
    empty = Repository(tmp_path / "empty")

    status = find_checks(project.desk, empty.folder)

    assert (status.head, status.notebooks, status.earlier) == (None, 0, None)


def test_checks_that_are_off_are_left_out(project: CheckedProject) -> None:
    project.write("pyproject.toml", '[tool.jupyter-mlops.checks.gates]\nseverity = "off"\n')

    status = find_checks(project.desk, project.folder)

    assert status.checks == tuple(name for name in CheckName if name is not CheckName.GATES)


def test_the_hook_is_seen(project: CheckedProject) -> None:
    assert not find_checks(project.desk, project.folder).hook

    install_hooks(project.folder)

    assert find_checks(project.desk, project.folder).hook


def test_settings_that_cannot_be_read_hide_no_verdict(project: CheckedProject) -> None:
    head = project.checked()
    project.write("pyproject.toml", "[tool.jupyter-mlops.checks]\nstrict = 1\n")

    status = find_checks(project.desk, project.folder)

    assert "strict" in status.trouble
    assert status.head_run is not None
    assert status.head_run.run.id == head.run.id
    assert len(status.checks) == len(CheckName)
