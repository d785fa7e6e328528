from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.model import OutputChange
from jupyter_mlops.notebooks.diff.outputs import output_bytes, output_text, run_end, shown_mime
from jupyter_mlops.notebooks.diff.views import TextView
from jupyter_mlops.notebooks.equality import same
from tests.notebooks.diff.outputs.builders import compare

TEXTS = st.text(st.sampled_from("ab\n\r\x1b[0m<>\ud800é1.")) | st.sampled_from(
    ["<table><tr><td>1</td></tr></table>", "<table><tr><th>a</th><td>2</td></tr></table>", "YWJj"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
MIMES = st.sampled_from(
    [
        "text/plain",
        "text/html",
        "image/png",
        "image/svg+xml",
        "application/json",
        "odd/type",
        "application/vnd.plotly.v1+json",
        "application/vnd.jupyter.widget-view+json",
    ]
)
LINES = TEXTS | st.lists(TEXTS, max_size=3)
METADATA = st.dictionaries(st.sampled_from(["a", "needs_background"]), JSON, max_size=2)
HONEST = (
    st.fixed_dictionaries(
        {"output_type": st.just("stream"), "name": st.sampled_from(["stdout", "x"]), "text": LINES}
    )
    | st.fixed_dictionaries(
        {
            "output_type": st.sampled_from(["display_data", "execute_result"]),
            "data": st.dictionaries(MIMES, LINES | JSON, max_size=3),
            "metadata": METADATA,
        }
    )
    | st.fixed_dictionaries(
        {
            "output_type": st.just("error"),
            "ename": TEXTS,
            "evalue": TEXTS,
            "traceback": st.lists(TEXTS, max_size=3),
        }
    )
)
KEYS = st.sampled_from(["output_type", "data", "text", "name", "metadata", "ename", "traceback"])
KINDS = st.sampled_from(["stream", "error", "display_data", "execute_result"])
HOSTILE = JSON | st.dictionaries(KEYS, JSON | KINDS, max_size=5)
OUTPUTS = st.lists(HONEST | HOSTILE, max_size=4)


@given(OUTPUTS)
def test_nothing_differs_from_itself(outputs: list[Any]) -> None:
    assert compare(outputs, copy.deepcopy(outputs)) == []


@given(HONEST | HOSTILE, HONEST | HOSTILE)
def test_whatever_differs_shows_up(base: Any, head: Any) -> None:
    assert bool(compare([base], [head])) is not same(base, head)


@given(OUTPUTS, OUTPUTS)
def test_changes_are_in_order_and_renderers_can_show_them(base: list[Any], head: list[Any]) -> None:
    changes = compare(base, head)
    for side in ("base", "head"):
        indices = [getattr(change, side) for change in changes]
        present = [index for index in indices if index is not None]
        assert present == sorted(set(present))
    assert msgspec.json.decode(msgspec.json.encode(_encodable(changes)), type=list[OutputChange])
    for output in [*base, *head]:
        output_text(output, shown_mime(output))
        output_bytes(output, shown_mime(output))
    assert all(run_end(base, at) > at for at in range(len(base)))


def _encodable(changes: list[OutputChange]) -> list[OutputChange]:
    """Changes without what JSON can't hold: half of a surrogate pair."""
    return [msgspec.structs.replace(change, view=None, mime="") for change in changes] or [
        OutputChange(base=None, head=None, mime="")
    ]


@given(OUTPUTS, OUTPUTS)
def test_lines_of_a_view_are_lines_of_the_text(base: list[Any], head: list[Any]) -> None:
    from jupyter_mlops.notebooks.diff.outputs import stream_run

    for change in compare(base, head):
        if not isinstance(change.view, TextView) or change.base is None or change.head is None:
            continue
        for side, index in ((base, change.base), (head, change.head)):
            if change.mime.startswith("stream/"):
                text = stream_run(side, index)
            else:
                text = output_text(side[index], change.mime)
            count = len(text.split("\n"))
            for hunk in change.view.hunks:
                start = hunk.base if side is base else hunk.head
                size = hunk.removed if side is base else hunk.added
                assert start + size <= count


def test_the_outputs_of_real_notebooks_compare(real_pairs: list[Path]) -> None:
    for folder in real_pairs:
        base, head = (
            msgspec.json.decode((folder / name).read_bytes())["cells"]
            for name in ("a.ipynb", "b.ipynb")
        )
        for one, other in zip(base, head, strict=False):
            old, new = one.get("outputs", []), other.get("outputs", [])
            changes = compare(old, new)
            assert bool(changes) is not same(old, new)
            assert compare(old, copy.deepcopy(old)) == []
