from __future__ import annotations

import copy
from pathlib import Path
from random import Random
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.clean import clean_document, clean_notebook, find_dirt
from jupyter_mlops.notebooks.clean.rules import RULES
from jupyter_mlops.notebooks.clean.rules.metadata import NOISE
from jupyter_mlops.notebooks.document import load_document, load_file
from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.layout import Layout
from jupyter_mlops.settings import CleanSettings
from tests.notebooks.strategies import JSON, LAYOUTS, RANDOMS, laid_out, oddly_spelt

TAGS = ["keep_output", "drop", "parameters", "", 3]
PLACES = ["a", "a.b", "tags", "keep_output", "init_cell", "colab", "id", "kernelspec", "widgets"]
CELL_KEYS = [key.removeprefix("cell.metadata.").split(".")[0] for key in NOISE if key[0] == "c"]
NOTEBOOK_KEYS = [key.removeprefix("metadata.").split(".")[0] for key in NOISE if key[0] == "m"]
NESTED = st.dictionaries(
    st.sampled_from(["a", "b", "name", "display_name", "version", "outputs_hidden", "gpuType"]),
    JSON,
    max_size=2,
)


def metadata_of(keys: list[str]) -> st.SearchStrategy[Any]:
    known = ["a", "a.b", "keep_output", "init_cell", "colab", "colab_type", "id", "outputId"]
    keyed = st.dictionaries(st.sampled_from([*keys, *known]), NESTED | JSON, max_size=3)
    tagged = st.fixed_dictionaries({"tags": st.lists(st.sampled_from(TAGS), max_size=2) | JSON})
    both = st.builds(lambda one, other: {**one, **other}, keyed, tagged)
    return keyed | both | JSON


OUTPUTS = st.fixed_dictionaries(
    {"output_type": st.sampled_from(["stream", "error", "execute_result", "display_data"]) | JSON},
    optional={
        "name": st.sampled_from(["stdout", "stderr"]) | JSON,
        "execution_count": st.integers(0, 10**9) | JSON,
        "data": st.dictionaries(st.sampled_from(["image/png", "text/plain"]), JSON) | JSON,
        "metadata": JSON,
        "text": st.text(max_size=60),
    },
)
CELLS = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "markdown", "raw", "new"])},
    optional={
        "execution_count": st.integers(0, 99) | JSON,
        "id": st.sampled_from(["a1", "b2", "0", "1", ""]) | JSON,
        "metadata": metadata_of(CELL_KEYS),
        "outputs": st.lists(OUTPUTS | JSON, max_size=3) | JSON,
        "source": st.sampled_from(["", " \n", "x", ["x\n", "y"], ["", " "]]) | JSON,
    },
)
NOTEBOOKS = st.fixed_dictionaries(
    {"cells": st.lists(CELLS, max_size=4), "nbformat": st.just(4), "unknown": st.just("é")},
    optional={
        "nbformat_minor": st.integers(0, 5) | JSON,
        "metadata": metadata_of([*NOTEBOOK_KEYS, "kernelspec", "widgets"]),
    },
)
KEYS = st.builds(
    lambda start, place: f"{start}metadata.{place}",
    st.sampled_from(["", "cell."]),
    st.sampled_from(PLACES),
)
TYPES = st.sampled_from(["stream", "stream:stdout", "error", "execute_result", "image/png"])
SETTINGS = st.builds(
    CleanSettings,
    outputs=st.sampled_from(["drop", "keep"]),
    keep_output_types=st.lists(TYPES, max_size=2).map(tuple),
    drop_output_types=st.lists(TYPES, max_size=2).map(tuple),
    max_output_size=st.sampled_from([None, 0, 60, "70", "0.1KB"]),
    strip_init_cells=st.booleans(),
    execution_counts=st.sampled_from(["clear", "keep"]),
    metadata=st.sampled_from(["drop-noise", "keep"]),
    extra_keys=st.lists(KEYS, max_size=3).map(tuple),
    keep_keys=st.lists(KEYS, max_size=2).map(tuple),
    colab=st.sampled_from(["drop", "keep"]),
    widgets=st.sampled_from(["drop", "keep"]),
    kernelspec=st.sampled_from(["keep", "drop", "python3"]),
    drop_empty_cells=st.booleans(),
    drop_tagged_cells=st.sampled_from([(), ("drop",), ("drop", "parameters")]),
    ids=st.sampled_from(["keep", "repair", "deterministic", "sequential"]),
)
KEEP_ALL = CleanSettings(
    outputs="keep",
    execution_counts="keep",
    metadata="keep",
    colab="keep",
    widgets="keep",
    ids="keep",
)


