"""`jupyter mlops ci` and what `report` posts, against a forge's likeness."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jupyter_mlops.cli import ci_show
from jupyter_mlops.cli.main import main
from tests.forges.github_world import GitHubWorld
from tests.git.notebooks import isolate
from tests.services.forges import NO_KEYRING, TOKEN, ForgeRepository

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def forge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ForgeRepository]:
    """A repository with a pushed commit, and one's own token; the current folder."""
    isolate(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", NO_KEYRING)
    for name in ("GITHUB_ACTIONS", "GITLAB_CI", "GITHUB_SERVER_URL"):
        monkeypatch.delenv(name, raising=False)
    world = GitHubWorld()
    world.furnish()
    made = ForgeRepository(tmp_path / "repository", world)
    for name, value in made.environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(made.folder)
    yield made
    world.close()
    assert world.fake.faults == []


def test_the_pipelines_of_head_are_shown(forge: ForgeRepository, capsys: Captured) -> None:
    assert main(["ci", "status"]) == 1
    told = capsys.readouterr().out
    lines = told.splitlines()
    assert lines[0].startswith(f"● origin  {forge.world.fake.host} octo/lab  running, as of ")
    assert any(line.startswith("  ✗ Nightly  (push)") for line in lines)
    assert any(line.startswith("    ✗ notebooks") and "[101]" in line for line in lines)
    assert "        ✗ check" in told
    assert "token: GH_TOKEN; 4,990 of 5,000 requests left" in told
    assert TOKEN not in told


def test_programs_get_all_of_it(forge: ForgeRepository, capsys: Captured) -> None:
    main(["ci", "status", "HEAD", "--json"])
    told = capsys.readouterr().out
    status = json.loads(told)
    assert status["commit"] == forge.sha
    [remote] = status["remotes"]
    assert remote["remote"]["name"] == "origin"
    assert [each["name"] for each in remote["answer"]["pipelines"]][:2] == ["CI", "Nightly"]
    assert TOKEN not in told


def test_an_error_is_said_and_counts(forge: ForgeRepository, capsys: Captured) -> None:
    forge.world.fake.offline = True
    assert main(["ci", "status"]) == 1
    assert "reached" in capsys.readouterr().out
    assert main(["ci", "status", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["remotes"][0]["error"]["code"] == "remote"


def test_a_commit_that_is_not_pushed_is_said_to_be_on_no_remote(
    forge: ForgeRepository, capsys: Captured
) -> None:
    forge.save("train.ipynb", "other()")
    sha = forge.commit("train.ipynb")
    assert main(["ci", "status"]) == 0
    assert f"{sha[:7]} is on no remote" in capsys.readouterr().out


def test_pipelines_are_watched_until_all_have_ended(
    forge: ForgeRepository, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        forge.world.move("success")

    monkeypatch.setattr(ci_show, "sleep", sleep)
    assert main(["ci", "status", "--watch"]) == 1  # the nightly one has failed
    told = capsys.readouterr().out
    changes = told[: told.index("\n\n")].splitlines()
    assert "● running    origin: CI / notebooks" in changes
    assert "✓ passed     origin: CI / notebooks" in changes
    assert changes.count("✗ failed     origin: Nightly") == 1
    assert waits


@pytest.mark.parametrize("word", ["101", "Nightly"])
def test_the_log_of_a_job_is_printed(forge: ForgeRepository, capsys: Captured, word: str) -> None:
    job = word if word.isdigit() else "lint"
    forge.world.log = "one\n\x1b]0;title\x07two\ttabbed\n"
    assert main(["ci", "log", job]) == 0
    told = capsys.readouterr().out
    assert told.startswith("one\n")
    assert "\x1b" not in told
    assert "\x07" not in told


def test_a_job_has_to_be_named_so_that_it_is_one(forge: ForgeRepository, capsys: Captured) -> None:
    assert main(["ci", "log", "notebooks"]) == 2
    assert "give its id" in capsys.readouterr().err
    assert main(["ci", "log", "nope"]) == 1
    assert "no job 'nope'" in capsys.readouterr().err
    assert forge.sha


@pytest.mark.parametrize("words", [("log", "lint"), ("rerun",), ("cancel",)])
def test_without_a_forge_nothing_is_said_to_be_missing_there(
    forge: ForgeRepository, capsys: Captured, words: tuple[str, ...]
) -> None:
    forge.git("remote", "remove", "origin")
    assert main(["ci", *words]) == 1
    assert "no remote of this repository is on a forge" in capsys.readouterr().err


def test_what_failed_runs_again_and_what_runs_is_cancelled(
    forge: ForgeRepository, capsys: Captured
) -> None:
    assert main(["ci", "rerun", "--failed"]) == 0
    assert capsys.readouterr().out == "runs again, what failed: Nightly\n"
    assert main(["ci", "cancel", "CI"]) == 0
    assert capsys.readouterr().out == "cancelled: CI\n"
    assert main(["ci", "rerun", "--job", "201"]) == 0
    assert capsys.readouterr().out == "runs again: notebooks\n"
    paths = [asked.path for asked in forge.world.fake.asked(method="POST")]
    assert [path.rpartition("/actions/")[2] for path in paths] == [
        "runs/1/rerun-failed-jobs",
        "runs/2/cancel",
        "jobs/201/rerun",
    ]


def test_where_nothing_can_be_done_it_is_said(forge: ForgeRepository, capsys: Captured) -> None:
    forge.world.move("success")
    assert main(["ci", "cancel"]) == 1
    assert "allows nothing to do" in capsys.readouterr().err
    assert main(["ci", "cancel", "nope"]) == 1
    assert "no pipeline 'nope'" in capsys.readouterr().err


def test_what_is_only_told_of_cannot_be_steered(forge: ForgeRepository, capsys: Captured) -> None:
    forge.world.runs.clear()
    assert main(["ci", "rerun"]) == 1
    assert "only by their statuses" in capsys.readouterr().err


def test_a_workflow_is_written_and_compared(forge: ForgeRepository, capsys: Captured) -> None:
    assert main(["ci", "diff"]) == 1
    assert "jupyter mlops ci init" in capsys.readouterr().err
    assert main(["ci", "init"]) == 0
    out = capsys.readouterr().out
    assert out == "written: .github/workflows/notebooks.yml\n"
    assert main(["ci", "diff"]) == 0
    file = forge.folder / ".github/workflows/notebooks.yml"
    file.write_text(file.read_text().replace("ubuntu-24.04", "my-runner"))
    assert main(["ci", "diff"]) == 1
    assert "+    runs-on: my-runner" in capsys.readouterr().out
    assert main(["ci", "init"]) == 1
    assert main(["ci", "init", "--force"]) == 0
    assert main(["ci", "init"]) == 0
    assert "there already" in capsys.readouterr().err


@pytest.fixture
def job(
    forge: ForgeRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Path]:
    """Makes this a job of a pull request on the forge; the file of its summary."""
    forge.save("train.ipynb", "load()\nfit()", "show()", "new()")
    forge.commit("train.ipynb")

    def begin() -> Path:
        for name, value in {
            "GITHUB_ACTIONS": "true",
            "GITHUB_REF": "refs/pull/7/merge",
            "GITHUB_BASE_REF": "main",
            "GITHUB_SERVER_URL": forge.world.fake.url,
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        }.items():
            monkeypatch.setenv(name, value)
        return tmp_path / "summary.md"

    return begin


def test_a_job_reports_into_its_pull_request_and_summary(
    forge: ForgeRepository, job: Callable[..., Path], capsys: Captured
) -> None:
    summary = job()
    assert main(["report", "--comment", "--summary", "--html", "page.html"]) == 0
    told = capsys.readouterr()
    assert "page.html: 1 notebook" in told.out
    assert "comment added" in told.out
    assert "origin/main...HEAD" in summary.read_text()
    [comment] = forge.world.comments
    assert "train.ipynb" in comment["body"]
    assert not (forge.folder / "notebooks.md").exists()
    assert main(["report", "--comment"]) == 0
    assert "comment up to date" in capsys.readouterr().out


def test_a_fork_fails_nothing(
    forge: ForgeRepository, job: Callable[..., Path], capsys: Captured
) -> None:
    job()
    said = {"message": "Resource not accessible by integration"}
    forge.world.fake.fail("/comments", 403, said, method="POST")
    assert main(["report", "--comment"]) == 0
    assert "does not allow" in capsys.readouterr().err


def test_who_has_no_token_is_told_and_fails_nothing(
    forge: ForgeRepository, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GH_TOKEN")
    assert main(["report", "HEAD", "--comment"]) == 0
    assert "no comment: there is no token" in capsys.readouterr().err
    assert forge.world.comments == []


def test_checks_that_broke_leave_the_rest_of_the_report(
    forge: ForgeRepository, job: Callable[..., Path], capsys: Captured
) -> None:
    assert main(["report", "HEAD~1", "--checks", "gone.json"]) == 2
    summary = job()
    assert main(["report", "--checks", "gone.json", "--summary"]) == 0
    assert "gone.json" in capsys.readouterr().err
    assert "train.ipynb" in summary.read_text()
    assert forge.sha


def test_a_summary_is_printed_where_there_is_none(forge: ForgeRepository, capsys: Captured) -> None:
    forge.save("train.ipynb", "new()")
    forge.commit("train.ipynb")
    assert main(["report", "HEAD~1", "--summary"]) == 0
    assert "## Notebooks in HEAD" in capsys.readouterr().out
