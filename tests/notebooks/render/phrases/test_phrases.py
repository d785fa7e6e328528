# ruff: noqa: RUF001 - sizes are written with the multiplication sign
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.model import (
    AddedCell,
    Coarse,
    OutputChange,
    PairedCell,
    RemovedCell,
    Summary,
    UnchangedCells,
)
from jupyter_mlops.notebooks.diff.views import (
    ErrorView,
    HashView,
    Hunk,
    ImageView,
    JsonView,
    Picture,
    TableCell,
    TableView,
    TextView,
    ValueChange,
    View,
)
from jupyter_mlops.notebooks.render.model import Comparison
from jupyter_mlops.notebooks.render.phrases import (
    MARKS,
    cell_kinds,
    cell_name,
    cell_tags,
    cell_title,
    clip,
    coarse_phrase,
    count_phrase,
    join_phrase,
    metadata_phrase,
    mime_name,
    move_phrase,
    name_phrase,
    path_text,
    percent_text,
    problem_phrase,
    retyped_phrase,
    size_text,
    split_phrase,
    summary_phrase,
    summary_words,
    value_phrase,
    value_text,
    view_phrase,
)

CELL = {"cell_type": "code", "source": ["\n", "def fit(X, y):\n", "    ..."], "metadata": {}}
PLOT = Picture(mime="image/png", size=12_300, sha256="a", width=640, height=480)
OTHER = Picture(mime="image/png", size=12_500, sha256="b", width=640, height=480)


def test_a_title_is_type_number_and_first_line() -> None:
    assert cell_title(CELL, 3) == "code [4]: def fit(X, y):"
    assert cell_title({"cell_type": "markdown", "source": ""}, 0) == "markdown [1]"
    assert cell_title({**CELL, "source": "x" * 90}, 0, 10) == "code [1]: " + "x" * 9 + "…"


def test_a_cell_of_any_shape_has_a_title() -> None:
    assert cell_title(None, 0) == "cell [1]"
    assert cell_title({"cell_type": 7, "source": {"a": 1}}, 0) == "cell [1]"
    assert cell_tags({"metadata": {"tags": ["a", 7]}}) == ["a"]
    assert cell_tags({"metadata": []}) == []


def test_a_cell_that_others_pushed_along_has_both_numbers() -> None:
    assert cell_name(CELL, 2, 3) == "code [3→4]"
    assert cell_name(CELL, 3, 3) == "code [4]"


def test_places_are_counted_from_one() -> None:
    assert move_phrase(PairedCell(base=2, head=6, moved=True)) == "moved from 3 to 7"
    assert split_phrase(AddedCell(head=5, cell={}, split_from=2)) == "split from cell 3 of the base"
    assert join_phrase(RemovedCell(base=5, joined_into=2)) == "joined into cell 3"
    assert retyped_phrase(PairedCell(base=0, head=0, retyped=("code", "raw"))) == "code → raw"


def test_a_cell_that_kept_its_place_moved_nowhere() -> None:
    assert move_phrase(PairedCell(base=2, head=6)) == ""
    assert split_phrase(AddedCell(head=5, cell={})) == ""
    assert join_phrase(RemovedCell(base=5)) == ""


@pytest.mark.parametrize(
    ("entry", "kinds"),
    [
        (UnchangedCells(base=0, head=0, count=2), ["unchanged"]),
        (AddedCell(head=0, cell={}), ["added"]),
        (RemovedCell(base=0), ["removed"]),
        (PairedCell(base=0, head=1, moved=True, retyped=("a", "b")), ["edited", "moved"]),
        (
            PairedCell(base=0, head=1, source=TextView(hunks=[], formatting_only=True)),
            ["reformatted"],
        ),
        (
            PairedCell(base=0, head=0, outputs=[OutputChange(base=0, head=0, mime="error")]),
            ["rerun"],
        ),
        (
            PairedCell(
                base=0, head=0, metadata=[ValueChange(path=["id"], kind="added", noise=True)]
            ),
            ["unchanged"],
        ),
    ],
)
def test_a_cell_is_of_the_kinds_that_the_summary_counts(
    entry: PairedCell, kinds: list[str]
) -> None:
    assert cell_kinds(entry) == kinds


def test_a_summary_names_what_there_is() -> None:
    summary = Summary(added=1, edited=2, removed=1, moved=1, rerun=4, unchanged=9)
    assert summary_phrase(summary) == "+1 ~2 -1 ⇅1 ⟲4"
    assert summary_words(summary) == "1 added, 2 edited, 1 removed, 1 moved, 4 rerun"
    assert summary_phrase(Summary(unchanged=3)) == ""


def test_every_kind_of_change_in_a_summary_has_its_mark() -> None:
    assert set(Summary.__struct_fields__) == {*MARKS, "unchanged"}