def load(nb: Any, layout: Layout | None = None) -> Any:
    return load_document(laid_out(nb, layout or Layout()), name="n")


@given(NOTEBOOKS, SETTINGS)
def test_cleaning_twice_is_cleaning_once(nb: Any, settings: CleanSettings) -> None:
    once = clean_notebook(nb, settings)
    again = clean_notebook(once, settings)
    assert same(again, once)
    assert find_dirt(once, settings) == []


@given(NOTEBOOKS, SETTINGS)
def test_no_source_is_changed_and_none_lost_unasked(nb: Any, settings: CleanSettings) -> None:
    before = [cell.get("source") for cell in nb["cells"]]
    after = [cell.get("source") for cell in clean_notebook(nb, settings)["cells"]]
    if not settings.drop_empty_cells and not settings.drop_tagged_cells:
        assert same(before, after)
    rest = iter(before)
    assert all(any(same(source, one) for one in rest) for source in after)


@given(NOTEBOOKS, SETTINGS)
def test_what_was_given_is_left_as_it_was(nb: Any, settings: CleanSettings) -> None:
    original = copy.deepcopy(nb)
    clean_notebook(nb, settings)
    find_dirt(nb, settings)
    assert same(nb, original)


@given(NOTEBOOKS, SETTINGS)
def test_dirt_is_found_exactly_where_cleaning_changes(nb: Any, settings: CleanSettings) -> None:
    clean = clean_notebook(nb, settings)
    findings = find_dirt(nb, settings)
    assert bool(findings) == (not same(nb, clean)) == (clean is not nb)
    assert {finding.rule for finding in findings} <= {rule.code for rule in RULES}
    touched = {finding.cell for finding in findings}
    if len(clean["cells"]) == len(nb["cells"]):
        changed = [one is not two for one, two in zip(nb["cells"], clean["cells"], strict=True)]
        assert touched - {None} == {index for index, done in enumerate(changed) if done}


@given(NOTEBOOKS)
def test_who_asks_for_nothing_gets_the_notebook_back(nb: Any) -> None:
    for owner in (nb, *nb["cells"]):
        if isinstance(owner.get("metadata"), dict):
            owner["metadata"].pop("keep_output", None)  # false asks for something
    assert clean_notebook(nb, KEEP_ALL) is nb


@given(NOTEBOOKS, SETTINGS, LAYOUTS)
def test_a_clean_notebook_keeps_every_byte(
    nb: Any, settings: CleanSettings, layout: Layout
) -> None:
    clean = load(clean_notebook(nb, settings), layout)
    assert clean_document(clean, settings) == clean.data


@given(NOTEBOOKS, SETTINGS, RANDOMS)
def test_however_it_is_spelt_the_bytes_settle_at_once(
    nb: Any, settings: CleanSettings, random: Random
) -> None:
    text = oddly_spelt(nb, random)
    document = load_document(text.encode("utf-8", "backslashreplace"), name="n")
    once = load_document(clean_document(document, settings), name="n")
    assert same(once.nb, clean_notebook(document.nb, settings))
    assert clean_document(once, settings) == once.data


@given(NOTEBOOKS, SETTINGS, LAYOUTS)
def test_the_layout_stays(nb: Any, settings: CleanSettings, layout: Layout) -> None:
    cleaned = clean_document(load(nb, layout), settings)
    assert same(load_document(cleaned, name="n").nb, clean_notebook(load(nb).nb, settings))
    assert cleaned.startswith(b"\xef\xbb\xbf") == layout.bom
    assert cleaned.endswith(b"}" + layout.end.encode())


@pytest.mark.parametrize("settings", [CleanSettings(), CleanSettings(ids="sequential")])
def test_real_notebooks_are_valid_and_keep_their_sources(
    real_pairs: list[Path], settings: CleanSettings
) -> None:
    for folder in real_pairs:
        document = load_file(folder / "a.ipynb")
        data = clean_document(document, settings)
        once = load_document(data, name="once")
        assert clean_document(once, settings) == data
        sources = [cell["source"] for cell in document.nb["cells"]]
        assert [cell["source"] for cell in once.nb["cells"]] == sources
        nbformat.validate(nbformat.reads(data.decode(), as_version=4))
        known = {line.rstrip(b",") for line in document.data.splitlines()}
        empty = {b'   "execution_count": null', b'   "outputs": []', b'   "metadata": {}'}
        new = {line.rstrip(b",") for line in data.splitlines()} - known - empty
        assert all(line.startswith(b'   "id": ') for line in new)
