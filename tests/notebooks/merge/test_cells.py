"""What becomes of a cell that both sides changed."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.merge import MergeOptions
from jupyter_mlops.notebooks.merge.cells import MergedCell, merge_cell
from jupyter_mlops.notebooks.merge.model import CONFLICT, KEY, STALE
from jupyter_mlops.notebooks.merge.values import MISSING, Three
from tests.notebooks.merge.builders import code, printed

_TEXT = "a = 1\nb = 2\nc = 3"
_LOCAL, _REMOTE = "a = 10\nb = 2\nc = 3", "a = 1\nb = 2\nc = 30"
_BOTH = "a = 10\nb = 2\nc = 30"


def _merge(base: Any, local: Any, remote: Any, **options: Any) -> MergedCell:
    return merge_cell(Three(base, local, remote), MergeOptions(**options), Budget())


def _tagged(*tags: str, **more: Any) -> dict[str, Any]:
    return code("x", metadata={"tags": list(tags), **more})


def test_lines_of_both_sides_make_a_new_source_whose_outputs_are_gone() -> None:
    run = {"outputs": [printed("1")], "execution_count": 3}

    merged = _merge(code(_TEXT, **run), code(_LOCAL, **run), code(_REMOTE, **run))

    ours = {KEY: {STALE: True}}
    assert merged == MergedCell(code(_BOTH, metadata=ours), stale=True)


def test_a_cell_that_was_never_run_is_not_stale() -> None:
    assert _merge(code(_TEXT), code(_LOCAL), code(_REMOTE)) == MergedCell(code(_BOTH))


def test_a_merged_source_has_the_form_that_local_has() -> None:
    local = code(_LOCAL.splitlines(keepends=True))

    merged = _merge(code(_TEXT), local, code(_REMOTE)).cell

    assert merged["source"] == ["a = 10\n", "b = 2\n", "c = 30"]


def test_one_sides_edit_and_the_others_outputs_are_taken() -> None:
    run = {"outputs": [printed("1")], "execution_count": 7}

    merged = _merge(code(_TEXT), code(_LOCAL), code(_TEXT, **run))

    assert merged == MergedCell(code(_LOCAL, **run))


def test_outputs_that_differ_by_noise_are_locals() -> None:
    def cell(address: str, count: int) -> dict[str, Any]:
        return code("x", outputs=[printed(f"<A at 0x{address}>")], execution_count=count)

    merged = _merge(cell("7f1234567890", 1), cell("7f1234567891", 2), cell("7f1234567892", 3))

    assert merged.cell == {**cell("7f1234567891", 2), "execution_count": None}


def test_a_rerun_that_changed_nothing_gives_way_to_one_that_did() -> None:
    def cell(text: str) -> dict[str, Any]:
        return code("x", outputs=[printed(text)])

    before, rerun = "<A at 0x7f1234567890>", "<A at 0x7f1234567899>"

    assert _merge(cell(before), cell(rerun), cell("new")).cell == cell("new")
    assert _merge(cell(before), cell("new"), cell(rerun)).cell == cell("new")


@pytest.mark.parametrize(
    ("choice", "texts"),
    [("mark", []), ("local", ["l"]), ("remote", ["r"]), ("union", ["both", "l", "r"])],
)
def test_outputs_of_two_runs_are_settled_as_asked(choice: str, texts: list[str]) -> None:
    common = [printed("both")] if choice == "union" else []
    local, remote = (code("x", outputs=[*common, printed(text)]) for text in "lr")

    merged = _merge(code("x"), local, remote, outputs=choice)

    assert merged.cell["outputs"] == [printed(text) for text in texts]
    assert merged.kinds == []
    assert merged.stale == (choice == "mark")


def test_lines_that_both_sides_changed_are_marked_and_recorded() -> None:
    base, local, remote = (code(f"first\n{text}\nlast") for text in ("a", "b", "c"))

    merged = _merge(base, local, remote, local_name="HEAD", remote_name="topic")

    assert merged.cell["source"].split("\n") == [
        "first",
        "<<<<<<< HEAD",
        "b",
        "=======",
        "c",
        ">>>>>>> topic",
        "last",
    ]
    record = merged.cell["metadata"][KEY][CONFLICT]
    assert record["kinds"] == merged.kinds == ["source"]
    assert [record[side]["source"] for side in ("base", "local", "remote")] == [
        "first\na\nlast",
        "first\nb\nlast",
        "first\nc\nlast",
    ]
    assert "outputs" not in record["local"]
    assert (record["local_name"], record["remote_name"]) == ("HEAD", "topic")


@pytest.mark.parametrize(("choice", "text"), [("local", "b"), ("remote", "c"), ("union", "b\nc")])
def test_lines_that_both_sides_changed_are_settled_as_asked(choice: str, text: str) -> None:
    merged = _merge(code("a"), code("b"), code("c"), source=choice)

    assert merged == MergedCell(code(text))


def test_a_side_that_wins_keeps_its_outputs() -> None:
    local, remote = (code(text, outputs=[printed(text)]) for text in "bc")

    assert _merge(code("a"), local, remote, source="remote").cell == remote


def test_tags_are_a_set() -> None:
    merged = _merge(_tagged("a", "b"), _tagged("a", "b", "l"), _tagged("r", "b"))

    assert merged == MergedCell(_tagged("b", "l", "r"))


def test_metadata_is_merged_by_key() -> None:
    local, remote = (code("x", metadata={"own": {side: 1}}) for side in ("l", "r"))

    merged = _merge(code("x", metadata={"own": {}}), local, remote)

    assert merged.cell["metadata"] == {"own": {"l": 1, "r": 1}}


def test_metadata_that_both_changed_is_a_conflict_that_keeps_locals() -> None:
    base, local, remote = (code("x", metadata={"name": name}) for name in "abc")

    merged = _merge(base, local, remote)

    assert merged.kinds == ["metadata"]
    assert merged.cell["metadata"]["name"] == "b"
    assert merged.cell["metadata"][KEY][CONFLICT]["remote"] == {
        key: value for key, value in remote.items() if key != "outputs"
    }
    assert _merge(base, local, remote, metadata="remote") == MergedCell(remote)


def test_noise_is_no_conflict() -> None:
    base, local, remote = (
        code("x", metadata={"ExecuteTime": time, "collapsed": folded})
        for time, folded in (("1", False), ("2", True), ("3", False))
    )

    assert _merge(base, local, remote) == MergedCell(local)


def test_an_earlier_conflict_is_text_and_its_record_does_not_grow() -> None:
    local: dict[str, Any] = code("b")
    remote: dict[str, Any] = code("c")
    for _ in range(3):
        again = _merge(code("a"), local, remote).cell
        local, remote = again, {**again, "source": again["source"] + "\n# seen"}

    record = local["metadata"][KEY][CONFLICT]
    assert record["local"]["metadata"] == record["remote"]["metadata"] == {}


def test_a_cell_that_became_prose_has_nothing_of_code() -> None:
    prose = {"cell_type": "markdown", "metadata": {}, "source": "x"}

    merged = _merge(code("x"), prose, code("x", outputs=[printed("1")], execution_count=1))

    assert merged == MergedCell(prose)


def test_two_new_types_are_a_conflict() -> None:
    prose = {"cell_type": "markdown", "metadata": {}, "source": "x"}

    merged = _merge(code("x"), prose, {**prose, "cell_type": "raw"})

    assert merged.kinds == ["type"]
    assert merged.cell["cell_type"] == "markdown"


def test_attachments_are_merged_by_name() -> None:
    def prose(**images: str) -> dict[str, Any]:
        attachments = {name: {"image/png": data} for name, data in images.items()}
        return {
            "attachments": attachments,
            "cell_type": "markdown",
            "metadata": {},
            "source": "x",
        }

    assert _merge(prose(), prose(l="A"), prose(r="B")) == MergedCell(prose(l="A", r="B"))
    merged = _merge(prose(n="A"), prose(n="B"), prose(n="C"))
    assert merged.kinds == ["attachments"]
    assert merged.cell["attachments"] == prose(n="B")["attachments"]


def test_an_id_that_only_one_side_has_stays() -> None:
    merged = _merge(MISSING, code("x", id="own"), code("x", metadata={"name": "n"}))

    assert merged.cell == {**code("x", metadata={"name": "n"}), "id": "own"}
