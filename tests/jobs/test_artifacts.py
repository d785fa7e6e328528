from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.jobs.artifacts import (
    ARTIFACT_TYPE,
    ArtifactReporter,
    NamedFile,
    keep_artifacts,
    matching_files,
)


def go_on() -> bool:
    return False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("models/a.pkl", "models/deep/b.pkl", "notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_a_notebook_names_files_relative_to_its_folder(folder: Path) -> None:
    reporter = ArtifactReporter(folder)
    told: list[Any] = [
        {"path": "models/a.pkl"},
        {"path": str(folder / "models" / "a.pkl"), "name": "the model"},
        {"path": "models/../notes.txt"},
        {"path": ""},
        {"path": "a\0b"},
        {"path": 1},
        "notes.txt",
    ]
    for each in told:
        reporter.data_shown({ARTIFACT_TYPE: each})
    assert list(reporter.named.values()) == [
        NamedFile(file=folder / "models" / "a.pkl", name="the model"),
        NamedFile(file=folder / "notes.txt", name="notes.txt"),
    ]


def test_patterns_find_files_that_were_written_since(folder: Path) -> None:
    os.utime(folder / "models" / "a.pkl", (1, 1))
    since = (folder / "models" / "deep" / "b.pkl").stat().st_mtime  # the older one
    found = [each.name for each in matching_files(folder, ["**/*.pkl", "*.txt"], since=since)]
    assert found == ["models/deep/b.pkl", "notes.txt"]
    assert list(matching_files(folder, ["models", "nothing*", "[", ""], since=0)) == []
    absolute = matching_files(folder / "models", [str(folder / "*.txt")], since=0)
    assert [each.name for each in absolute] == [str(folder / "notes.txt")]


def test_files_are_kept_by_hash_and_what_is_gone_is_told(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    large = folder / "large.bin"
    large.write_bytes(b"x" * 3_000_001)
    files = [
        NamedFile(file=large, name="large.bin"),
        NamedFile(file=folder / "gone", name="gone"),
        NamedFile(file=large, name="again"),
    ]
    (kept,) = keep_artifacts(files, refuge=None, stopped=go_on)
    assert (kept.name, kept.file, kept.size) == ("again", str(large), 3_000_001)
    assert kept.sha256 == hashlib.sha256(large.read_bytes()).hexdigest()
    assert "gone" in caplog.text


def test_a_cancel_ends_hashing(folder: Path) -> None:
    files = [NamedFile(file=folder / "notes.txt", name="notes.txt")]
    assert keep_artifacts(files, refuge=None, stopped=lambda: True) == ()


def test_files_of_a_folder_that_goes_are_copied(folder: Path, tmp_path: Path) -> None:
    refuge = tmp_path / "out-files"
    files = [
        NamedFile(file=folder / "models" / "a.pkl", name="models/a.pkl"),
        NamedFile(file=folder / "notes.txt", name="../../escaped"),
        NamedFile(file=folder / "models" / "deep" / "b.pkl", name="/etc/b"),
    ]
    kept = keep_artifacts(files, refuge=refuge, stopped=go_on)
    assert [Path(each.file).relative_to(refuge).as_posix() for each in kept] == [
        "models/a.pkl",
        "notes.txt",
        "b.pkl",
    ]
    assert (refuge / "models" / "a.pkl").read_text() == "models/a.pkl"


def test_a_run_keeps_a_thousand_files(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for number in range(1001):
        (tmp_path / f"{number:04}").touch()
    files = list(matching_files(tmp_path, ["*"], since=0))
    assert len(keep_artifacts(files, refuge=None, stopped=go_on)) == 1000
    assert "of 1001 files" in caplog.text
