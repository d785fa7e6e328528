"""Notebooks as hypothesis makes them: valid ones, what people do to them, and any JSON at all."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

#: Any JSON value, also the ones that Python reads and the standard does not know.
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["a\nb\n", "a\nc\n", "\ud800", "1", 1, 1.0, True]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)

_LINES = [
    "import os\n",
    "x = 1\n",
    "x = 2\n",
    "y = f(x)\n",
    "\n",
    "print(x)\n",
    "# é ✓\u2028\n",
    "z",
]
_WORDS = st.lists(st.sampled_from(_LINES), max_size=6)


def _joined_or_not(lines: list[str]) -> st.SearchStrategy[Any]:
    text = "".join(lines)
    return st.sampled_from([lines, text, text.splitlines(keepends=True)])


TEXTS = _WORDS.flatmap(_joined_or_not)

_OUTPUTS = st.one_of(
    st.fixed_dictionaries(
        {
            "output_type": st.just("stream"),
            "name": st.sampled_from(["stdout", "stderr"]),
            "text": TEXTS,
        }
    ),
    st.fixed_dictionaries(
        {
            "output_type": st.just("execute_result"),
            "execution_count": st.none() | st.integers(1, 9),
            "metadata": st.just({}),
            "data": st.dictionaries(
                st.sampled_from(["text/plain", "text/html", "application/json"]),
                TEXTS | JSON,
                max_size=2,
            ),
        }
    ),
    st.fixed_dictionaries(
        {
            "output_type": st.just("error"),
            "ename": st.sampled_from(["KeyError", "ValueError"]),
            "evalue": st.sampled_from(["'a'", "at 0x7f1234567890"]),
            "traceback": st.lists(st.sampled_from(["Traceback", "line 1"]), max_size=2),
        }
    ),
)
_METADATA = st.dictionaries(
    st.sampled_from(["tags", "collapsed", "name", "jupyter"]),
    st.lists(st.sampled_from(["a", "b"]), max_size=2)
    | st.booleans()
    | st.just({"source_hidden": True}),
    max_size=2,
)
_IDS = st.sampled_from(["a", "b", "c", "d", "e", "f"])

CELLS = st.one_of(
    st.fixed_dictionaries(
        {
            "cell_type": st.just("code"),
            "execution_count": st.none() | st.integers(1, 9),
            "metadata": _METADATA,
            "outputs": st.lists(_OUTPUTS, max_size=3),
            "source": TEXTS,
        },
        optional={"id": _IDS, "unknown": JSON},
    ),
    st.fixed_dictionaries(
        {"cell_type": st.sampled_from(["markdown", "raw"]), "metadata": _METADATA, "source": TEXTS},
        optional={"id": _IDS},
    ),
)

NOTEBOOKS = st.fixed_dictionaries(
    {
        "cells": st.lists(CELLS, max_size=8),
        "metadata": _METADATA,
        "nbformat": st.just(4),
        "nbformat_minor": st.integers(0, 5),
    },
    optional={"unknown": JSON},
)


@st.composite
def edited_notebooks(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A notebook, and what became of it when somebody worked on it."""
    base: dict[str, Any] = draw(NOTEBOOKS)
    head = copy.deepcopy(base)
    cells = head["cells"]
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, max(len(cells) - 1, 0)))
        match draw(st.sampled_from(["add", "remove", "move", "edit", "rerun", "order"])):
            case "add":
                cells.insert(place, draw(CELLS))
            case "remove" if cells:
                cells.pop(place)
            case "move" if cells:
                cells.insert(draw(st.integers(0, len(cells) - 1)), cells.pop(place))
            case "edit" if cells:
                cells[place]["source"] = draw(TEXTS)
            case "rerun" if cells:
                cells[place]["outputs"] = draw(st.lists(_OUTPUTS, max_size=3))
            case "order" if cells:
                cells[place] = dict(reversed(cells[place].items()))
    return base, head
