from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.forges import cache as module
from jupyter_mlops.forges.cache import Cache

if TYPE_CHECKING:
    import pytest


class Note(Struct, frozen=True):
    text: str


class Number(Struct, frozen=True):
    value: int


def test_what_was_put_is_got_by_the_same_token_only(tmp_path: Path) -> None:
    Cache(tmp_path, "one").put("key", Note("x"))
    assert Cache(tmp_path, "one").get("key", Note) == Note("x")
    assert Cache(tmp_path, "two").get("key", Note) is None
    assert Cache(tmp_path, "one").get("other", Note) is None


def test_what_has_another_form_or_is_broken_is_not_known(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "")
    cache.put("key", Note("x"))
    assert cache.get("key", Number) is None
    (file,) = (tmp_path / "answers").iterdir()
    file.write_bytes(b"half")
    assert cache.get("key", Note) is None


def test_what_is_too_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGEST", 100)
    cache = Cache(tmp_path, "")
    cache.put("key", Note("x" * 200))
    assert cache.get("key", Note) is None


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("a file", "utf-8")
    cache = Cache(tmp_path, "")
    cache.put("key", Note("x"))
    assert cache.get("key", Note) is None


def test_old_answers_and_those_above_the_number_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_EVERY", 1000)
    monkeypatch.setattr(module, "_MOST", 3)
    folder = tmp_path / "answers"
    folder.mkdir()
    for number in range(6):
        file = folder / f"{number}"
        file.write_bytes(b"x")
        written = time.time() - (40 * 86400 if number == 5 else 100 - number)
        os.utime(file, (written, written))
    Cache(tmp_path, "").put("key", Note("x"))
    left = {file.name for file in folder.iterdir()}
    assert left >= {"3", "4"}
    assert not left & {"0", "1", "5"}
    assert Cache(tmp_path, "").get("key", Note) == Note("x")
