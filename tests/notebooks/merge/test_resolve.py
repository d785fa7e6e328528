from __future__ import annotations

import copy
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.errors import ConflictError, InvalidError
from jupyter_mlops.notebooks.accessors import cell_source
from jupyter_mlops.notebooks.merge import Merged, merge_notebooks
from jupyter_mlops.notebooks.merge.held import read_conflict
from jupyter_mlops.notebooks.merge.model import Conflict
from jupyter_mlops.notebooks.merge.resolve import (
    Settlement,
    find_conflicts,
    is_marked,
    settle,
)
from tests.notebooks.diff.strategies import JSON, TEXTS, edited_notebooks
from tests.notebooks.merge.marked import (
    BASE,
    LOCAL,
    MARKED,
    REMOTE,
    code,
    deletion_conflict,
    held,
    markdown,
    notebook,
    source_conflict,
)

PRINTED = [{"output_type": "stream", "name": "stdout", "text": "1"}]
TAGS = "metadata"


def settled(nb: dict[str, Any], choice: Settlement, index: int = 0) -> dict[str, Any]:
    """The cell after a choice; the notebook must be valid and the original as it was."""
    before = copy.deepcopy(nb)
    after = settle(nb, index, choice)
    assert nb == before
    nbformat.validate(after)
    cell: dict[str, Any] = after["cells"][index]
    return cell


def test_conflicts_are_found_in_order() -> None:
    nb = notebook(code("1"), source_conflict(), deletion_conflict())
    nb["metadata"] = held("metadata", base={}, local={}, remote={})
    assert find_conflicts(nb) == [
        Conflict(cell=None, kinds=["metadata"]),
        Conflict(cell=1, kinds=["source"]),
        Conflict(cell=2, kinds=["deleted"]),
    ]


@pytest.mark.parametrize(
    ("choice", "source"),
    [
        ("local", LOCAL),
        ("remote", REMOTE),
        ("base", BASE),
        ("both", "import a\nx = 1\nx = 2\nprint(x)"),
    ],
)
def test_a_choice_takes_the_source_of_that_side(choice: Settlement, source: str) -> None:
    cell = settled(notebook(source_conflict()), choice)
    assert cell["source"] == source
    assert "conflict" not in cell["metadata"].get("jupyter-mlops", {})


@pytest.mark.parametrize("choice", ["local", "remote"])
def test_a_sides_own_source_keeps_outputs_and_metadata(choice: Settlement) -> None:
    nb = notebook(source_conflict(outputs=PRINTED, execution_count=3))
    nb["cells"][0]["metadata"]["tags"] = ["kept"]
    cell = settled(nb, choice)
    assert cell["outputs"] == PRINTED
    assert cell["execution_count"] == 3
    assert cell["metadata"] == {"tags": ["kept"]}


@pytest.mark.parametrize("choice", ["base", "both"])
def test_any_other_source_is_stale(choice: Settlement) -> None:
    cell = settled(notebook(source_conflict(outputs=PRINTED, execution_count=3)), choice)
    assert cell["outputs"] == []
    assert cell["execution_count"] is None
    assert cell["metadata"] == {"jupyter-mlops": {"stale": True}}


def test_both_keeps_a_list_of_lines_and_needs_no_markers() -> None:
    nb = notebook(source_conflict())
    nb["cells"][0]["source"] = ["somebody's own"]
    assert settled(nb, "both")["source"] == f"{LOCAL}\n{REMOTE}".splitlines(keepends=True)


def test_who_deleted_the_cell_removes_it() -> None:
    nb = notebook(code("1"), deletion_conflict())
    assert len(settle(nb, 1, "local")["cells"]) == 1


@pytest.mark.parametrize(
    ("choice", "source"), [("remote", "# New"), ("both", "# New"), ("base", "# Old")]
)
def test_against_a_deletion_the_edit_can_be_kept(choice: Settlement, source: str) -> None:
    cell = settled(notebook(deletion_conflict()), choice)
    assert cell["source"] == source
    assert cell["metadata"] == {}


