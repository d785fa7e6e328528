"""Tests written from cells, and what is left alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jupyter_mlops.errors import UnavailableError
from jupyter_mlops.services import export_tests as exported
from jupyter_mlops.services.export_tests import pytest_command
from tests.services.module_projects import FIT, PYPROJECT, Project

CHECK = "assert fit([1, 2]) == 3"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "lab")
    made.notebook("train.ipynb", (FIT, "export"), CHECK)
    return made


@pytest.fixture
def tests_file(project: Project) -> Path:
    return project.root / "tests" / "test_train.py"


def test_tests_are_written_once(project: Project, tests_file: Path) -> None:
    assert project.export().tests == ()
    assert not tests_file.exists()

    done = project.export(tests=True)

    assert (done.tests, done.test_files) == (("tests/test_train.py",),) * 2
    assert "def test_fit() -> None:\n    assert fit([1, 2]) == 3" in tests_file.read_text()
    assert "jupyter mlops sync" not in tests_file.read_text()
    os.utime(tests_file, ns=(1, 1))
    again = project.export(tests=True)
    assert (again.tests, again.test_files) == ((), ("tests/test_train.py",))
    assert tests_file.stat().st_mtime_ns == 1


@pytest.mark.parametrize("text", ["def test_mine(): pass\n", None])
def test_what_somebody_has_written_is_left_alone(
    project: Project, tests_file: Path, text: str | None
) -> None:
    if text is None:
        project.export(tests=True)
        text = tests_file.read_text() + "\n# mine\n"
    tests_file.parent.mkdir(exist_ok=True)
    tests_file.write_text(text)
    project.notebook("train.ipynb", (FIT, "export"), CHECK, CHECK)

    done = project.export(tests=True)

    assert done.tests == ()
    assert tests_file.read_text() == text
    assert [each.code for each in done.status.findings] == ["foreign_module"]
    assert "tests/test_train.py" in done.status.findings[0].message
    project.export(tests=True, replace=("train",))
    assert "def test_fit_2" in tests_file.read_text()


def test_tests_go_with_their_cells_unless_edited(project: Project, tests_file: Path) -> None:
    project.notebook("other.ipynb", (FIT, "export"), CHECK)
    project.export(tests=True)
    other = tests_file.with_name("test_other.py")
    other.write_text(other.read_text() + "# mine\n")
    mine = tests_file.with_name("test_mine.py")
    mine.write_text("def test_mine(): pass\n")
    for name in ("train.ipynb", "other.ipynb"):
        project.notebook(name, FIT)

    done = project.export()

    assert (done.removed, done.tests_removed) == (("other", "train"), ("tests/test_train.py",))
    assert sorted(tests_file.parent.iterdir()) == [mine, other]


def test_tests_may_lie_in_the_package(tmp_path: Path) -> None:
    settings = '[tool.jupyter-mlops.modules]\ntests = "src/lab/tests"\n'
    project = Project(tmp_path / "lab", PYPROJECT + settings)
    project.notebook("train.ipynb", (FIT, "export"), CHECK)
    project.export(tests=True)
    assert project.export().removed == ()
    assert (project.root / "src" / "lab" / "tests" / "test_train.py").exists()


def test_a_check_writes_no_tests(project: Project, tests_file: Path) -> None:
    assert project.export(tests=True, check=True).tests == ("tests/test_train.py",)
    assert not tests_file.exists()


def test_tests_run_against_the_modules_that_are_there(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "mine")
    command = pytest_command(project.status().project, ["tests/test_train.py"])
    assert command.arguments[-3:] == ["-m", "pytest", "tests/test_train.py"]
    assert command.folder == project.root
    paths = command.environment["PYTHONPATH"].split(os.pathsep)
    assert paths == [str(project.root / "src"), "mine"]


def test_without_pytest_there_is_a_way_out(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exported, "find_spec", lambda _: None)
    with pytest.raises(UnavailableError, match="pytest is not installed"):
        pytest_command(project.status().project, [])
