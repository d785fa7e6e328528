"""What is fresh is not built again, and what is stale is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts import fresh

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(fresh, "ROOT", tmp_path)
    monkeypatch.setattr(fresh, "CACHE", tmp_path / ".cache")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "index.ts").write_text("one", "utf-8")
    (tmp_path / "built.js").write_text("", "utf-8")
    return tmp_path


def is_fresh(tree: Path, *facts: str) -> bool:
    return fresh.Stamp("build", ["src/**/*"], *facts).fresh(tree / "built.js")


def build(*facts: str) -> None:
    fresh.Stamp("build", ["src/**/*"], *facts).set()


def test_what_was_never_built_is_stale(tree: Path) -> None:
    assert not is_fresh(tree)


def test_what_was_built_from_the_same_content_is_fresh(tree: Path) -> None:
    build()
    (tree / "src" / "index.ts").touch()
    assert is_fresh(tree)


def test_changed_content_is_stale(tree: Path) -> None:
    build()
    (tree / "src" / "index.ts").write_text("two", "utf-8")
    assert not is_fresh(tree)


def test_a_new_file_is_stale(tree: Path) -> None:
    build()
    (tree / "src" / "more.ts").touch()
    assert not is_fresh(tree)


def test_a_missing_output_is_stale(tree: Path) -> None:
    build()
    (tree / "built.js").unlink()
    assert not is_fresh(tree)


def test_another_version_is_stale(tree: Path) -> None:
    build("3.12")
    assert not is_fresh(tree, "3.13")
