# ruff: noqa: RUF001 - sizes are written with the multiplication sign
from __future__ import annotations

import pytest

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
from jupyter_mlops.notebooks.render.phrases import (
    metadata_phrase,
    mime_name,
    path_text,
    value_phrase,
    view_phrase,
)

PLOT = Picture(mime="image/png", size=12_300, sha256="a", width=640, height=480)
OTHER = Picture(mime="image/png", size=12_500, sha256="b", width=640, height=480)


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
