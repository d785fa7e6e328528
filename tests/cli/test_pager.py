from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_mlops.cli.pager import pager_command, show_pieces

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the pagers here are for a POSIX shell")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _no_pager_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("GIT_PAGER", "PAGER", "LESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)


def use_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Makes standard output a terminal; not in a fixture, since pytest sets it before each test."""
    made = Terminal()
    monkeypatch.setattr("sys.stdout", made)
    return made


def test_the_pager_is_the_one_that_git_would_use(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PAGER", "third")
    assert pager_command() == "third"
    (tmp_path / "config").write_text("[core]\n\tpager = second\n")
    assert pager_command() == "second"
    monkeypatch.setenv("GIT_PAGER", "first")
    assert pager_command() == "first"
    for none in ("cat", ""):
        monkeypatch.setenv("GIT_PAGER", none)
        assert pager_command() == ""


def test_without_git_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_PYTHON_GIT_EXECUTABLE", "/no/such/git")
    assert pager_command() == "less"
    monkeypatch.setenv("PAGER", "more")
    assert pager_command() == "more"


def test_text_goes_through_the_pager_with_gits_defaults(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    terminal = use_terminal(monkeypatch)
    out = tmp_path / "out"
    monkeypatch.setenv("GIT_PAGER", f"(cat; echo $LESS) > {out}")
    show_pieces(["a", "ü\n"], paged=True)
    assert out.read_text(encoding="utf-8") == "aü\nFRX\n"
    assert terminal.getvalue() == ""
    show_pieces(["direct"], paged=False)
    assert terminal.getvalue() == "direct"


def test_a_pager_that_is_quit_ends_the_diff(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = use_terminal(monkeypatch)
    monkeypatch.setenv("GIT_PAGER", "true")
    made = 0

    def much() -> Iterator[str]:
        nonlocal made
        while made < 200:
            made += 1
            yield "line\n" * 10_000

    show_pieces(much(), paged=True)
    assert made < 200
    assert terminal.getvalue() == ""
