"""Notebooks to merge."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any, NamedTuple

from _diff_cases import Notebook, edited


class Triple(NamedTuple):
    """Files of a notebook as it was and of what two sides made of it."""

    base: Path
    local: Path
    remote: Path


def real_merges(root: Path) -> list[Triple]:
    """Files of real merges; none where they are not beside the checkout."""
    folders = sorted((root.parent / "shared" / "notebooks" / "merges").glob("*/"))
    return [_triple(folder) for folder in folders]


def write_small_merge(folder: Path) -> Triple:
    """Writes a merge without conflicts, of twelve cells, into a folder."""
    base, local = edited(12, ids=True, every=4)
    remote: Any = copy.deepcopy(base)
    for cell in remote["cells"][2::4]:
        cell["source"].append("print(score)\n")
    files = _triple(folder)
    sides: tuple[Notebook, ...] = (base, local, remote)
    for file, nb in zip(files, sides, strict=True):
        file.write_text(json.dumps(nb, indent=1), encoding="utf-8")
    return files


def _triple(folder: Path) -> Triple:
    return Triple(*(folder / f"{side}.ipynb" for side in Triple._fields))