def test_a_cell_that_the_base_did_not_have_goes_with_it() -> None:
    nb = notebook(source_conflict())
    nb["cells"][0]["metadata"]["jupyter-mlops"]["conflict"]["base"] = None
    assert settle(nb, 0, "base")["cells"] == []


@pytest.mark.parametrize(("choice", "kind"), [("local", "markdown"), ("remote", "code")])
def test_a_type_brings_the_keys_that_it_needs(choice: Settlement, kind: str) -> None:
    metadata = held("type", base=code("x"), local=markdown("x"), remote=code("x"))
    cell = settled(notebook(code("x", metadata=metadata)), choice)
    assert cell["cell_type"] == kind
    assert ("outputs" in cell) == (kind == "code")
    again = settled(notebook(markdown("x", metadata=metadata)), choice)
    assert again["cell_type"] == kind


def test_only_the_keys_in_conflict_are_taken() -> None:
    sides: list[dict[str, Any]] = [
        {"tags": [], "old": 1, "deep": {"one": 0, "two": 0}},
        {"tags": ["l"], "deep": {"one": 1, "two": 0}},
        {"tags": ["r"], "old": 1, "new": 2, "deep": {"one": 2, "two": 2}},
    ]
    base, local, remote = (code("x", metadata=metadata) for metadata in sides)
    metadata = held(TAGS, base=base, local=local, remote=remote)
    metadata |= {"new": 2, "tags": ["l"], "mine": 3, "deep": sides[1]["deep"]}
    nb = notebook(code("x", metadata=metadata))
    taken = {
        "local": (["l"], 1),
        "remote": (["r"], 2),
        "base": ([], 0),
        "both": (["l", "r"], 1),
    }
    for choice, (tags, one) in taken.items():
        cell = settled(nb, choice)  # type: ignore[arg-type] # a key of the table
        expected = {"new": 2, "tags": tags, "mine": 3, "deep": {"one": one, "two": 2}}
        assert cell["metadata"] == expected


def test_attachments_are_taken_by_name() -> None:
    def picture(data: str) -> dict[str, Any]:
        return {"a.png": {"image/png": data}}

    sides = [markdown("x", attachments=picture(data)) for data in ("0", "1", "2")]
    metadata = held("attachments", base=sides[0], local=sides[1], remote=sides[2])
    nb = notebook(markdown("x", metadata=metadata, attachments=picture("1")))
    assert settled(nb, "remote")["attachments"] == picture("2")
    assert settled(nb, "base")["attachments"] == picture("0")


def test_outputs_in_conflict_come_with_their_count() -> None:
    metadata = held("outputs", base=code("x"), local=code("x"), remote=code("x"))
    conflict = metadata["jupyter-mlops"]["conflict"]
    conflict["remote"] |= {"outputs": PRINTED, "execution_count": 7}
    cell = settled(notebook(code("x", metadata=metadata)), "remote")
    assert (cell["outputs"], cell["execution_count"]) == (PRINTED, 7)


def test_an_edited_cell_must_have_lost_its_markers() -> None:
    nb = notebook(source_conflict())
    with pytest.raises(ConflictError, match=r"cell 1, line 2: .* <<<<<<< local"):
        settle(nb, 0, "edited")
    nb["cells"][0]["source"] = "x = 3\n=======\n"
    cell = settled(nb, "edited")
    assert cell["source"] == "x = 3\n=======\n"
    assert cell["metadata"] == {"jupyter-mlops": {"stale": True}}


def test_markers_that_a_side_is_about_may_stay() -> None:
    lesson = markdown(f"```\n{MARKED}\n```")
    metadata = held("source", base=None, local=lesson, remote=markdown("x"))
    nb = notebook({**lesson, "metadata": metadata})
    with pytest.raises(ConflictError):
        settle(notebook(markdown("<<<<<<< other", metadata=metadata)), 0, "edited")
    assert settled(nb, "edited")["source"] == lesson["source"]


