from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.repair import id_notes, is_valid_id, repair_ids

IDS = st.sampled_from(["a", "b", "", "ä", "a b", None, 3, "x" * 64, "x" * 65]) | st.just("no id")


def notebook(*ids: Any, minor: int = 5) -> dict[str, Any]:
    cells = [{"cell_type": "code", "id": own, "metadata": {}, "source": ""} for own in ids]
    for cell in cells:
        if cell["id"] == "no id":
            del cell["id"]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": minor}


def ids(nb: dict[str, Any]) -> list[Any]:
    return [cell["id"] for cell in nb["cells"]]


@given(st.lists(IDS, max_size=8))
def test_after_a_repair_every_cell_has_a_valid_id_of_its_own(own: list[Any]) -> None:
    nb = notebook(*own)
    before = copy.deepcopy(nb)
    repaired, notes = repair_ids(nb)
    assert nb == before
    assert all(map(is_valid_id, ids(repaired)))
    assert len(set(ids(repaired))) == len(own)
    assert bool(notes) == (repaired != nb) == bool(id_notes(nb))
    assert repair_ids(nb) == (repaired, notes)
    assert repair_ids(repaired) == (repaired, ())
    for cell, old in zip(repaired["cells"], nb["cells"], strict=True):
        assert {**cell, "id": 0} == {**old, "id": 0}


def test_the_first_holder_keeps_its_id() -> None:
    repaired, notes = repair_ids(notebook("a", "b", "a"))
    assert ids(repaired)[:2] == ["a", "b"]
    assert notes == ("cells 1 and 3 have the same id 'a': repaired",)


def test_cells_that_need_no_repair_are_not_copied() -> None:
    nb = notebook("a", "no id")
    repaired, _ = repair_ids(nb)
    assert repaired["cells"][0] is nb["cells"][0]
    assert repair_ids(notebook("a", "b"))[1] == ()


def test_an_id_depends_on_the_source_and_not_on_the_outputs() -> None:
    nb = notebook("no id", "no id")
    rerun = copy.deepcopy(nb)
    rerun["cells"][0]["outputs"] = [1]
    assert ids(repair_ids(nb)[0]) == ids(repair_ids(rerun)[0])
    rerun["cells"][0]["source"] = "x"
    assert ids(repair_ids(nb)[0])[0] != ids(repair_ids(rerun)[0])[0]


@pytest.mark.parametrize(
    ("keys", "with_id"),
    [
        (["cell_type", "metadata", "source"], ["cell_type", "id", "metadata", "source"]),
        (["source", "cell_type"], ["source", "cell_type", "id"]),
    ],
)
def test_a_new_id_stands_where_jupyter_puts_it(keys: list[str], with_id: list[str]) -> None:
    nb = {**notebook(), "cells": [dict.fromkeys(keys, "")]}
    assert list(repair_ids(nb)[0]["cells"][0]) == with_id


@pytest.mark.parametrize("minor", [0, 4, None, "5"])
def test_formats_without_ids_are_left_alone(minor: Any) -> None:
    nb = notebook("a", "a", "no id", minor=minor)
    assert repair_ids(nb) == (nb, ())
    assert id_notes(nb) == []


@pytest.mark.parametrize(
    ("own", "notes"),
    [
        (["a", "no id"], ["cell 2 has no id, though format 4.5 asks for one"]),
        (["no id"] * 6, ["cells 1, 2, 3, 4 and 2 more have no id, though format 4.5 asks for one"]),
        (["a b", 3, "c"], ["cells 1 and 2 have ids that are not valid"]),
        ([None], ["cell 1 has an id that is not valid"]),
        (["a", "b", "a", "a"], ["cells 1, 3 and 4 have the same id 'a'"]),
        (
            [own for own in "abcde" for _ in "12"],
            [
                "cells 1 and 2 have the same id 'a'",
                "cells 3 and 4 have the same id 'b'",
                "cells 5 and 6 have the same id 'c'",
                "2 more ids are held by several cells",
            ],
        ),
    ],
)
def test_what_is_wrong_with_ids_is_told_with_the_cells(own: list[Any], notes: list[str]) -> None:
    assert id_notes(notebook(*own)) == notes


def test_many_equal_cells_without_ids_take_no_time() -> None:
    repaired, _ = repair_ids(notebook(*["no id"] * 20_000))
    assert len(set(ids(repaired))) == 20_000
