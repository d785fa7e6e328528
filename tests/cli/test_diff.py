from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jupyter_mlops.cli.main import main
from tests.git.notebooks import NotebookRepository, dump, isolate, notebook


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    """Two notebooks, committed, then one edited; the current folder."""
    isolate(monkeypatch, tmp_path / "home")
    made = NotebookRepository(tmp_path / "repository")
    made.save("a.ipynb", "1", "2")
    made.save("sub/b.ipynb", "1")
    made.commit("a.ipynb", "sub/b.ipynb")
    made.save("a.ipynb", "1", "3", "4")
    monkeypatch.chdir(made.folder)
    return made


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder outside of any repository with two notebooks; the current folder."""
    isolate(monkeypatch, tmp_path / "home")
    (tmp_path / "a.ipynb").write_text(dump(notebook("1", "2")))
    (tmp_path / "b.ipynb").write_text(dump(notebook("1", "3", "4")))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_two_files_are_shown(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "a.ipynb", "b.ipynb"]) == 0
    told = capsys.readouterr().out
    assert "- 2" in told
    assert "+ 3" in told
    assert "\x1b" not in told
    assert main(["diff", "--color", "always", "a.ipynb", "b.ipynb"]) == 0
    assert "\x1b" in capsys.readouterr().out
    assert files


def test_the_exit_status_is_gits(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--exit-code", "a.ipynb", "b.ipynb"]) == 1
    assert main(["diff", "--exit-code", "a.ipynb", "a.ipynb"]) == 0
    capsys.readouterr()
    assert main(["diff", "--quiet", "a.ipynb", "b.ipynb"]) == 1
    assert capsys.readouterr().out == ""
    assert main(["diff", "a.ipynb", "gone.ipynb"]) == 2
    (files / "c.ipynb").write_text("{")
    assert main(["diff", "a.ipynb", "c.ipynb"]) == 2
    assert "c.ipynb, line 1" in capsys.readouterr().err


def test_json_of_two_files_is_the_bare_diff_that_patch_takes(
    files: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["diff", "a.ipynb", "b.ipynb", "--output", "d.json"]) == 0
    diff = json.loads((files / "d.json").read_bytes())
    assert diff["format"] == "jupyter-mlops/notebook-diff"
    assert main(["patch", "a.ipynb", "d.json"]) == 0
    assert json.loads(capsysbinary.readouterr().out) == json.loads((files / "b.ipynb").read_text())
    assert main(["patch", "a.ipynb", "d.json", "-o", "c.ipynb"]) == 0
    assert json.loads((files / "c.ipynb").read_text()) == notebook("1", "3", "4")
    assert main(["patch", "b.ipynb", "d.json"]) == 1
    assert b"another notebook" in capsysbinary.readouterr().err
    assert main(["diff", "a.ipynb", "b.ipynb", "--format", "nbdime"]) == 0
    assert isinstance(json.loads(capsysbinary.readouterr().out), list)


def test_json_of_revisions_has_a_diff_for_each_path(
    repository: NotebookRepository, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    repository.write("sub/b.ipynb", "{")
    assert main(["diff", "HEAD", "--format", "json"]) == 0
    told = json.loads(capsysbinary.readouterr().out)
    assert told["a.ipynb"]["version"] == 1
    assert "not JSON" in told["sub/b.ipynb"]["problem"]


def test_names_and_counts_take_a_line_each(
    repository: NotebookRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.git("mv", "sub/b.ipynb", "c d.ipynb")
    assert main(["diff", "HEAD", "--name-only"]) == 0
    assert capsys.readouterr().out == "a.ipynb\nc d.ipynb\n"
    assert main(["diff", "--stat", "HEAD", "--exit-code"]) == 1
    assert capsys.readouterr().out == (
        "a.ipynb | +1 ~1\nsub/b.ipynb => c d.ipynb | no cell differs\n"
    )


def test_revisions_and_paths_are_told_apart_as_git_does(
    repository: NotebookRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    def names(*words: str) -> list[str]:
        assert main(["diff", "--name-only", *words]) == 0
        return capsys.readouterr().out.split()

    repository.save("sub/b.ipynb", "9")
    assert names() == ["a.ipynb", "sub/b.ipynb"]
    assert names("a.ipynb") == ["a.ipynb"]
    assert names("HEAD", "sub") == ["sub/b.ipynb"]
    assert names("HEAD", "--", "gone.ipynb") == []
    assert names("*b.ipynb") == ["sub/b.ipynb"]
    assert names("--", "a.ipynb", "sub/b.ipynb") == ["a.ipynb", "sub/b.ipynb"]
    assert names("a.ipynb", "sub/b.ipynb") == ["sub/b.ipynb"]  # these two files
    repository.git("add", ".")
    assert names() == []
    assert names("--cached", "a.ipynb", "sub/b.ipynb") == ["a.ipynb", "sub/b.ipynb"]


def test_what_could_be_both_or_is_neither_is_refused(
    repository: NotebookRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("main")
    assert main(["diff", "main"]) == 2
    assert "main is a revision and a file" in capsys.readouterr().err
    assert main(["diff", "nope"]) == 2
    assert "nope is neither a revision nor a file here" in capsys.readouterr().err
    assert main(["diff", "nope", "--"]) == 2
    assert "nope is no revision here" in capsys.readouterr().err
    assert main(["diff", "main", "--"]) == 0


def test_a_word_never_becomes_an_option_of_git(
    repository: NotebookRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["diff", "--output-indicator-new=x"])
    assert ended.value.code == 2
    assert main(["diff", "--", "--output=stolen"]) == 0
    assert not (repository.folder / "stolen").exists()
    capsys.readouterr()


def test_without_a_repository_two_files_are_asked_for(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", "HEAD"]) == 2
    assert "no git repository" in capsys.readouterr().err
    assert main(["diff", "a.ipynb", "/dev/null", "--stat"]) == 0
    assert capsys.readouterr().out == "a.ipynb | -2\n"
    assert files


def test_settings_of_the_repository_hold_unless_told_otherwise(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (files / "a.ipynb").write_text(dump(notebook("f(1,2)")))
    (files / "b.ipynb").write_text(dump(notebook("f(1, 2)")))
    words = ["diff", "a.ipynb", "b.ipynb", "--stat"]
    main(words)
    assert capsys.readouterr().out == "b.ipynb | ~1\n"
    (files / "pyproject.toml").write_text("[tool.jupyter-mlops.diff]\nignore-formatting = true\n")
    main(words)
    assert capsys.readouterr().out == "b.ipynb | ≈1\n"
    main([*words, "--no-ignore-formatting"])
    assert capsys.readouterr().out == "b.ipynb | ~1\n"
    (files / "pyproject.toml").write_text("[tool.jupyter-mlops.diff]\ntime-budget = 0\n")
    assert main(words) == 2
    assert "time-budget" in capsys.readouterr().err


def test_the_form_follows_the_ending_of_the_file(files: Path) -> None:
    assert main(["diff", "a.ipynb", "b.ipynb", "-o", "d.html"]) == 0
    assert (files / "d.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert main(["diff", "a.ipynb", "b.ipynb", "-o", "d.md"]) == 0
    assert "b.ipynb" in (files / "d.md").read_text(encoding="utf-8")
    assert main(["diff", "a.ipynb", "b.ipynb", "-o", "d.txt"]) == 0
    assert "+ 3" in (files / "d.txt").read_text(encoding="utf-8")
    assert main(["diff", "a.ipynb", "b.ipynb", "-o", "no/such/d.txt"]) == 2


def test_without_a_browser_the_text_is_shown(
    files: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert main(["diff", "--open", "a.ipynb", "b.ipynb"]) == 0
    told = capsys.readouterr()
    assert "+ 3" in told.out
    assert "no browser here" in told.err
    assert files


def test_the_browser_is_given_a_page(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setenv("BROWSER", "some")
    monkeypatch.setenv("TMPDIR", str(files))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert main(["diff", "--open", "a.ipynb", "b.ipynb"]) == 0
    assert opened[0].startswith("file://")
    (page,) = files.glob("notebook-diff-*.html")
    assert "<html" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", [["-U", "x"], ["--tolerance", "-1"], ["--time-budget", "0"], ["--format", "pdf"]]
)
def test_senseless_values_are_bad_usage(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["diff", *words])
    assert ended.value.code == 2


def test_two_files_need_neither_git_nor_slow_libraries(files: Path) -> None:
    code = (
        "import sys; from jupyter_mlops.cli.main import main;"
        "main(['diff', 'a.ipynb', 'b.ipynb', '--stat']);"
        "slow = {'git', 'nbformat', 'numpy', 'PIL', 'nh3', 'sqlalchemy', 'jupyter_client'};"
        "print(*slow & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=files,
        env={**os.environ, "PATH": "", "PYTHONIOENCODING": "utf-8"},
    )
    assert done.stdout.splitlines() == ["b.ipynb | +1 ~1", ""]


def test_a_missing_git_is_told(files: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jupyter_mlops.cli.main", "diff", "HEAD"],
        capture_output=True,
        text=True,
        check=False,
        cwd=files,
        env={**os.environ, "PATH": ""},
    )
    assert done.returncode == 2
    assert "git is not installed" in done.stderr