@pytest.mark.parametrize(
    ("view", "phrase"),
    [
        (
            ImageView(base=PLOT, head=OTHER, verdict="different", score=0.987),
            "640×480, 12.3 KB → 640×480, 12.5 KB; 98.7 % alike",
        ),
        (
            ImageView(base=PLOT, head=PLOT, verdict="alike", score=0.99999),
            "640×480, 12.3 KB; looks the same (99.9 % alike)",
        ),
        (ImageView(base=PLOT, head=OTHER, verdict="same", score=1.0), "equal pixels"),
        (
            ImageView(
                base=PLOT, head=Picture(mime="image/png", size=7, sha256=""), verdict="unknown"
            ),
            "640×480, 12.3 KB → 7 B; not compared by pixels",
        ),
        (HashView(base_size=1, base_sha256="a", head_size=2000, head_sha256="b"), "1 B → 2.0 KB"),
        (JsonView(changes=[], omitted=3), "3 values differ"),
        (TextView(hunks=[], formatting_only=True), "formatting only"),
        (TextView(hunks=[Hunk(base=0, removed=1, head=0, added=2)]), "1 line removed, 2 added"),
    ],
)
def test_a_change_of_an_output_is_said_in_a_line(view: View, phrase: str) -> None:
    assert phrase in view_phrase(view)


def test_a_table_is_said_by_its_shape_and_by_how_much_differs() -> None:
    cell = TableCell(row="0", column="a", head=(0, 0), before="1", after="2")
    close = TableCell(row="0", column="b", head=(0, 1), before="1", after="1.0", close=True)
    view = TableView(
        base_shape=(4, 3), head_shape=(5, 3), cells=[cell, close], rows_added=[4], cells_omitted=9
    )
    assert view_phrase(view) == (
        "4 × 3 → 5 × 3; 10 cells differ, 1 cell within the tolerance, 1 row added"
    )
    assert view_phrase(TableView(base_shape=(1, 1), head_shape=(1, 1))) == "1 × 1; markup differs"


def test_an_error_is_said_by_name_and_first_line_of_the_message() -> None:
    def view(name: str, message: str, frame: str) -> ErrorView:
        return ErrorView(
            base_name="KeyError",
            base_message="'a'",
            base_frames=["f"],
            head_name=name,
            head_message=message,
            head_frames=[frame],
        )

    assert view_phrase(view("ValueError", "bad\nmore", "f")) == "KeyError: 'a' → ValueError: bad"
    assert view_phrase(view("KeyError", "'a'", "g")) == "KeyError: 'a', by another way"


def test_a_value_is_said_with_its_path() -> None:
    change = ValueChange(path=["layout", "title"], kind="changed", before="a", after="b")
    assert value_phrase(change) == 'layout.title: "a" → "b"'
    added = ValueChange(path=["metadata", "tags"], kind="added", after=["x"])
    assert metadata_phrase(added) == 'tags added: ["x"]'
    assert path_text(["data", 0, "a key"]) == 'data[0]["a key"]'
    assert path_text([]) == "the whole value"


def test_a_kind_of_output_goes_by_the_name_people_use() -> None:
    assert mime_name("stream/stdout") == "stdout"
    assert mime_name("image/png") == "PNG image"
    assert mime_name("application/vnd.vegalite.v5+json") == "Vega-Lite chart"
    assert mime_name("application/x-own") == "application/x-own"


def test_a_file_is_said_by_its_sides() -> None:
    assert name_phrase(Comparison(path="a", base_name="HEAD", head_name="worktree")) == (
        "HEAD → worktree"
    )
    assert name_phrase(Comparison(path="a", status="added")) == "new in head"
    assert name_phrase(Comparison(path="a", status="deleted")) == "gone from head"
    assert name_phrase(Comparison(path="a", old_path="b")) == "base → head, renamed from b"


def test_a_file_that_was_not_compared_has_a_reason() -> None:
    assert problem_phrase(Comparison(path="a", problem="not JSON")) == "not JSON"
    assert problem_phrase(Comparison(path="a")) == "cannot be compared"


def test_what_time_did_not_allow_is_said() -> None:
    assert coarse_phrase(Coarse(part="alignment")).startswith("Time ran out while pairing")
    assert "outputs of cell 3" in coarse_phrase(Coarse(part="outputs", head=2))


def test_sizes_have_their_unit() -> None:
    sizes = [size_text(size) for size in (0, 999, 1000, 999_949, 999_950, 4_000_000, 5 * 10**12)]
    assert sizes == ["0 B", "999 B", "1.0 KB", "999.9 KB", "1.0 MB", "4.0 MB", "5000.0 GB"]


def test_numbers_have_their_noun() -> None:
    assert count_phrase(1, "cell") == "1 cell"
    assert count_phrase(1204, "cell") == "1,204 cells"
    assert count_phrase(2, "entry", "entries") == "2 entries"


@given(st.floats(0, 1))
def test_only_all_is_a_hundred_percent_and_only_nothing_is_none(share: float) -> None:
    assert (percent_text(share) == "100 %") is (share == 1)
    assert (percent_text(share) == "0 %") is (share == 0)


def test_values_of_any_depth_and_length_stay_short() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert value_text(deep) == "…"
    assert len(value_text("x" * 10**6)) == 80
    assert value_text(float("nan")) == "NaN"
    assert clip("abc", 2) == "a…"
