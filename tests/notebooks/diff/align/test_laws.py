from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.align import Alignment
from tests.notebooks.diff.align.builders import Cells, align, code, markdown, moved, pairs

words = st.sampled_from(["load", "x", "=", "1", "fit(", "show", "#", "", "\n", "é", "\ud800"])
sources = st.lists(words, max_size=6).map(" ".join)
ids = st.none() | st.sampled_from("abcdefgh")
cells = st.builds(code, sources, ids) | st.builds(markdown, sources, ids)
notebooks = st.lists(cells, max_size=12)

values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)
keys = st.sampled_from(["cell_type", "source", "id", "outputs", "metadata"])
hostile = st.lists(st.dictionaries(keys, values, max_size=5), max_size=8)


@st.composite
def distinct(draw: st.DrawFn, least: int = 0) -> Cells:
    """Cells that nobody would mix up: each has words that no other has."""
    count = draw(st.integers(least, 14))
    kinds = draw(st.lists(st.sampled_from([code, markdown]), min_size=count, max_size=count))
    return [
        kind(f"load_{at} = table{at}.query{at}('name{at}')\nkeep{at}(load_{at})", f"id{at}")
        for at, kind in enumerate(kinds)
    ]


def edited(notebook: Cells, seed: random.Random) -> Cells:
    """A copy with cells deleted, inserted and edited, in the same order."""
    head: Cells = []
    for number, cell in enumerate(notebook):
        chance = seed.random()
        if chance < 0.15:
            continue
        if chance < 0.3:
            head.append(
                code(f"inserted{number}(with{number}, words{number}, own{number})", f"n{number}")
            )
        head.append({**cell, "source": cell["source"] + "\nedited()"} if chance > 0.7 else cell)
    return head


def check(alignment: Alignment, base: Cells, head: Cells) -> None:
    bases = [pair.base for pair in alignment.pairs]
    heads = [pair.head for pair in alignment.pairs]
    assert len(set(bases)) == len(bases)
    assert heads == sorted(set(heads))
    assert set(bases) <= set(range(len(base)))
    assert set(heads) <= set(range(len(head)))
    assert set(alignment.splits) <= set(range(len(head))) - set(heads)
    assert set(alignment.splits.values()) <= set(bases)
    assert set(alignment.joins) <= set(range(len(base))) - set(bases)
    assert set(alignment.joins.values()) <= set(heads)
    staying = [pair.base for pair in alignment.pairs if not pair.moved]
    assert staying == sorted(staying)


@given(notebooks, notebooks)
def test_no_cell_is_in_two_pairs_and_what_stays_is_in_order(base: Cells, head: Cells) -> None:
    check(align(base, head), base, head)


@given(hostile, hostile)
def test_values_of_any_type_are_aligned(base: Cells, head: Cells) -> None:
    check(align(base, head), base, head)


@given(notebooks)
def test_a_notebook_pairs_with_itself_in_place(notebook: Cells) -> None:
    assert pairs(notebook, notebook) == [(at, at) for at in range(len(notebook))]
    assert moved(notebook, notebook) == []


@given(notebooks, notebooks)
def test_alignment_is_always_the_same(base: Cells, head: Cells) -> None:
    assert align(base, head) == align(base, head)


@given(distinct(), st.randoms(use_true_random=False))
def test_ids_do_not_change_which_cells_pair(base: Cells, seed: random.Random) -> None:
    head = edited(base, seed)
    expected = align(base, head)
    names = [cell["id"] for cell in head]
    seed.shuffle(names)
    new = [{**cell, "id": f"new{at}"} for at, cell in enumerate(head)]
    lost = [{key: value for key, value in cell.items() if key != "id"} for cell in head]
    permuted = [{**cell, "id": name} for cell, name in zip(head, names, strict=True)]
    some = [seed.choice(both) for both in zip(head, new, strict=True)]
    for other in (new, lost, permuted, some):
        assert align(base, other) == expected


@given(distinct(), st.randoms(use_true_random=False))
def test_edits_keep_each_cell_with_its_own(base: Cells, seed: random.Random) -> None:
    head = edited(base, seed)
    expected = {
        (int(cell["id"][2:]), at) for at, cell in enumerate(head) if cell["id"].startswith("id")
    }
    found = set(pairs(base, head))
    assert expected <= found
    assert moved(base, head) == []


@given(distinct(least=3), st.data())
def test_one_moved_cell_is_one_move(base: Cells, data: st.DataObject) -> None:
    source = data.draw(st.integers(0, len(base) - 1))
    target = data.draw(st.integers(0, len(base) - 1).filter(lambda place: place != source))
    head = base[:source] + base[source + 1 :]
    head.insert(target, base[source])
    if data.draw(st.booleans()):
        head[target] = {**head[target], "source": head[target]["source"] + "\nedited()"}
    if data.draw(st.booleans()):
        head = [{**cell, "id": f"new{at}"} for at, cell in enumerate(head)]
    assert len(pairs(base, head)) == len(base)
    assert len(moved(base, head)) == 1
    if abs(source - target) > 1:
        assert moved(base, head) == [(source, target)]


@given(distinct(), st.randoms(use_true_random=False))
def test_the_way_back_pairs_the_same_cells(base: Cells, seed: random.Random) -> None:
    head = edited(base, seed)
    assert {(one, other) for other, one in pairs(head, base)} == set(pairs(base, head))
