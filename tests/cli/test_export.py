"""`jupyter mlops export`: modules written, in words and in JSON."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from jupyter_mlops.cli.main import main
from tests.services.module_projects import FIT, Project

CHECKED = "assert fit([1, 2]) == 3"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = Project(tmp_path / "lab")
    monkeypatch.chdir(made.root)
    return made


def test_files_are_named_and_counted(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.exported(FIT)
    assert main(["export", "--check"]) == 1
    assert capsys.readouterr().out == "would export src/lab/train.py\n1 to export\n"
    assert main(["export"]) == 0
    assert capsys.readouterr().out == "exported src/lab/train.py\n1 exported\n"
    assert main(["export"]) == 0
    assert capsys.readouterr().out == "1 in step\n"
    assert main(["export", "--check"]) == 0


def test_what_is_held_back_says_why(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.exported(FIT)
    project.module().parent.mkdir(parents=True)
    project.module().write_text("mine = 1\n")
    project.exported("def broken(:", name="sub/other.ipynb")

    assert main(["export"]) == 1

    told = capsys.readouterr()
    assert "held back src/lab/train.py: no notebook made it; to replace it:" in told.out
    assert "jupyter mlops export --replace train" in told.out
    assert "held back src/lab/other.py: an error in a cell is in the way" in told.out
    assert told.out.endswith("2 held back\n")
    assert "sub/other.ipynb, cell 1, line 1: the cell is no Python" in told.err


def test_nothing_to_export_says_how_to_begin(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.notebook("train.ipynb", FIT)
    assert main(["export"]) == 0
    assert "tag one `export`" in capsys.readouterr().out


def test_json_has_what_was_done(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.exported(FIT)
    assert main(["export", "--json", "train.ipynb"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["written"] == ["train"]
    assert told["status"]["modules"][0]["state"] == "in_step"
    assert told["status"]["project"]["root"] == str(project.root)


def test_paths_choose_and_may_be_in_several_projects(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Project(tmp_path / "other")
    for each in (project, other):
        each.exported(FIT, name="a.ipynb")
        each.exported(FIT, name="deep/b.ipynb")

    assert main(["export", "deep", str(other.root)]) == 0

    out = capsys.readouterr().out
    assert out.count("exported src/lab/b.py") == 1
    assert not project.module("a").exists()
    assert other.module("a").exists()
    assert other.module("b").exists()


def test_an_unknown_module_is_an_error(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.exported(FIT)
    assert main(["export", "--module", "nope"]) == 1
    assert "there are: train" in capsys.readouterr().err
    assert main(["export", "gone.ipynb"]) == 1
    assert "there is no gone.ipynb" in capsys.readouterr().err


def test_tests_are_written_and_run(project: Project, capfd: pytest.CaptureFixture[str]) -> None:
    project.notebook("train.ipynb", (FIT, "export"), CHECKED)

    assert main(["export", "--test"]) == 0

    out = capfd.readouterr().out
    assert "wrote tests/test_train.py\n" in out
    assert "1 passed" in out
    project.notebook("train.ipynb", (FIT, "export"), CHECKED.replace("3", "4"))
    assert main(["export", "--test"]) == 1
    assert "test_fit" in capfd.readouterr().out


def test_a_watch_exports_every_save_and_goes_on_after_errors(project: Project) -> None:
    project.exported(FIT)
    # A shell makes its background jobs deaf to Ctrl+C, and these tests may be in one.
    hearing = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    call = "from jupyter_mlops.cli.main import main; exit(main(['export', '--watch']))"
    command = [sys.executable, "-c", hearing + call]
    with subprocess.Popen(
        command, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as watch:
        assert watch.stdout is not None
        assert watch.stderr is not None
        alarm = threading.Timer(120, watch.kill)
        alarm.start()
        try:
            assert watch.stdout.readline() == "exported src/lab/train.py\n"
            assert watch.stderr.readline().startswith("watching")
            (project.root / "pyproject.toml").write_text("[tool")
            assert "not TOML" in watch.stderr.readline()
            Project(project.root)
            project.exported(FIT, name="new/other.ipynb")
            assert "exported src/lab/other.py\n" in watch.stdout
        finally:
            watch.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        assert watch.wait() == 0
        alarm.cancel()
        assert "Traceback" not in watch.stderr.read()
