"""What is known from earlier."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.checks.known import Known

if TYPE_CHECKING:
    from pathlib import Path


class Thing(Struct, frozen=True):
    text: str
    count: int = 0


class Other(Struct, frozen=True):
    number: int


def test_what_was_put_is_known_to_another_process(tmp_path: Path) -> None:
    Known(tmp_path / "known").put("a", Thing("x", 3))
    assert Known(tmp_path / "known").get("a", Thing) == Thing("x", 3)
    assert Known(tmp_path / "known").get("b", Thing) is None


def test_without_a_folder_nothing_is_remembered() -> None:
    known = Known(None)
    known.put("a", Thing("x"))
    assert known.get("a", Thing) is None
    assert known.prune() == 0


def test_what_is_damaged_or_of_another_form_is_not_known(tmp_path: Path) -> None:
    known = Known(tmp_path)
    known.put("a", Thing("x"))
    assert known.get("a", Other) is None
    (file,) = tmp_path.glob("??/*")
    file.write_bytes(b"\xc1")
    assert known.get("a", Thing) is None
    known.put("a", Thing("y"))
    assert known.get("a", Thing) == Thing("y")


def test_what_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "known").write_text("a file in the way")
    Known(tmp_path / "known").put("a", Thing("x"))


def test_what_nobody_asked_for_is_forgotten(tmp_path: Path) -> None:
    known = Known(tmp_path, age=10)
    known.put("old", Thing("x"))
    (old,) = tmp_path.glob("??/*")
    long_ago = time.time() - 1000
    os.utime(old, (long_ago, long_ago))
    known.put("young", Thing("y"))
    assert known.prune() == 1
    assert known.get("old", Thing) is None
    assert known.get("young", Thing) == Thing("y")
    assert known.prune() == 0


def test_what_is_asked_for_counts_as_used(tmp_path: Path) -> None:
    known = Known(tmp_path, age=100_000)
    known.put("old", Thing("x"))
    (old,) = tmp_path.glob("??/*")
    long_ago = time.time() - 1_000_000
    os.utime(old, (long_ago, long_ago))
    assert known.get("old", Thing) == Thing("x")
    assert known.prune() == 0


def test_half_a_character_is_not_remembered(tmp_path: Path) -> None:
    known = Known(tmp_path)
    known.put("a", Thing("\ud800"))
    assert known.get("a", Thing) is None
