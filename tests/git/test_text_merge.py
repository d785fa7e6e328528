from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.git.text_merge import merge_text


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [tmp_path / f"-{name} é.ipynb" for name in ("base", "local", "remote")]


def write(files: list[Path], *contents: bytes) -> None:
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)


def test_changes_of_both_sides_are_taken(files: list[Path]) -> None:
    write(files, b"1\n2\n3\n4\n5\n", b"one\n2\n3\n4\n5\n", b"1\n2\n3\n4\nfive\n")
    assert merge_text(*files)
    assert files[1].read_bytes() == b"one\n2\n3\n4\nfive\n"


def test_a_conflict_is_marked(files: list[Path]) -> None:
    write(files, b"1\n", b"2\n", b"3\n")
    assert not merge_text(*files, names=("here", "-q"), marker_size=9)
    marked = files[1].read_bytes()
    assert marked == b"<<<<<<<<< here\n2\n=========\n3\n>>>>>>>>> -q\n"


def test_what_is_no_text_is_a_conflict_and_stays(files: list[Path]) -> None:
    write(files, b"1\0", b"2\0", b"3\0")
    assert not merge_text(*files)
    assert files[1].read_bytes() == b"2\0"


def test_without_git_nothing_is_merged(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(files, b"1\n", b"2\n", b"1\n")
    monkeypatch.setenv("GIT_PYTHON_GIT_EXECUTABLE", str(tmp_path / "none"))
    assert not merge_text(*files)
