"""What every choice of changes has to hold."""

from __future__ import annotations

from collections import Counter

from hypothesis import assume, given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.document import Document
from jupyter_mlops.notebooks.equality import encoded
from jupyter_mlops.notebooks.staging.cells import list_changes
from jupyter_mlops.notebooks.staging.model import NOTEBOOK, Choice, NotebookChanges
from jupyter_mlops.notebooks.staging.stage import discard_choices, stage_choices, unstage_choices
from jupyter_mlops.notebooks.staging.versions import Versions
from tests.notebooks.merge.validity import check_valid
from tests.notebooks.staging.strategies import (
    all_keys,
    any_three,
    edited,
    loaded,
    some_of,
    told_apart,
    with_index,
)


def _data(document: Document | None) -> bytes | None:
    return None if document is None else document.data


def _states(changes: NotebookChanges) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {
        (change.key, part): state
        for change in changes.cells
        for part, state in (("source", change.source), ("outputs", change.outputs))
        if state is not None
    }
    if changes.notebook is not None:
        found[NOTEBOOK, "source"] = changes.notebook
    return found


@given(edited())
def test_staging_everything_gives_the_working_file(versions: Versions) -> None:
    every = [Choice(key=key) for key in all_keys(versions)]

    assert stage_choices(versions, None) == _data(versions.working)
    if every:
        assert stage_choices(versions, every) == _data(versions.working)


@given(any_three())
def test_any_index_can_be_staged_and_unstaged_as_a_whole(versions: Versions) -> None:
    every = [Choice(key=key) for key in all_keys(versions)]

    assert stage_choices(versions, every or None) == _data(versions.working)
    assert unstage_choices(versions, every or None) == _data(versions.base)
    assert stage_choices(versions, []) == unstage_choices(versions, []) == _data(versions.index)


@given(any_three())
def test_discarding_everything_gives_the_base(versions: Versions) -> None:
    every = [Choice(key=key) for key in all_keys(versions)]

    assert discard_choices(versions, None) == _data(versions.base)
    if every:
        assert discard_choices(versions, every) == _data(versions.base)


@given(edited().filter(told_apart), st.data())
def test_what_was_staged_is_listed_as_staged_and_nothing_else(
    versions: Versions, data: st.DataObject
) -> None:
    choices = data.draw(some_of(all_keys(versions)))
    before = _states(list_changes(versions))

    after = _states(list_changes(with_index(versions, stage_choices(versions, choices))))

    chosen = _parts(choices, before, versions)
    assert after == {part: "staged" if part in chosen else state for part, state in before.items()}


@given(edited().filter(told_apart), st.data())
def test_unstaging_what_was_staged_gives_what_was_there(
    versions: Versions, data: st.DataObject
) -> None:
    keys = all_keys(versions)
    first = data.draw(some_of(keys))
    there = {choice.key for choice in first}
    second = data.draw(some_of([key for key in keys if key not in there], whole=True))
    before = stage_choices(versions, first)
    held = with_index(versions, before)

    staged = with_index(versions, stage_choices(held, second))

    assert unstage_choices(staged, second) == before


@given(edited().filter(told_apart), st.data())
def test_the_order_in_which_changes_are_chosen_does_not_matter(
    versions: Versions, data: st.DataObject
) -> None:
    choices = data.draw(some_of(all_keys(versions)))
    one_by_one = versions
    for choice in data.draw(st.permutations(choices)):
        one_by_one = with_index(versions, stage_choices(one_by_one, [choice]))

    assert _data(one_by_one.index) == stage_choices(versions, choices)


@given(edited(), st.data())
def test_chosen_cells_are_the_working_ones_and_all_others_the_bases(
    versions: Versions, data: st.DataObject
) -> None:
    keys = all_keys(versions)
    chosen = data.draw(st.sets(st.sampled_from(keys))) if keys else set()
    assume(set(keys) - chosen - {NOTEBOOK})
    changes = [change for change in list_changes(versions).cells if change.key in chosen]
    gone = {change.base for change in changes}
    old = [cell for at, cell in enumerate(_cells(versions.base)) if at not in gone]
    came = sorted(change.head for change in changes if change.head is not None)
    new = [_cells(versions.working)[at] for at in came]

    staged = loaded(stage_choices(versions, [Choice(key=key) for key in chosen]))

    found = _cells(staged)
    assert Counter(found) == Counter(old + new)
    assert _is_within(old, found)
    assert _is_within(new, found)


@given(any_three(), st.data())
def test_every_choice_gives_a_valid_notebook(versions: Versions, data: st.DataObject) -> None:
    choices = data.draw(some_of(all_keys(versions)))
    for choose in (stage_choices, unstage_choices, discard_choices):
        found = loaded(choose(versions, choices))
        if found is not None:
            check_valid(found.nb)


def _parts(
    choices: list[Choice], before: dict[tuple[str, str], str], versions: Versions
) -> set[tuple[str, str]]:
    """The parts that are chosen; the outputs of a new cell don't come without it."""
    added = {change.key for change in list_changes(versions).cells if change.kind == "added"}
    found = set()
    for choice in choices:
        parts = {"source", "outputs"} if choice.part == "all" else {choice.part}
        if choice.key == NOTEBOOK:
            parts = {"source"}
        if choice.key in added and (choice.key, "outputs") in before and "outputs" in parts:
            parts = {"source", "outputs"}
        found |= {(choice.key, part) for part in parts}
    return found & set(before)


def _cells(document: Document | None) -> list[bytes]:
    """The cells to the bit; without ids, which depend on the format."""
    cells = document.nb["cells"] if document else []
    return [encoded({key: cell[key] for key in cell if key != "id"}) for cell in cells]


def _is_within(some: list[bytes], every: list[bytes]) -> bool:
    """Whether the items come in that order."""
    rest = iter(every)
    return all(item in rest for item in some)
