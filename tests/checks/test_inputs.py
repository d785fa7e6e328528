"""Files that a verdict depends on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jupyter_mlops.checks.inputs import input_of, listing_of, unchanged

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_known_by_its_content_and_its_path_below_the_project(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("1")
    found = input_of(tmp_path, "data/a.csv")
    assert found == input_of(tmp_path, str(tmp_path / "data" / "a.csv"))
    assert found.path == "data/a.csv"
    assert unchanged(tmp_path, [found])


def test_a_touched_file_is_unchanged_and_an_edited_one_is_not(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("1")
    found = input_of(tmp_path, "a.csv")
    os.utime(file, (1, 1))
    assert unchanged(tmp_path, [found])
    file.write_text("2")
    os.utime(file, (2, 2))
    assert not unchanged(tmp_path, [found])


def test_a_file_that_comes_or_goes_is_a_change(tmp_path: Path) -> None:
    missing = input_of(tmp_path, "a.csv")
    assert not missing.digest
    assert unchanged(tmp_path, [missing])
    (tmp_path / "a.csv").write_text("1")
    assert not unchanged(tmp_path, [missing])
    there = input_of(tmp_path, "a.csv")
    (tmp_path / "a.csv").unlink()
    assert not unchanged(tmp_path, [there])


def test_what_holds_in_one_checkout_holds_in_another(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_text("1")
    assert unchanged(tmp_path / "two", [input_of(tmp_path / "one", "a.csv")])


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    found = input_of(tmp_path, "data")
    assert not found.digest
    assert unchanged(tmp_path, [found])
    assert input_of(tmp_path, "/elsewhere/x").path == "/elsewhere/x"


def test_a_folder_is_known_by_the_names_in_it(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("1")
    found = listing_of(tmp_path, "data")
    (tmp_path / "data" / "a.csv").write_text("2")
    (tmp_path / "data" / ".swap").write_text("")
    assert unchanged(tmp_path, [found])
    (tmp_path / "data" / "b.csv").write_text("")
    assert not unchanged(tmp_path, [found])


def test_names_that_are_set_aside_may_come_and_go(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("")
    found = listing_of(tmp_path, ".", {"out.csv"})
    assert (found.path, found.aside) == (".", ("out.csv",))
    (tmp_path / "out.csv").write_text("")
    assert unchanged(tmp_path, [found])


def test_a_folder_that_comes_or_goes_is_a_change(tmp_path: Path) -> None:
    missing = listing_of(tmp_path, "data")
    assert unchanged(tmp_path, [missing])
    (tmp_path / "data").mkdir()
    assert not unchanged(tmp_path, [missing])
