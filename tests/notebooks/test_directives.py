from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from jupyter_mlops.notebooks.directives import cell_tags, read_marks

#: What the Lab's reader of marks is tested with, too.
_CASES = json.loads(Path(__file__).with_name("marks.json").read_text(encoding="utf-8"))


def test_tags_come_in_the_order_of_the_cell() -> None:
    assert cell_tags({"metadata": {"tags": ["parameters", "slow"]}}) == ["parameters", "slow"]


@pytest.mark.parametrize(
    "metadata", [None, {}, [], {"tags": None}, {"tags": "parameters"}, {"tags": {"a": 1}}]
)
def test_metadata_that_holds_no_list_of_tags_is_no_tag(metadata: Any) -> None:
    assert cell_tags({"metadata": metadata}) == []


def test_what_is_no_text_is_no_tag() -> None:
    assert cell_tags({"metadata": {"tags": [1, None, "a", ["b"]]}}) == ["a"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in _CASES])
def test_marks_are_read_as_the_shared_cases_say(case: dict[str, Any]) -> None:
    cell = {"source": case["source"], "metadata": {"tags": case["tags"]}}
    marks = msgspec.to_builtins(read_marks(cell))
    del marks["documents"]
    assert json.loads(json.dumps(marks)) == case["marks"]


@pytest.mark.parametrize("source", ["#| exportd\nf(1)", "#|exportd: true\nf(1)"])
def test_exportd_is_an_example_for_the_docstring(source: str) -> None:
    marks = read_marks({"source": source})
    assert marks.documents
    assert not marks.targets


def test_nbdev_keeps_directives_in_metadata_too() -> None:
    cell = {"source": "x = 1", "metadata": {"nbdev": {"exporti": "core", "hide": "true"}}}
    marks = read_marks(cell)
    assert (marks.targets, marks.public, marks.hidden) == (("core",), False, True)


@pytest.mark.parametrize("metadata", [None, [], {"nbdev": []}, {"nbdev": {"export": 1}}])
def test_metadata_that_holds_no_directives_says_nothing(metadata: Any) -> None:
    assert read_marks({"source": "x = 1", "metadata": metadata}).targets == ()


def test_a_source_may_be_a_list_of_lines() -> None:
    marks = read_marks({"source": ["#| export a\n", "#| hide\n", "x = 1"]})
    assert (marks.targets, marks.lines) == (("a",), (0, 1))
