from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import pytest

from jupyter_mlops.cli import demo
from jupyter_mlops.errors import ConflictError

if TYPE_CHECKING:
    from pathlib import Path


def parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    demo.register(parser.add_subparsers())
    return parser.parse_args(words)


def test_it_makes_the_project_in_the_current_empty_folder_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    args = parse("demo", ".")
    assert args.command(args) == 0
    result, progress = capsys.readouterr()
    assert result == f"{tmp_path}: prepare.ipynb → train.ipynb → report.ipynb, 10 commits\n"
    assert "ran train.ipynb" in progress
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        *(".git", ".gitignore", "README.md", "artifacts", "data"),
        *("prepare.ipynb", "pyproject.toml", "report.ipynb", "requirements.txt", "train.ipynb"),
    ]


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    args = parse("demo", str(tmp_path))
    with pytest.raises(ConflictError):
        args.command(args)


def test_the_folder_has_to_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse("demo")
    assert "DIR" in capsys.readouterr().err
