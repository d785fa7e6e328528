"""A project checked."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_mlops.checks.model import CheckName, CheckResult, Report
from jupyter_mlops.checks.ports import Progress
from jupyter_mlops.errors import CancelledError, InvalidError, NotFoundError
from jupyter_mlops.services.check import check_project
from jupyter_mlops.services.check_baseline import accept
from jupyter_mlops.services.check_order import CheckOrder
from jupyter_mlops.services.git_setup import set_up
from tests.git.notebooks import NotebookRepository, isolate

KEY = "AKIA" + "QWERTYUIOP234567"
LEAK = f"key = {KEY!r}"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    isolate(monkeypatch, tmp_path / "home")
    return NotebookRepository(tmp_path / "project")


def checked(repository: NotebookRepository, *checks: CheckName, **more: object) -> Report:
    names = checks or (CheckName.SECRETS, CheckName.SIZE)
    given = {"folder": repository.folder, "checks": names, **more}
    return check_project(CheckOrder(**given))  # type: ignore[arg-type]


def places(report: Report) -> list[str]:
    return [finding.notebook for result in report.checks for finding in result.findings]


def commit_all(repository: NotebookRepository) -> str:
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--allow-empty", "-m", "Change")
    return repository.git("rev-parse", "HEAD")


def test_a_report_says_what_was_checked(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", LEAK)
    head = commit_all(repository)
    report = checked(repository)
    assert (report.project, report.commit, report.dirty) == ("project", head, False)
    assert (report.verdict, report.notebooks) == ("failed", 1)
    assert [each.check for each in report.checks] == [CheckName.SECRETS, CheckName.SIZE]
    repository.save("b.ipynb", "1")
    assert checked(repository).dirty


def test_nothing_changed_is_known_and_a_fresh_look_looks(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", LEAK)
    first = checked(repository)
    again = checked(repository)
    fresh = checked(repository, fresh=True)
    assert [each.cached for each in first.checks] == [0, 0]
    assert [each.cached for each in again.checks] == [1, 1]
    assert [each.cached for each in fresh.checks] == [0, 0]
    assert places(first) == places(again) == places(fresh) == ["a.ipynb"]


def test_only_what_differs_from_the_base_is_checked(repository: NotebookRepository) -> None:
    repository.save("old.ipynb", LEAK)
    commit_all(repository)
    repository.git("switch", "--quiet", "-c", "topic")
    repository.save("new.ipynb", LEAK)
    commit_all(repository)
    repository.save("untracked.ipynb", LEAK)
    repository.git("branch", "--quiet", "-f", "elsewhere", "main")
    for base in ("main", "elsewhere", ""):
        assert places(checked(repository, changed=base)) == ["new.ipynb", "untracked.ipynb"]
    with pytest.raises(InvalidError, match="nowhere is no commit here"):
        checked(repository, changed="nowhere")


def test_what_is_staged_is_checked_and_not_the_file(repository: NotebookRepository) -> None:
    repository.save("same.ipynb", LEAK)
    commit_all(repository)
    repository.save("a.ipynb", LEAK)
    repository.save("b.ipynb", "1")
    repository.git("add", "--all")
    repository.save("a.ipynb", "1")
    repository.save("b.ipynb", LEAK)
    assert places(checked(repository, staged=True)) == ["a.ipynb"]
    assert places(checked(repository)) == ["b.ipynb", "same.ipynb"]


def test_a_commit_does_not_wait_for_mypy(repository: NotebookRepository) -> None:
    repository.write("pyproject.toml", "[tool.mypy]\nstrict = true\n")
    repository.save("a.ipynb", "x: int = ''")
    repository.git("add", "--all")
    lint = (CheckName.LINT,)
    staged = check_project(CheckOrder(folder=repository.folder, checks=lint, staged=True))
    whole = check_project(CheckOrder(folder=repository.folder, checks=lint))
    assert [each.code for each in staged.checks[0].findings] == []
    assert [each.code for each in whole.checks[0].findings] == ["assignment"]


def test_a_file_is_judged_as_git_would_store_it(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", "show()", outputs=f"{LEAK}\n")
    assert places(checked(repository)) == ["a.ipynb"]
    set_up(repository.folder)
    assert places(checked(repository)) == []


def test_named_notebooks_and_folders_are_checked(repository: NotebookRepository) -> None:
    for name in ("a.ipynb", "deep/b.ipynb", "deep/er/c.ipynb"):
        repository.save(name, LEAK)
    repository.write("deep/d.py", "")
    assert places(checked(repository, paths=(Path("deep"),))) == [
        "deep/b.ipynb",
        "deep/er/c.ipynb",
    ]
    assert places(checked(repository, paths=(repository.folder / "a.ipynb",))) == ["a.ipynb"]
    assert places(checked(repository, folder=repository.folder / "deep", paths=(Path("er"),))) == [
        "deep/er/c.ipynb"
    ]
    with pytest.raises(NotFoundError, match=r"there is no x\.ipynb"):
        checked(repository, paths=(Path("x.ipynb"),))
    with pytest.raises(InvalidError, match="outside of the project"):
        checked(repository, paths=(Path(".."),))
    with pytest.raises(InvalidError, match="no notebook"):
        checked(repository, paths=(Path("deep/d.py"),))


def test_settings_choose_notebooks_checks_and_what_fails(repository: NotebookRepository) -> None:
    repository.write(
        "pyproject.toml",
        '[tool.jupyter-mlops.checks]\nexclude = ["drafts"]\n'
        'secrets = { severity = "warning" }\norder = { severity = "off" }\n',
    )
    repository.save("a.ipynb", LEAK)
    repository.save("drafts/b.ipynb", LEAK)
    every = (CheckName.EXECUTE, CheckName.LINT, CheckName.IMPORTS, CheckName.PATHS)
    report = checked(repository, checks=None, static_only=True, skip=every)
    assert CheckName.ORDER not in {each.check for each in report.checks}
    assert "drafts/b.ipynb" not in places(report)
    assert report.verdict == "warned"
    assert checked(repository, strict=True).verdict == "failed"
    assert checked(repository, CheckName.ORDER).checks[0].check == CheckName.ORDER
    repository.write("pyproject.toml", "[tool.jupyter-mlops.checks]\nsecrts = {}\n")
    with pytest.raises(InvalidError, match="secrts"):
        checked(repository)


def test_what_is_accepted_is_not_told_until_it_is_asked_for(
    repository: NotebookRepository,
) -> None:
    repository.save("a.ipynb", LEAK)
    order = CheckOrder(folder=repository.folder, checks=(CheckName.SECRETS,), whole=True)
    file, count = accept(check_project(order), order)
    assert count == 1
    assert KEY not in file.read_text()
    report = checked(repository)
    assert (report.verdict, report.checks[0].accepted) == ("passed", 1)
    repository.save("a.ipynb", "1", LEAK)
    assert checked(repository).verdict == "failed"
    assert checked(repository, whole=True).verdict == "failed"


def test_an_accepted_finding_stays_so_when_its_cell_moves(repository: NotebookRepository) -> None:
    file = repository.save("a.ipynb", LEAK, "1")
    order = CheckOrder(folder=repository.folder, checks=(CheckName.SECRETS,), whole=True)
    accept(check_project(order), order)
    nb = json.loads(file.read_bytes())
    nb["cells"].reverse()
    file.write_text(json.dumps(nb))
    assert checked(repository).verdict == "passed"


class Watch:
    def __init__(self, *, stops: bool = False) -> None:
        self.progress: list[Progress] = []
        self.results: list[CheckResult] = []
        self.stops = stops

    def progressed(self, progress: Progress) -> None:
        self.progress.append(progress)

    def checked(self, result: CheckResult) -> None:
        self.results.append(result)

    def cancelled(self) -> bool:
        return self.stops


def test_who_watches_hears_of_each_step_and_can_stop_it(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", LEAK)
    order = CheckOrder(folder=repository.folder, checks=(CheckName.SECRETS, CheckName.SIZE))
    watch = Watch()
    report = check_project(order, watch=watch)
    assert watch.progress[-1].done == watch.progress[-1].total == 2
    timeless = [replace(each, duration=0) for each in report.checks]
    assert [replace(each, duration=0) for each in watch.results] == timeless
    with pytest.raises(CancelledError):
        check_project(order, watch=Watch(stops=True))


def test_a_folder_outside_of_git_is_checked_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.fspath(tmp_path))
    source = NotebookRepository(tmp_path / "source").save("a.ipynb", LEAK).read_text()
    project = tmp_path / "plain"
    for name in ("a.ipynb", ".hidden/b.ipynb", "env/c.ipynb", "node_modules/d.ipynb"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(source)
    (project / "env" / "pyvenv.cfg").touch()
    report = check_project(CheckOrder(folder=project, checks=(CheckName.SECRETS,)))
    assert places(report) == ["a.ipynb"]
    assert (report.commit, report.dirty) == ("", True)
    with pytest.raises(InvalidError, match="no git repository"):
        check_project(CheckOrder(folder=project, staged=True))


def test_the_base_is_told_where_metrics_are_compared_with_it(
    repository: NotebookRepository,
) -> None:
    repository.save("a.ipynb", "x = 1")
    commit_all(repository)
    rule = '[[tool.jupyter-mlops.checks.gates.rules]]\nnotebook = "b.ipynb"\n'
    repository.write("pyproject.toml", f'{rule}expression = "metrics.x > 1"\n')
    assert checked(repository, CheckName.GATES).base == ""
    repository.write("pyproject.toml", f'{rule}not-worse = "x"\n')
    assert checked(repository, CheckName.GATES).base == "main"
    assert checked(repository, CheckName.GATES, base="HEAD").base == "HEAD"
    assert checked(repository, CheckName.SIZE).base == ""