def test_the_notebooks_own_metadata_is_settled_alike() -> None:
    sides = [{"metadata": {"title": title}} for title in ("b", "l", "r")]
    metadata = held("metadata", base=sides[0], local=sides[1], remote=sides[2])
    nb = notebook(code("x"), title="l", kept=1, **metadata)
    assert settle(nb, None, "remote")["metadata"] == {"title": "r", "kept": 1}
    assert settle(nb, None, "edited")["metadata"] == {"title": "l", "kept": 1}


def test_keys_that_the_format_does_not_know_are_settled_alike() -> None:
    sides = [code("x", own=value) for value in ("b", "l", "r")]
    metadata = held("metadata", base=sides[0], local=sides[1], remote=sides[2])
    nb = notebook(code("x", own="l", metadata=metadata))
    assert settle(nb, 0, "remote")["cells"][0]["own"] == "r"
    assert settle(nb, 0, "edited")["cells"][0]["own"] == "l"


@pytest.mark.parametrize("end", ["", "\n"])
def test_both_ends_as_the_merged_source_does(end: str) -> None:
    nb = notebook(source_conflict())
    nb["cells"][0]["source"] = f"<<<<<<< a\n1\n=======\n2\n>>>>>>> b{end}"
    assert settled(nb, "both")["source"] == f"1\n2{end}"


def test_what_is_no_conflict_is_refused() -> None:
    with pytest.raises(InvalidError, match="cell 1 has no conflict"):
        settle(notebook(code("x")), 0, "local")
    with pytest.raises(InvalidError, match="no cell 3"):
        settle(notebook(code("x")), 2, "local")


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        (MARKED, True),
        ("<<<<<<<", True),
        (">>>>>>> x", True),
        ("Title\n=======", False),
        ("x <<<<<<< y", False),
        ("<<<<<<<<< x", True),
        ("<<<<<<", False),
    ],
)
def test_marker_lines_are_known(source: str, marked: bool) -> None:  # noqa: FBT001 - a table
    assert is_marked(source) is marked


@st.composite
def merges(draw: st.DrawFn) -> Merged:
    """What is left where one side edits and deletes cells, and the other does anything."""
    base, local = draw(edited_notebooks())
    remote = copy.deepcopy(base)
    for cell in remote["cells"]:
        if draw(st.booleans()):
            cell["source"] = draw(TEXTS)
        if draw(st.booleans()):
            cell["metadata"] = {"tags": ["z"], "name": "x"}
    remote["cells"] = [cell for cell in remote["cells"] if draw(st.integers(0, 4))]
    return merge_notebooks(base, local, remote)


@given(merged=merges(), choice=st.sampled_from(["local", "remote", "base", "both"]))
def test_every_conflict_of_every_merge_can_be_settled(merged: Merged, choice: Settlement) -> None:
    assert find_conflicts(merged.nb) == merged.conflicts
    nb = merged.nb
    for conflict in reversed(merged.conflicts):
        nb = settle(nb, conflict.cell, choice)
    assert find_conflicts(nb) == []
    assert not any(is_marked(cell_source(cell)) for cell in nb["cells"])


@given(garbage=JSON, side=JSON, kinds=st.lists(st.sampled_from(["source", "metadata", 1])) | JSON)
def test_garbage_is_no_conflict_and_raises_nothing(garbage: Any, side: Any, kinds: Any) -> None:
    conflict = {"kinds": kinds, "local": side, "remote": None, "local_name": garbage}
    for value in (garbage, {"conflict": garbage}, {"conflict": conflict}):
        nb = notebook(code("x", metadata={"jupyter-mlops": value}))
        for found in find_conflicts(nb):
            assert read_conflict(nb["cells"][0]) is not None
            settle(nb, found.cell, "local")
            settle(nb, found.cell, "both")
