from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.errors import ConflictError, InvalidError
from jupyter_mlops.notebooks.diff.form import dump_diff
from jupyter_mlops.services.compare import compare_files
from jupyter_mlops.services.patch import patch_file
from tests.git.notebooks import dump, notebook


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A notebook with four spaces of indent, and another that adds a cell."""
    base, head = tmp_path / "a.ipynb", tmp_path / "b.ipynb"
    base.write_text(dump(notebook("1")).replace("\n ", "\n  "))
    head.write_text(dump(notebook("1", "2", "ü")), encoding="utf-8")
    return base, head


def made(base: Path, head: Path) -> bytes:
    diff = compare_files(base, head).diff
    assert diff is not None
    return dump_diff(diff)


def test_a_diff_makes_the_head_of_the_base(pair: tuple[Path, Path]) -> None:
    base, head = pair
    result = base.parent / "c.ipynb"
    result.write_bytes(patch_file(base, made(base, head), name="diff"))
    again = compare_files(head, result).diff
    assert again is not None
    assert again.empty


def test_nothing_to_do_keeps_every_byte(pair: tuple[Path, Path]) -> None:
    base, _ = pair
    assert patch_file(base, made(base, base), name="diff") == base.read_bytes()


def test_a_notebook_can_come_from_nowhere(pair: tuple[Path, Path]) -> None:
    _, head = pair
    nowhere = Path("/dev/null")
    assert patch_file(nowhere, made(nowhere, head), name="diff") == head.read_bytes()


def test_a_diff_of_another_notebook_is_refused(pair: tuple[Path, Path]) -> None:
    base, head = pair
    with pytest.raises(ConflictError, match="another notebook"):
        patch_file(head, made(base, head), name="diff")


@pytest.mark.parametrize("diff", [b"", b"{", b"[]", b"{}", b'{"format": "other"}'])
def test_what_is_no_diff_is_refused_by_name(pair: tuple[Path, Path], diff: bytes) -> None:
    with pytest.raises(InvalidError, match=r"d\.json"):
        patch_file(pair[0], diff, name="d.json")
