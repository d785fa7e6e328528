"""Notebooks in the versions that staging knows, and what may be chosen of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from jupyter_mlops.notebooks.accessors import cell_source
from jupyter_mlops.notebooks.document import Document, load_document
from jupyter_mlops.notebooks.staging.cells import list_changes
from jupyter_mlops.notebooks.staging.ids import has_ids
from jupyter_mlops.notebooks.staging.model import NOTEBOOK, Choice
from jupyter_mlops.notebooks.staging.versions import Versions
from tests.notebooks.merge.strategies import valid_versions
from tests.notebooks.strategies import LAYOUTS, laid_out

PARTS = st.sampled_from(["all", "all", "source", "outputs"])


def document(nb: dict[str, Any]) -> Document:
    """A notebook as Jupyter writes it."""
    return load_document(json.dumps(nb, indent=1, ensure_ascii=False).encode() + b"\n", name="nb")


def loaded(data: bytes | None) -> Document | None:
    """What is in the index, or in the working file."""
    return None if data is None else load_document(data, name="nb")


def with_index(versions: Versions, data: bytes | None) -> Versions:
    """The versions with another index."""
    return Versions(base=versions.base, index=loaded(data), working=versions.working)


@st.composite
def edited(draw: st.DrawFn) -> Versions:
    """A notebook that was edited, of which nothing is staged; it may be new, or gone."""
    base, working, _ = draw(valid_versions())
    found = [load_document(laid_out(nb, draw(LAYOUTS)), name="nb") for nb in (base, working)]
    new, gone = draw(st.sampled_from([(False, False)] * 6 + [(True, False), (False, True)]))
    held = None if new else found[0]
    return Versions(base=held, index=held, working=None if gone else found[1])


def told_apart(versions: Versions) -> bool:
    """Whether cells can be told apart: by their ids, where all have them, or by their texts.

    Not where the working notebook has gone back to a format without ids, which drops them.
    """
    notebooks = [found.nb for found in (versions.base, versions.working) if found is not None]
    named = [has_ids(nb) for nb in notebooks]
    return all(named) or (
        not named[0]
        and all(len(set(map(cell_source, nb["cells"]))) == len(nb["cells"]) for nb in notebooks)
    )


@st.composite
def any_three(draw: st.DrawFn) -> Versions:
    """Three versions, the index of which is anything, as if git or an editor had put it there."""
    found = [load_document(laid_out(nb, draw(LAYOUTS)), name="nb") for nb in draw(valid_versions())]
    there = draw(st.tuples(*[st.sampled_from([True] * 6 + [False])] * 3))
    kept = [each if is_there else None for each, is_there in zip(found, there, strict=True)]
    return Versions(base=kept[0], working=kept[1], index=kept[2])


def all_keys(versions: Versions) -> list[str]:
    """What can be chosen."""
    changes = list_changes(versions)
    return [change.key for change in changes.cells] + [NOTEBOOK] * (changes.notebook is not None)


def some_of(keys: Sequence[str], *, whole: bool = False) -> st.SearchStrategy[list[Choice]]:
    """Some choices of these; not of outputs alone, which bring a new cell with them, if `whole`."""
    parts = PARTS.filter(lambda part: part != "outputs") if whole else PARTS
    if not keys:
        return st.just([])
    chosen = st.lists(st.sampled_from(keys), unique=True).flatmap(
        lambda found: st.tuples(*(st.builds(Choice, key=st.just(key), part=parts) for key in found))
    )
    return chosen.map(list)
