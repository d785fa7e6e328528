from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.services import git_clean
from jupyter_mlops.services.git_clean import GitClean
from tests.git.notebooks import dump, notebook

DIRTY = dump(notebook("x = 1", outputs="printed\n")).encode()
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n"
CONFLICT: dict[str, Any] = {"kinds": ["source"], "base": None, "local": {}, "remote": {}}


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def cleaner(tmp_path: Path, told: list[str]) -> GitClean:
    return GitClean(tmp_path, told.append)


def test_outputs_go(cleaner: GitClean, told: list[str]) -> None:
    cleaned = cleaner.clean("a.ipynb", DIRTY)
    assert b"printed" not in cleaned
    assert cleaner.clean("a.ipynb", cleaned) == cleaned
    assert told == []


@pytest.mark.parametrize("data", [b"", POINTER])
def test_what_is_no_notebook_yet_passes_without_a_word(
    cleaner: GitClean, told: list[str], data: bytes
) -> None:
    assert cleaner.clean("a.ipynb", data) == data
    assert told == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{", "a.ipynb, line 1, column 2: not JSON"),
        (b"\xff", "a.ipynb, line 1: not UTF-8"),
        (b"[1]", "a.ipynb"),
        (b'{"nbformat": 4}', "a.ipynb"),
        (b"[" * 100_000, "a.ipynb"),
        (b'{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}\0', "a.ipynb"),
        (b'{"worksheets":[],"metadata":{},"nbformat":3,"nbformat_minor":0}', "before 4"),
    ],
)
def test_what_cannot_be_cleaned_passes_with_one_warning(
    cleaner: GitClean, told: list[str], data: bytes, why: str
) -> None:
    for _ in range(3):
        assert cleaner.clean("a.ipynb", data) == data
    (warning,) = told
    assert why in warning
    assert warning.endswith("; left as it is")


@pytest.mark.parametrize("place", ["cell 1", "the metadata"])
def test_a_conflict_is_kept_with_its_outputs(
    cleaner: GitClean, told: list[str], place: str
) -> None:
    nb = notebook("x = 1", outputs="printed\n")
    holder = nb if place == "the metadata" else nb["cells"][0]
    holder["metadata"] = {"jupyter-mlops": {"conflict": CONFLICT}}
    data = dump(nb).encode()
    assert cleaner.clean("a.ipynb", data) == data
    (warning,) = told
    assert warning.startswith(f"a.ipynb, {place}: a merge conflict")


def test_a_fault_of_ours_keeps_nobody_from_their_work(
    cleaner: GitClean, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise RecursionError("too deep")

    monkeypatch.setattr(git_clean, "clean_document", fail)
    assert cleaner.clean("a.ipynb", DIRTY) == DIRTY
    assert told == ["a.ipynb: RecursionError: too deep; left as it is"]
