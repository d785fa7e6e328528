from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

from jupyter_mlops.jobs.schedule.arrivals import find_arrivals, is_later, is_settled
from jupyter_mlops.jobs.triggers import FileTrigger

CSV = FileTrigger(pattern="data/*.csv")


def arrive(folder: Path, name: str, text: str = "1,2") -> None:
    file = folder / "data" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)


def test_finds_files_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    assert find_arrivals(tmp_path, CSV) == []
    arrive(tmp_path, "b.csv")
    arrive(tmp_path, "a.csv")
    arrive(tmp_path, "note.txt")
    (tmp_path / "data" / "folder.csv").mkdir()
    (tmp_path / "data" / "broken.csv").symlink_to("nowhere")
    first, second = find_arrivals(tmp_path, CSV)
    assert {first.path, second.path} == {"data/a.csv", "data/b.csv"}
    assert is_later(second, first.place)
    assert not is_later(first, second.place)
    assert not is_later(second, second.place)
    assert is_later(first, "")


def test_a_changed_file_is_another_one_and_a_touched_right_is_not(tmp_path: Path) -> None:
    arrive(tmp_path, "a.csv")
    (before,) = find_arrivals(tmp_path, CSV)
    (tmp_path / "data" / "a.csv").chmod(0o600)
    (same,) = find_arrivals(tmp_path, CSV)
    assert same.key == before.key
    arrive(tmp_path, "a.csv", "1,2,3")
    (after,) = find_arrivals(tmp_path, CSV)
    assert after.key != before.key
    assert is_later(after, before.place)


def test_an_old_file_that_is_moved_here_has_come_now(tmp_path: Path) -> None:
    arrive(tmp_path, "a.csv")
    (first,) = find_arrivals(tmp_path, CSV)
    old = tmp_path / "old.csv"
    old.write_text("0")
    os.utime(old, (1, 1))
    old.rename(tmp_path / "data" / "old.csv")
    assert [each.path for each in find_arrivals(tmp_path, CSV) if is_later(each, first.place)] == [
        "data/old.csv"
    ]


def test_a_file_counts_once_it_has_rested(tmp_path: Path) -> None:
    arrive(tmp_path, "a.csv")
    (found,) = find_arrivals(tmp_path, CSV)
    assert not is_settled(found, CSV, found.at + timedelta(seconds=4))
    assert is_settled(found, CSV, found.at + timedelta(seconds=6))
    assert is_settled(found, CSV, datetime(2000, 1, 1, tzinfo=timezone.utc))


def test_patterns_that_cannot_be_read_find_nothing(tmp_path: Path) -> None:
    assert find_arrivals(tmp_path, FileTrigger(pattern="/x")) == []
    assert find_arrivals(tmp_path / "gone", CSV) == []
