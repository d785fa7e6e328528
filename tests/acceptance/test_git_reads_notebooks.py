"""Real git, set up by our own command, in a repository whose names need quoting."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jupyter_mlops.cli.main import main
from tests.git.notebooks import NotebookRepository, isolate

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")

NAME = "my work/a b.ipynb"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    """Two commits of a notebook, and a third state in the worktree; the current folder."""
    isolate(monkeypatch, tmp_path / "home")
    made = NotebookRepository(tmp_path / "it's mine")
    made.save(NAME, "x = 1", outputs="old\n")
    made.commit(NAME)
    made.save(NAME, "x = 2", outputs="new\n")
    made.commit(NAME)
    made.save(NAME, "x = 3", "y = 4")
    monkeypatch.chdir(made.folder)
    assert main(["git", "setup"]) == 0
    return made


def test_git_diff_shows_the_notebook(repository: NotebookRepository) -> None:
    told = repository.git("diff")
    assert told.startswith(NAME)
    assert "- x = 2" in told
    assert "+ y = 4" in told
    assert '"cell_type"' not in told
    assert "x = 1" in repository.git("diff", "HEAD~1", "HEAD", "--", NAME)


def test_git_log_show_and_blame_read_text(repository: NotebookRepository) -> None:
    log = repository.git("log", "-p")
    assert "\n-x = 1\n+x = 2\n" in log
    assert "\n-#> old\n+#> new" in log
    assert "\n+x = 2\n" in repository.git("show")
    assert '"cell_type"' not in log
    assert "x = 2" in repository.git("blame", "HEAD", "--", NAME)


def test_git_shows_colours_as_its_user_wants(repository: NotebookRepository) -> None:
    assert "\x1b[" not in repository.git("diff")
    assert "\x1b[" in repository.git("-c", "color.ui=always", "diff")
    assert "\x1b[" not in repository.git("-c", "color.diff=never", "diff")


def test_added_deleted_and_renamed_notebooks_are_shown(repository: NotebookRepository) -> None:
    repository.git("checkout", "--quiet", NAME)
    lines = [f"value_{number} = {number}" for number in range(30)]
    repository.save("long.ipynb", *lines)
    repository.git("add", ".")
    assert "new in" in repository.git("diff", "--cached")
    repository.git("commit", "--quiet", "-m", "Long")
    repository.git("mv", "long.ipynb", "new.ipynb")
    repository.git("rm", "--quiet", NAME)
    repository.save("new.ipynb", *lines, "more")
    told = repository.git("diff", "HEAD")
    assert "renamed from long.ipynb" in told
    assert "gone from" in told
    assert "git-blob-" not in told


def test_git_goes_on_after_what_is_no_notebook(repository: NotebookRepository) -> None:
    repository.write("a-broken.ipynb", "{\n")
    (repository.folder / "b-link.ipynb").symlink_to("nowhere")
    repository.git("add", ".")
    told = repository.git("diff", "--cached")
    assert "# a-broken.ipynb: a-broken.ipynb in b (" in told
    assert "\n+{\n" in told
    assert "# b-link.ipynb: a symbolic link" in told
    assert "+ y = 4" in told
    repository.git("commit", "--quiet", "-m", "Broken")
    assert repository.git("show", "HEAD", "--", "a-broken.ipynb").endswith("\n+{")


def test_a_conflict_does_not_stop_git(repository: NotebookRepository) -> None:
    repository.git("commit", "--quiet", "-a", "-m", "Third")
    repository.git("checkout", "--quiet", "-b", "other", "HEAD~1")
    repository.save(NAME, "x = 9")
    repository.git("commit", "--quiet", "-a", "-m", "Other")
    subprocess.run(
        ["git", "-C", str(repository.folder), "merge", "main"], capture_output=True, check=False
    )
    assert f"* Unmerged path {NAME}" in repository.git("diff", "--cached")


def test_git_difftool_opens_the_page_or_shows_text(
    repository: NotebookRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    tool = ("difftool", "--no-prompt", "--tool", "jupyter-mlops")
    if sys.platform != "darwin":
        assert "+ y = 4" in repository.git(*tool)
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    repository.git(*tool)
    page = Path(opened.read_text().strip().removeprefix("file://"))
    assert "y = 4" in page.read_text(encoding="utf-8")


def test_removal_leaves_git_as_it_was(repository: NotebookRepository) -> None:
    assert main(["git", "remove"]) == 0
    assert '"cell_type"' in repository.git("diff")


def test_a_program_that_is_gone_is_told_and_git_goes_on(
    repository: NotebookRepository, tmp_path: Path
) -> None:
    for key in ("command", "textconv"):
        line = repository.git("config", f"diff.jupyter-mlops.{key}")
        program = line.partition("test -x ")[2].partition(";")[0]
        gone = line.replace(program, f"'{tmp_path}/gone env/jupyter-mlops'")
        repository.git("config", f"diff.jupyter-mlops.{key}", gone)
    done = subprocess.run(
        ["git", "-C", str(repository.folder), "diff"], capture_output=True, text=True, check=True
    )
    assert '+   "source": "y = 4"' in done.stdout
    assert "is gone or does not start; to repair: jupyter-mlops git setup" in done.stderr
    assert '"cell_type"' in repository.git("log", "-p")


def test_the_settings_are_shown(
    repository: NotebookRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["git", "setup", "--print"]) == 0
    told = capsys.readouterr()
    assert "diff.jupyter-mlops.command = " in told.out
    assert "*.ipynb diff=jupyter-mlops" in told.out
    assert "there already" in told.err
    assert repository
