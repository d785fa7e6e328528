"""Modules as they were exported, by their hash."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.modules.bases import Bases
from jupyter_mlops.modules.text import module_hash


def test_a_text_is_found_by_its_hash(tmp_path: Path) -> None:
    bases = Bases(tmp_path / "exports")

    digest = bases.put("a = 'é'\r\n")

    assert digest == module_hash("a = 'é'\n")
    assert bases.get(digest) == "a = 'é'\n"
    assert bases.put("a = 'é'\n") == digest


def test_what_is_not_there_or_damaged_is_none(tmp_path: Path) -> None:
    bases = Bases(tmp_path)
    digest = bases.put("a = 1\n")
    file = next(tmp_path.rglob("*.py"))
    file.write_text("a = 2\n")

    assert bases.get(digest) is None
    assert bases.get("0" * 16) is None
    assert bases.get("../../etc/passwd") is None
    bases.put("a = 1\n")
    assert bases.get(digest) == "a = 1\n"
