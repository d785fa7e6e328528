"""Files by which notebooks at work and their tests tell each other where they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    """A file that gets a text each time a notebook is executed."""
    return tmp_path / "proof.txt"


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Path]:
    """A file for which notebooks wait; it comes in the end, whatever happens."""
    file = tmp_path / "gate"
    yield file
    file.touch()
