"""Notebooks in three versions: valid ones of formats 4.4 and 4.5, and any JSON at all."""

from __future__ import annotations

import copy
from typing import Any, NamedTuple

from hypothesis import strategies as st

from jupyter_mlops.notebooks.merge import MergeOptions
from tests.notebooks.diff.strategies import JSON, NOTEBOOKS, TEXTS

_IDS = st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h"])
_TAGS = st.lists(st.sampled_from(["parameters", "slow", "skip"]), max_size=2, unique=True)
_METADATA = st.fixed_dictionaries(
    {},
    optional={
        "tags": _TAGS,
        "collapsed": st.booleans(),
        "name": st.sampled_from(["one", "two"]),
        "custom": st.dictionaries(st.sampled_from(["x", "y"]), st.integers(0, 2), max_size=2),
    },
)
_NOTEBOOK_METADATA = st.fixed_dictionaries(
    {},
    optional={
        "kernelspec": st.fixed_dictionaries(
            {
                "name": st.sampled_from(["python3", "ir"]),
                "display_name": st.sampled_from(["Python 3", "R"]),
            }
        ),
        "language_info": st.fixed_dictionaries(
            {"name": st.just("python"), "version": st.sampled_from(["3.10", "3.11"])}
        ),
        "title": st.sampled_from(["One", "Two"]),
    },
)
_OUTPUTS = st.one_of(
    st.fixed_dictionaries(
        {"output_type": st.just("stream"), "name": st.sampled_from(["stdout"]), "text": TEXTS}
    ),
    st.fixed_dictionaries(
        {
            "output_type": st.just("execute_result"),
            "execution_count": st.none() | st.integers(1, 9),
            "metadata": st.just({}),
            "data": st.fixed_dictionaries({"text/plain": TEXTS}, optional={"text/html": TEXTS}),
        }
    ),
)
_MIME = st.fixed_dictionaries({"image/png": st.sampled_from(["AAAA", "BBBB"])})
_ATTACHMENTS = st.dictionaries(st.sampled_from(["one.png", "two.png"]), _MIME, max_size=2)
_CODE = st.fixed_dictionaries(
    {
        "cell_type": st.just("code"),
        "execution_count": st.none() | st.integers(1, 9),
        "id": _IDS,
        "metadata": _METADATA,
        "outputs": st.lists(_OUTPUTS, max_size=2),
        "source": TEXTS,
    }
)
_PROSE = st.fixed_dictionaries(
    {
        "cell_type": st.sampled_from(["markdown", "raw"]),
        "id": _IDS,
        "metadata": _METADATA,
        "source": TEXTS,
    },
    optional={"attachments": _ATTACHMENTS},
)
CELLS = st.one_of(_CODE, _PROSE)

OPTIONS = st.builds(
    MergeOptions,
    source=st.sampled_from(["mark", "local", "remote", "union"]),
    outputs=st.sampled_from(["mark", "local", "remote", "union"]),
    metadata=st.sampled_from(["mark", "local", "remote", "union"]),
)


class Versions(NamedTuple):
    """A notebook and what two people made of it."""

    base: dict[str, Any]
    local: dict[str, Any]
    remote: dict[str, Any]


@st.composite
def valid_versions(draw: st.DrawFn) -> Versions:
    """Three versions that are valid, ids unique, each of format 4.4 or 4.5."""
    base = {"cells": draw(st.lists(CELLS, max_size=6)), "metadata": draw(_NOTEBOOK_METADATA)}
    sides = [base, _edited(draw, base), _edited(draw, base)]
    if draw(st.booleans()):
        return Versions(*(_valid(side, 5) for side in sides))
    return Versions(*(_valid(side, draw(st.sampled_from([4, 5]))) for side in sides))


@st.composite
def any_versions(draw: st.DrawFn) -> Versions:
    """Three versions with a list of cells that have a type, and anything in them."""
    base = draw(NOTEBOOKS)
    sides = []
    for _ in range(2):
        side = _edited(draw, base)
        for cell in side["cells"]:
            if draw(st.booleans()):
                key = draw(st.sampled_from(["source", "metadata", "outputs", "attachments", "id"]))
                cell[key] = draw(JSON)
        side["metadata"] = draw(JSON | st.just(side["metadata"]))
        sides.append(side)
    return Versions(base, *sides)


def _edited(draw: st.DrawFn, base: dict[str, Any]) -> dict[str, Any]:
    """What became of a notebook when somebody worked on it."""
    nb = copy.deepcopy(base)
    cells = nb["cells"]
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(len(cells) - 1, 0)))
        match draw(st.sampled_from(["add", "remove", "move", "edit", "append", "other", "frame"])):
            case "add":
                cells.insert(at, draw(CELLS))
            case "remove" if cells:
                cells.pop(at)
            case "move" if cells:
                cells.insert(draw(st.integers(0, len(cells) - 1)), cells.pop(at))
            case "edit" if cells:
                cells[at]["source"] = draw(TEXTS)
            case "append" if cells:
                cells[at]["source"] = "".join(cells[at]["source"]) + draw(st.sampled_from("uvw"))
            case "other" if cells:
                cells[at] = _with_another_part(draw, cells[at])
            case "frame":
                nb["metadata"] = draw(_NOTEBOOK_METADATA)
    return nb


def _with_another_part(draw: st.DrawFn, cell: dict[str, Any]) -> dict[str, Any]:
    """The cell with the type, metadata, outputs or attachments of another one."""
    other = draw(CELLS)
    if other["cell_type"] != cell["cell_type"]:
        return {**other, "source": cell["source"]}
    return {**cell, **{key: other[key] for key in other if key not in ("source", "id")}}


def _valid(nb: dict[str, Any], minor: int) -> dict[str, Any]:
    """A copy with unique ids, or without any before format 4.5."""
    seen: set[str] = set()
    cells = []
    for number, cell in enumerate(nb["cells"]):
        copied = {key: value for key, value in cell.items() if key != "id"}
        if minor >= 5:
            copied["id"] = cell["id"] if cell["id"] not in seen else f"{cell['id']}-{number}"
            seen.add(copied["id"])
        cells.append(dict(sorted(copied.items())))
    return {**nb, "cells": cells, "nbformat": 4, "nbformat_minor": minor}
