"""Notebooks that try to break out of a render, and what they became."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.engine import diff_notebooks
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from tests.notebooks.render.materials import chart, display, error, frame, stream

_PIECES = (
    "x = 1 y \n \n\t \r\n ``` ```` ~~~ | @octocat #12 !7 </details> <details> "
    "<script>alert(1)</script> <!-- [a](b) ** _ $x$ \\ \\| 世界 e\u0301 👩\u200d🔬 \u202e \ufeff "
    "\x00 \x07 \x08 \x1b[2J \x1b]0;x\x07 \x9b31m \x85 \u2028 \ud800 \u00a0 --- *** - + = # > 1."
)
TEXTS = st.lists(st.sampled_from([*_PIECES.split(" "), " ", "\n", "wide " * 40]), max_size=14).map(
    "".join
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
_OUTPUTS = st.one_of(
    st.builds(stream, TEXTS),
    st.builds(error, TEXTS, TEXTS, TEXTS),
    st.builds(lambda a, b: frame(["a", "b"], [[a, 1], [b, 2]]), TEXTS, TEXTS),
    st.builds(lambda text: display({"text/html": text, "text/plain": text}), TEXTS),
    st.builds(
        lambda bars: display({"image/png": chart(bars, (9, 9, 9))}), st.just([5]) | st.just([9])
    ),
    st.builds(lambda value: display({"application/json": value}), _VALUES),
    st.builds(lambda mime, value: display({mime: value}), TEXTS, _VALUES),
    _VALUES,
)


@st.composite
def _cell(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["code", "markdown", "raw", "odd ``` @kind"]))
    cell: dict[str, Any] = {
        "cell_type": kind,
        "metadata": draw(st.dictionaries(TEXTS | st.just("tags"), _VALUES, max_size=2)),
        "source": draw(TEXTS),
        "id": draw(st.sampled_from("abcdefgh")),
    }
    if kind == "code":
        cell |= {"outputs": draw(st.lists(_OUTPUTS, max_size=3)), "execution_count": None}
    return cell


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """A hostile notebook, changed here and there."""
    base = draw(st.lists(_cell(), max_size=4))
    head = [draw(_cell()) if draw(st.booleans()) else cell for cell in base]
    for cell in head:
        if draw(st.booleans()):
            head[head.index(cell)] = {**cell, "source": cell["source"] + draw(TEXTS)}
    head = draw(st.permutations(head)) + draw(st.lists(_cell(), max_size=1))
    before, after = (
        {"cells": cells, "metadata": draw(_METADATA), "nbformat": 4, "nbformat_minor": 5}
        for cells in (base, head)
    )
    return Comparison(
        path=draw(TEXTS) or "a.ipynb",
        old_path=draw(st.none() | TEXTS),
        status=draw(st.sampled_from(["added", "deleted", "modified", "renamed"])),
        base=before,
        head=after,
        diff=diff_notebooks(before, after, DiffOptions(pixels=False)) if draw(_MOSTLY) else None,
        problem=draw(TEXTS),
        notes=tuple(draw(st.lists(TEXTS, max_size=1))),
    )


_METADATA = st.dictionaries(TEXTS, _VALUES, max_size=2)
_MOSTLY = st.sampled_from([True] * 9 + [False])
SHOWN = st.builds(
    Shown,
    outputs=st.booleans(),
    metadata=st.booleans(),
    noise=st.booleans(),
    context=st.integers(0, 4),
)
