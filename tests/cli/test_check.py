"""`jupyter mlops check` and `jupyter mlops git hook`."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct

from jupyter_mlops.checks.model import CheckName
from jupyter_mlops.checks.ports import Progress
from jupyter_mlops.cli import check_progress
from jupyter_mlops.cli.check_progress import progress_on
from jupyter_mlops.cli.main import main
from jupyter_mlops.services import check as check_service
from jupyter_mlops.services.git_setup import set_up
from tests.git.notebooks import NotebookRepository, isolate
from tests.services.test_check import KEY, LEAK

SECRETS = ("check", "--only", "secrets")


class Told(Struct, frozen=True):
    status: int
    out: str
    err: str


Run = Callable[..., Told]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    isolate(monkeypatch, tmp_path / "home")
    made = NotebookRepository(tmp_path / "project")
    monkeypatch.chdir(made.folder)
    return made


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str) -> Told:
        status = main(list(words))
        told = capsys.readouterr()
        return Told(status, told.out, told.err)

    return call


def test_the_exit_status_says_how_it_came_out(repository: NotebookRepository, run: Run) -> None:
    repository.save("a.ipynb", "x = 1")
    assert run(*SECRETS).status == 0
    repository.save("a.ipynb", LEAK)
    failed = run(*SECRETS)
    assert failed.status == 1
    assert "cell [1], line 1  error: an AWS access key" in failed.out
    assert KEY not in failed.out + failed.err
    for words, said in (
        (("check", "--only", "spelling"), "there is no check 'spelling'"),
        ((*SECRETS, "nowhere.ipynb"), "there is no"),
        ((*SECRETS, "--format", "pdf"), "there is no format 'pdf'"),
        ((*SECRETS, "--output", "json"), "names no file"),
        ((*SECRETS, "--staged", "--fix"), "fix, then stage"),
        ((*SECRETS, "--skip", "secrets"), "no check is left"),
        (("check", "--only", "execute", "--static"), "no check is left"),
        ((*SECRETS, "--base", "nowhere"), "nowhere is no commit here"),
        ((*SECRETS, "--changed", "nowhere"), "nowhere is no commit here"),
    ):
        refused = run(*words)
        assert (refused.status, refused.out) == (2, "")
        assert said in refused.err


def test_warnings_fail_where_they_are_asked_to(repository: NotebookRepository, run: Run) -> None:
    repository.save("a.ipynb", "x = 1\n" * 3)
    settings = '[tool.jupyter-mlops.checks]\nsize = { cell-lines = 2, severity = "warning" }\n'
    repository.write("pyproject.toml", settings)
    assert run("check", "--only", "size").status == 0
    assert run("check", "--only", "size", "--strict").status == 1


def test_a_report_goes_to_files_in_several_forms(repository: NotebookRepository, run: Run) -> None:
    repository.save("a.ipynb", LEAK)
    outputs = ("--output", "json=out/checks.json", "--output", "junit=out/checks.xml")
    told = run(*SECRETS, "--format", "github", *outputs)
    assert told.out.startswith("::error file=a.ipynb,line=")
    assert json.loads(Path("out/checks.json").read_text())["verdict"] == "failed"
    assert Path("out/checks.xml").read_text().startswith("<?xml")


def test_hosts_are_told_paths_from_the_root_of_the_repository(
    repository: NotebookRepository, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.save("inner/a.ipynb", LEAK)
    repository.write("inner/pyproject.toml", "")
    monkeypatch.chdir("inner")
    (issue,) = json.loads(run(*SECRETS, "--format", "gitlab").out)
    assert issue["location"]["path"] == "inner/a.ipynb"
    assert run(*SECRETS).out.startswith("a.ipynb\n")


def test_named_notebooks_are_those_of_the_folder_that_one_is_in(
    repository: NotebookRepository, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.save("deep/a.ipynb", LEAK)
    repository.save("b.ipynb", LEAK)
    monkeypatch.chdir("deep")
    assert "deep/a.ipynb\n" in run(*SECRETS, "a.ipynb").out
    assert "b.ipynb\n" not in run(*SECRETS, ".").out
    assert "b.ipynb\n" in run(*SECRETS, "../b.ipynb").out


def test_what_is_accepted_is_told_as_a_number(repository: NotebookRepository, run: Run) -> None:
    repository.save("a.ipynb", LEAK)
    written = run(*SECRETS, "--write-baseline")
    assert (written.status, written.out) == (0, "")
    assert "1 accepted in" in written.err
    told = run(*SECRETS)
    assert (told.status, told.out.endswith("1 known · 1 accepted\n")) == (0, True)


def test_fix_says_what_it_did_and_checks_again(repository: NotebookRepository, run: Run) -> None:
    repository.save("a.ipynb", "import os\nx = 1")
    told = run("check", "--only", "lint", "--fix")
    assert told.err == "mended a.ipynb: 1 finding\n"
    assert told.status == 0
    assert "import os" not in Path("a.ipynb").read_text()
    assert run("check", "--only", "lint", "--fix").err == "nothing to mend\n"


def test_a_check_and_a_code_explain_themselves(run: Run) -> None:
    page = run("check", "--explain", "modules")
    assert page.status == 0
    assert page.out.startswith("modules: Modules\n\nModules are what their notebooks say.")
    code = run("check", "--explain", "modules/notebook-ahead")
    assert code.out.startswith("modules/notebook-ahead\n\n- `notebook-ahead`: a cell has changed")
    assert code.out.endswith(page.out)
    assert run("check", "--explain", "notebook-ahead").out == code.out
    assert "aws-access-key" in run("check", "--explain", "secrets/aws-access-key").out
    unknown = run("check", "--explain", "nonsense")
    assert (unknown.status, "no check has a code" in unknown.err) == (2, True)


def test_codes_of_ruff_are_explained_by_ruff(run: Run) -> None:
    assert run("check", "--explain", "lint/F401").out.startswith("# unused-import (F401)")
    assert run("check", "--explain", "ZZ999").status == 2


def test_every_check_has_a_page(run: Run) -> None:
    for name in CheckName:
        page = run("check", "--explain", name.value)
        assert page.out.startswith(f"{name.value}: ")
        assert len(page.out.splitlines()) > 5


def test_hooks_are_installed_told_and_removed(repository: NotebookRepository, run: Run) -> None:
    assert run("git", "hook").out.startswith("pre-commit: missing")
    assert run("git", "hook", "install").status == 0
    assert run("git", "hook", "status").out.startswith("pre-commit: installed")
    assert run("git", "hook", "remove").out.startswith("removed ")
    assert run("git", "hook", "remove").err == "there was nothing to remove\n"
    own = repository.write(".git/hooks/pre-commit", "#!/bin/sh\n")
    told = run("git", "hook", "install")
    assert told.status == 1
    assert f"{own} is not ours and stays as it is; add to it: jupyter-mlops git-hook" in told.out


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_drawn_on_a_terminal_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(check_progress, "_INTERVAL", 0.0)
    monkeypatch.setenv("NO_COLOR", "1")
    terminal = Terminal()
    with progress_on(terminal) as watch:
        assert watch is not None
        watch.progressed(Progress(done=6, total=12, check="lint", notebook="a.ipynb"))
        assert terminal.getvalue().startswith("\r\x1b[2K████████████░░░░░░░░░░░░ 6/12")
        assert terminal.getvalue().endswith("lint a.ipynb")
    assert terminal.getvalue().endswith("\r\x1b[2K")


def test_what_is_over_at_once_draws_nothing() -> None:
    terminal = Terminal()
    with progress_on(terminal) as watch:
        assert watch is not None
        watch.progressed(Progress(done=1, total=1))
    assert terminal.getvalue() == ""
    with progress_on(io.StringIO()) as nobody:
        assert nobody is None


def test_whoever_interrupts_is_answered_in_a_line(
    repository: NotebookRepository, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check_service, "check_project", interrupt)
    repository.save("a.ipynb", "x = 1")
    told = run(*SECRETS)
    assert (told.status, told.out) == (130, "")
    assert told.err.startswith("jupyter mlops: interrupted")


def test_an_unchanged_project_is_answered_without_heavy_libraries(
    repository: NotebookRepository,
) -> None:
    set_up(repository.folder)
    repository.save("a.ipynb", "x = 1", outputs="1\n")
    heavy = ("git", "httpx", "nbformat", "sqlalchemy", "IPython", "jupyter_client", "pandas")
    program = (
        "import sys; from jupyter_mlops.cli.main import main; main(['check', '--static']);"
        f"print('loaded', [name for name in {heavy!r} if name in sys.modules])"
    )
    for _ in range(2):
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "passed" in done.stdout, done.stdout
    assert done.stdout.splitlines()[-1] == "loaded []"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--staged",), "no notebook is staged"),
        (("--changed", "HEAD"), "no notebook has changed"),
        ((), "there is no notebook here"),
    ],
)
def test_it_is_said_why_there_is_nothing_to_check(
    repository: NotebookRepository, run: Run, words: tuple[str, ...], reason: str
) -> None:
    repository.git("commit", "--quiet", "--allow-empty", "-m", "Start")
    told = run(*SECRETS, *words)
    assert told.status == 0
    assert told.out.startswith(f"nothing to check: {reason}")
