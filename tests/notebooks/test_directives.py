from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.notebooks.directives import cell_tags


def test_tags_come_in_the_order_of_the_cell() -> None:
    assert cell_tags({"metadata": {"tags": ["parameters", "slow"]}}) == ["parameters", "slow"]


@pytest.mark.parametrize(
    "metadata", [None, {}, [], {"tags": None}, {"tags": "parameters"}, {"tags": {"a": 1}}]
)
def test_metadata_that_holds_no_list_of_tags_is_no_tag(metadata: Any) -> None:
    assert cell_tags({"metadata": metadata}) == []


def test_what_is_no_text_is_no_tag() -> None:
    assert cell_tags({"metadata": {"tags": [1, None, "a", ["b"]]}}) == ["a"]
