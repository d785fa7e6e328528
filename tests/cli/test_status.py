from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.cli.main import main
from tests.services.git_files import FilesRepository

if TYPE_CHECKING:
    import pytest


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    capsys.readouterr()
    assert main(["status", *words]) == 0
    return capsys.readouterr().out.splitlines()


def test_files_and_the_changed_cells_of_notebooks_are_shown(
    files: FilesRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    files.save("new.ipynb", "1")
    assert shown(capsys) == [
        "On branch main",
        " M code.py",
        " M train.ipynb",
        "    ○ ~ 1 [1]   load(1)",
        "    ○ ⟲ 2 [1]   fit()",
        "    ○ ~ 3 [1]   show(2)",
        "    ○ + 4 [1]   new()",
        "?? new.ipynb",
    ]


def test_it_shows_what_is_staged(
    files: FilesRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stage", "train.ipynb", "--cell", "1"]) == 0
    assert main(["stage", "train.ipynb", "--cell", "2", "--outputs"]) == 0
    assert main(["stage", "train.ipynb", "--cell", "3"]) == 0
    files.run("load(1)", "fit()", "show(4)", "new()")
    assert shown(capsys)[2:] == [
        "MM train.ipynb",
        "    ◐ ~ 1 [1]   load(1)  (only source staged)",
        "    ● ⟲ 2 [1]   fit()",
        "    ◐ ~ 3 [1]   show(4)  (changed since it was staged)",
        "    ○ + 4 [1]   new()",
    ]


def test_a_cell_that_is_gone_is_called_by_its_key(
    files: FilesRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    files.run("load()", "fit(2)", outputs="first\n")
    assert shown(capsys, "train.ipynb")[2:] == [
        "    ○ ~      2 [1]   fit(2)",
        "    ○ - cell-2 [ ]   show()",
    ]


def test_a_path_narrows_it(files: FilesRepository, capsys: pytest.CaptureFixture[str]) -> None:
    files.save("sub/new.ipynb", "1")
    assert shown(capsys, "code.py") == ["On branch main", " M code.py"]
    assert shown(capsys, "sub") == ["On branch main", "?? sub/new.ipynb"]
    assert shown(capsys, "sub/new.ipynb")[1:] == ["?? sub/new.ipynb", "    ○ + 1 [1]   1"]
    assert shown(capsys, str(files.folder))[1:] == shown(capsys)[1:]


def test_files_are_told_from_the_current_folder(
    files: FilesRepository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files.save("sub/new.ipynb", "1")
    monkeypatch.chdir(files.folder / "sub")
    assert shown(capsys)[1] == f" M {os.path.join('..', 'code.py')}"  # noqa: PTH118


def test_the_branch_line_tells_where_the_repository_is(
    files: FilesRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    files.git("branch", "--quiet", "old")
    files.git("commit", "--quiet", "--all", "-m", "Change")
    files.git("branch", "--quiet", "--set-upstream-to", "old")
    assert shown(capsys) == ["On branch main, 1 ahead of old", "nothing has changed"]
    files.git("branch", "--quiet", "-D", "old")
    assert shown(capsys)[0] == "On branch main, old is gone"
    files.git("switch", "--quiet", "--detach")
    commit = files.git("rev-parse", "HEAD")
    assert shown(capsys)[0] == f"On no branch, at {commit[:10]}"
    files.git("switch", "--quiet", "--orphan", "fresh")
    assert shown(capsys)[0] == "On branch fresh, no commits yet"


def test_a_merge_in_progress_is_told(
    files: FilesRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    files.git("checkout", "--quiet", "--", ".")
    files.conflict("train.ipynb", "1", "2")
    told = shown(capsys)
    assert told[0] == "On branch main, merging"
    assert told[1] == "UU train.ipynb"
    assert "merge conflict" in told[2]


def test_names_and_sources_do_nothing_to_the_terminal(
    files: FilesRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    files.run("\x1b[31mload()", "fit()", "show()")
    files.write("a\x1b.txt", "")
    told = "\n".join(shown(capsys))
    assert "\x1b" not in told
    assert "load()" in told
    assert "\x1b[32m" in "\n".join(shown(capsys, "--color", "always"))


def test_as_json_it_says_all(files: FilesRepository, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert Path(told["root"]) == files.folder.resolve()
    assert (told["branch"], told["state"], told["upstream"]) == ("main", "normal", None)
    code, train = told["files"]
    assert code == {"path": "code.py", "old_path": None, "index": ".", "worktree": "M"}
    assert [cell["kind"] for cell in train["cells"]] == ["edited", "rerun", "edited", "added"]
    assert train["cells"][0]["source"] == "unstaged"
    assert train["counts"]["edited"] == 2


def test_what_is_no_notebook_is_said_in_its_place(
    files: FilesRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    files.write("train.ipynb", "{")
    assert "train.ipynb, line 1" in shown(capsys)[3]
    assert "problem" in json.loads("\n".join(shown(capsys, "--format", "json")))["files"][1]


def test_outside_of_repositories_there_is_no_status(
    files: FilesRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", str(files.folder.parent)]) == 1
    told = capsys.readouterr().err
    assert "no git repository" in told
    assert told.count("\n") == 1


def test_the_start_reads_no_slow_library() -> None:
    code = (
        "import sys; from jupyter_mlops.cli import status, stage, unstage, discard, restore;"
        "print(*{'msgspec', 'psutil', 'nbformat', 'jupyter_server'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
