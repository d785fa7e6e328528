from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.notebooks.diff.align import align_cells
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.document import parse_notebook
from tests.notebooks.diff.align.builders import Cells, align, code, notebook

SEED = random.Random(3)  # noqa: S311  (the same cells every time)
WORDS = ["".join(SEED.choices("abcdefghij", k=6)) for _ in range(2000)]


def lines(count: int) -> str:
    return "\n".join(" ".join(SEED.choices(WORDS, k=6)) for _ in range(count))


def fresh(count: int) -> Cells:
    return [code(lines(5)) for _ in range(count)]


def edited(cells: Cells) -> Cells:
    return [{**cell, "source": cell["source"] + "\n" + lines(1)} for cell in cells]


MANY = fresh(800)
SHUFFLED = [code(" ".join(SEED.sample(WORDS[:30], 30))) for _ in range(800)]


@pytest.mark.parametrize(
    ("base", "head"),
    [
        pytest.param(MANY, edited(MANY), id="every cell edited"),
        pytest.param(MANY, fresh(800), id="nothing in common"),
        pytest.param(MANY, edited(MANY)[::-1], id="every cell edited and moved"),
        pytest.param(SHUFFLED, edited(SHUFFLED), id="the same words in every cell"),
        pytest.param([code(lines(20_000))], edited([code(lines(20_000))]), id="one huge cell"),
        pytest.param(SEED.choices(MANY[:4], k=800), SEED.choices(MANY[:4], k=800), id="copies"),
    ],
)
def test_no_notebook_takes_long(base: Cells, head: Cells) -> None:
    start = time.process_time()
    align(base, head)
    assert time.process_time() - start < 5  # a fraction of a second; the product would take minutes


def test_the_pairs_of_many_edited_cells_are_right() -> None:
    found = [(pair.base, pair.head) for pair in align(MANY, edited(MANY)).pairs]
    assert found == [(at, at) for at in range(len(MANY))]


def test_without_time_what_is_equal_is_still_paired() -> None:
    head: list[dict[str, Any]] = notebook()
    head[2]["source"] += "\n# more"
    head[3]["source"] += "\n# more"
    alignment = align_cells(notebook(), head, Budget(seconds=-1))
    assert {pair.base for pair in alignment.pairs} >= {0, 1, 4, 5}
    assert alignment.coarse


def test_with_nothing_left_to_compare_time_does_not_matter() -> None:
    assert not align_cells(notebook(), notebook()[1:], Budget(seconds=-1)).coarse


def test_a_real_revision_without_ids_pairs_as_it_does_with_them(real_pairs: list[Path]) -> None:
    for folder in real_pairs[::4]:
        base, head = (
            parse_notebook((folder / name).read_bytes(), name=name)["cells"]
            for name in ("a.ipynb", "b.ipynb")
        )
        expected = align(base, head)
        named = [{**cell, "id": f"a{at}"} for at, cell in enumerate(base)]
        kept = {pair.head: f"a{pair.base}" for pair in expected.pairs}
        stable = [{**cell, "id": kept.get(at, f"b{at}")} for at, cell in enumerate(head)]
        churned = [{**cell, "id": f"b{at}"} for at, cell in enumerate(head)]
        assert align(named, stable).pairs == expected.pairs
        assert align(named, churned) == expected
