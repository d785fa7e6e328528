"""Pairs of notebooks on which diffs are known to be slow."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

Notebook = dict[str, Any]
Pair = tuple[Notebook, Notebook]

_WORDS = ("alpha", "beta", "model", "train", "test", "frame", "column", "value", "score", "split")


def real_pairs(root: Path) -> list[tuple[Path, Path]]:
    """Files before and after a real commit; none where they are not beside the checkout."""
    folders = sorted((root.parent / "shared" / "notebooks" / "pairs").glob("*/"))
    return [(folder / "a.ipynb", folder / "b.ipynb") for folder in folders]


def write_pair(pair: Pair, folder: Path) -> tuple[Path, Path]:
    """Writes the two notebooks of a case into a folder."""
    files = folder / "base.ipynb", folder / "head.ipynb"
    for file, nb in zip(files, pair, strict=True):
        file.write_text(json.dumps(nb, indent=1), encoding="utf-8")
    return files


def edited(cells: int, *, ids: bool, every: int = 10) -> Pair:
    """Cells of five lines, of which one in `every` got another line, and one came and one went."""
    rng = random.Random(1)
    base = _notebook([_cell(rng, 5, number if ids else None) for number in range(cells)])
    head = copy.deepcopy(base)
    for cell in head["cells"][::every]:
        cell["source"] = _edit(rng, cell["source"])
    head["cells"].insert(cells // 3, _cell(rng, 5, cells if ids else None))
    head["cells"].pop(2 * cells // 3)
    return base, head


def churned(cells: int, *, rerun: bool) -> Pair:
    """All ids new, one cell in ten edited; with `rerun` each prints twenty other lines."""
    base, head = edited(cells, ids=True)
    rng = random.Random(2)
    for cell in head["cells"]:
        cell["id"] = f"{rng.getrandbits(32):08x}"
    if rerun:
        for cell in [*base["cells"], *head["cells"]]:
            lines = [f"step {step}: {_word(rng)} {rng.random():.6f}\n" for step in range(20)]
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": lines}]
    return base, head


def tables(cells: int, rows: int) -> Pair:
    """The same sources with ids; each cell shows a table with other numbers."""
    rng = random.Random(3)
    base = _notebook([_cell(rng, 3, number) for number in range(cells)])
    head = copy.deepcopy(base)
    for cell in [*base["cells"], *head["cells"]]:
        cell["outputs"] = [table(rng, rows)]
    return base, head


def rewritten(lines: int) -> Pair:
    """One cell of many lines, each of which is another now."""
    rng = random.Random(4)
    return _notebook([_cell(rng, lines, 0)]), _notebook([_cell(rng, lines, 0)])


def heavy(megabytes: int) -> Pair:
    """A hundred cells with pictures of that size in all; one in ten has another picture now."""
    rng = random.Random(5)
    size = megabytes * 1024 * 1024 // 100
    base = _notebook([_cell(rng, 5, number) for number in range(100)])
    for cell in base["cells"]:
        cell["outputs"] = [picture(rng, size)]
    head = copy.deepcopy(base)
    for cell in head["cells"][::10]:
        cell["outputs"] = [picture(rng, size)]
    return base, head


#: The cases of which users of the peer tell, by name.
BAD_CASES: dict[str, Callable[[], Pair]] = {
    "1000-cells-stable-ids": lambda: edited(1000, ids=True, every=100),
    "3000-cells-stable-ids": lambda: edited(3000, ids=True, every=100),
    "100-cells-without-ids": lambda: edited(100, ids=False),
    "200-cells-without-ids": lambda: edited(200, ids=False),
    "200-cells-churned-ids": lambda: churned(200, rerun=False),
    "200-cells-churned-and-rerun": lambda: churned(200, rerun=True),
    "50-tables-rerun": lambda: tables(50, 20),
    "1000-lines-rewritten": lambda: rewritten(1000),
}


def _notebook(cells: list[dict[str, Any]]) -> Notebook:
    minor = 5 if all("id" in cell for cell in cells) else 4
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": minor}


def _cell(rng: random.Random, lines: int, number: int | None) -> dict[str, Any]:
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": [_line(rng) for _ in range(lines)],
    }
    return cell if number is None else {**cell, "id": f"cell-{number}"}


def _line(rng: random.Random) -> str:
    return f"{_word(rng)}_{rng.randrange(99)} = {_word(rng)}({_word(rng)}, {rng.randrange(999)})\n"


def _word(rng: random.Random) -> str:
    return rng.choice(_WORDS)


def _edit(rng: random.Random, source: list[str]) -> list[str]:
    return [*source[:2], _line(rng), *source[3:]]


def table(rng: random.Random, rows: int) -> dict[str, Any]:
    """An output that shows a data frame of numbers."""
    columns = ["a", "b", "c", "d", "e"]
    numbers = [[f"{rng.random():.6f}" for _ in columns] for _ in range(rows)]
    head = "".join(f"      <th>{name}</th>\n" for name in columns)
    body = "".join(
        f"    <tr>\n      <th>{at}</th>\n"
        + "".join(f"      <td>{number}</td>\n" for number in row)
        + "    </tr>\n"
        for at, row in enumerate(numbers)
    )
    html = (
        '<div>\n<table border="1" class="dataframe">\n  <thead>\n    <tr>\n      <th></th>\n'
        f"{head}    </tr>\n  </thead>\n  <tbody>\n{body}  </tbody>\n</table>\n</div>"
    )
    plain = "\n".join(f"{at}  " + "  ".join(row) for at, row in enumerate(numbers))
    return {
        "output_type": "execute_result",
        "execution_count": 1,
        "metadata": {},
        "data": {
            "text/html": html.splitlines(keepends=True),
            "text/plain": plain.splitlines(keepends=True),
        },
    }


def picture(rng: random.Random, size: int) -> dict[str, Any]:
    """An output that shows a picture of about that many bytes, base64 and all."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    block = "".join(rng.choices(alphabet, k=4096))
    data = (block * (size // 4096 + 1))[: size // 4 * 4]
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {"image/png": data, "text/plain": ["<Figure size 640x480 with 1 Axes>"]},
    }
