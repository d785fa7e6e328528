"""The real notebooks."""

from __future__ import annotations

from pathlib import Path

import pytest

_REAL = Path(__file__).parents[3] / "shared" / "notebooks"


@pytest.fixture(scope="session")
def real_pairs() -> list[Path]:
    """Folders with `a.ipynb` and `b.ipynb`, a notebook before and after a real commit."""
    return _real("pairs")


@pytest.fixture(scope="session")
def real_merges() -> list[Path]:
    """Folders with `base`, `local`, `remote` and `merged.ipynb` of a real merge."""
    return _real("merges")


def _real(kind: str) -> list[Path]:
    folders = sorted(path for path in (_REAL / kind).glob("*") if path.is_dir())
    if not folders:
        pytest.skip("the real notebooks are not beside this checkout")
    return folders
