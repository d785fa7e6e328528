from __future__ import annotations

import base64
import copy
import struct
from typing import Any

import pytest

from jupyter_mlops.notebooks.diff.views import HashView, JsonView, ValueChange
from tests.notebooks.diff.outputs.builders import display, only

PLOTLY = "application/vnd.plotly.v1+json"
VEGA = "application/vnd.vegalite.v5+json"
WIDGET = "application/vnd.jupyter.widget-view+json"

FIGURE: dict[str, Any] = {
    "data": [{"type": "scatter", "uid": "a", "x": list(range(20)), "y": [0.5] * 20, "name": "one"}],
    "layout": {"title": {"text": "Sales"}, "height": 300},
}
CHART: dict[str, Any] = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "data": {"name": f"data-{'a' * 32}"},
    "datasets": {f"data-{'a' * 32}": [{"x": 1, "y": 2}]},
    "mark": {"type": "bar"},
    "params": [{"name": "param_1"}],
}


def values(base: Any, head: Any, mime: str = "application/json") -> tuple[JsonView, bool]:
    change = only(display({mime: base}), display({mime: head}))
    assert isinstance(change.view, JsonView)
    return change.view, change.noise


def change(path: list[str | int], before: Any, after: Any, *, noise: bool = False) -> ValueChange:
    kind: Any = "added" if before is None else "removed" if after is None else "changed"
    return ValueChange(path=path, kind=kind, before=before, after=after, noise=noise)


def figure(**changes: Any) -> dict[str, Any]:
    copied: dict[str, Any] = copy.deepcopy(FIGURE)
    copied["data"][0].update(changes)
    return copied


def test_changes_are_named_by_their_paths() -> None:
    view, noise = values(
        {"a": 1, "b": [1, {"c": "x"}], "d": 0}, {"a": 1, "b": [1, {"c": "y"}], "e": 5}
    )
    assert not noise
    assert view.changes == [
        change(["b", 1, "c"], "x", "y"),
        change(["d"], 0, None),
        change(["e"], None, 5),
    ]


def test_an_item_put_into_a_list_is_one_item() -> None:
    view, _ = values([{"a": 1}, {"a": 2}], [{"a": 1}, {"a": 9}, {"a": 2}])
    assert view.changes == [change([1], None, {"a": 9})]


@pytest.mark.parametrize(
    ("before", "after", "noise"),
    [
        (0.3, 0.30000000001, True),
        (0.3, 0.31, False),
        (1, 2, False),
        (1, 1.0, True),
        (True, 1, False),
        (None, 0, False),
        (10**400, 0.5, False),
        ("<A at 0x7f0000000001>", "<A at 0x7f0000000002>", True),
        ("a", "b", False),
    ],
)
def test_which_values_are_close(before: Any, after: Any, *, noise: bool) -> None:
    assert values({"a": before}, {"a": after})[1] is noise


def test_long_lists_of_numbers_are_summed_up() -> None:
    view, noise = values(FIGURE, figure(y=[0.5] * 12 + [0.7] * 8), PLOTLY)
    assert not noise
    assert view.changes == [change(["data", 0, "y"], "20 numbers", "8 of 20 numbers differ")]
    view, noise = values(FIGURE, figure(y=[0.5] * 25), PLOTLY)
    assert not noise
    assert view.changes == [change(["data", 0, "y"], "20 numbers", "25 numbers")]


def test_numbers_that_differ_barely_are_noise() -> None:
    view, noise = values(FIGURE, figure(y=[0.50000000001] * 20), PLOTLY)
    assert noise
    assert view.changes[0].after == "20 of 20 numbers differ barely"


def test_numbers_in_base64_are_numbers() -> None:
    packed = base64.b64encode(struct.pack("<20d", *([0.5] * 19), 0.75)).decode()
    view, _ = values(FIGURE, figure(y={"dtype": "f8", "bdata": packed}), PLOTLY)
    assert view.changes[0].after == "1 of 20 numbers differ"
    for broken in ({"dtype": "f8", "bdata": "A"}, {"dtype": ["f8"], "bdata": packed}):
        assert not values(FIGURE, figure(y=broken), PLOTLY)[1]


def test_generated_ids_of_a_plot_are_noise() -> None:
    view, noise = values(FIGURE, figure(uid="b"), PLOTLY)
    assert noise
    assert view.changes == [change(["data", 0, "uid"], "a", "b", noise=True)]


def test_a_plot_that_is_the_same_hides_its_alternatives() -> None:
    one, other = (
        display({PLOTLY: figure(uid=name), "text/html": f"<script>{name}</script>"})
        for name in "ab"
    )
    assert only(one, other).noise


def test_names_of_datasets_are_noise_and_their_data_is_not() -> None:
    renamed = copy.deepcopy(CHART)
    renamed["data"]["name"] = f"data-{'b' * 32}"
    renamed["datasets"] = {f"data-{'b' * 32}": [{"x": 1, "y": 2}]}
    renamed["params"][0]["name"] = "param_7"
    assert values(CHART, renamed, VEGA)[1]
    renamed["datasets"][f"data-{'b' * 32}"][0]["y"] = 3
    view, noise = values(CHART, renamed, VEGA)
    assert not noise
    assert view.changes[0] == change(["datasets", f"data-{'b' * 32}", 0, "y"], 2, 3)


def test_large_values_are_shortened() -> None:
    view, _ = values({"a": ["x" * 300]}, {"a": {"k": "y" * 300}, "b": "z" * 300})
    for shown in (view.changes[0].before, view.changes[0].after, view.changes[1].after):
        assert len(shown) == 200
        assert shown.endswith("…")


def test_only_so_many_changes_are_listed_real_ones_first() -> None:
    base = {"close": {str(at): 0.1 for at in range(300)}, "last": 1}
    head = {"close": {str(at): 0.1 + 1e-12 for at in range(300)}, "last": 2}
    view, noise = values(base, head)
    assert not noise
    assert view.changes[0].path == ["last"]
    assert (len(view.changes), view.omitted) == (200, 101)


def test_a_deep_value_is_compared_as_a_whole() -> None:
    base: Any = 1
    head: Any = 2
    for _ in range(300):
        base, head = [base], [head]
    view, noise = values(base, head)
    assert not noise
    assert len(view.changes) == 1


def test_a_widget_is_told_by_its_text() -> None:
    def widget(name: str, text: str) -> dict[str, Any]:
        model = {"model_id": name, "version_major": 2, "version_minor": 0}
        return display({WIDGET: model, "text/plain": text})

    same = only(widget("a", "HBox(...)"), widget("b", "HBox(...)"))
    assert same.noise
    assert isinstance(same.view, HashView)
    other = only(widget("a", "Int(value=1)"), widget("b", "Int(value=2)"))
    assert (other.mime, other.noise) == ("text/plain", False)
