"""What the tests of parameters build again and again."""

from __future__ import annotations

import math
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from jupyter_mlops.notebooks.parameters import Parameter, ParameterSet, read_parameters


def notebook(*sources: str, tags: tuple[str, ...] = ("parameters",), **metadata: Any) -> Any:
    """A notebook of a heading and one tagged cell for each source."""
    heading = {"cell_type": "markdown", "id": "head", "metadata": {}, "source": "# Train"}
    cells = [
        {"cell_type": "code", "id": f"p{n}", "metadata": {"tags": [*tags]}, "source": source}
        for n, source in enumerate(sources)
    ]
    return {"cells": [heading, *cells], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def parameters(source: str) -> ParameterSet:
    """The parameters of a notebook with this parameters cell."""
    return read_parameters(notebook(source), name="train.ipynb")


def parameter(source: str) -> Parameter:
    """The only parameter of a cell."""
    (only,) = parameters(source).parameters
    return only


def alike(left: Any, right: Any) -> bool:
    """Whether two values are the same in type, too, and nan is nan."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(alike(left[key], right[key]) for key in left)
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(alike, left, right))
    if isinstance(left, float) and math.isnan(left):
        return math.isnan(right)
    return bool(left == right)


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
#: Values that JSON text can write and Python reads as the same.
JSON_LIKE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=12,
)
ZONES = st.none() | st.just(timezone.utc) | st.just(timezone(timedelta(hours=-3, minutes=-30)))
DATES = st.dates()
DATETIMES = st.datetimes(timezones=ZONES, allow_imaginary=False)
TIMES = st.times()
PATHS = st.text(alphabet=st.characters(exclude_characters="\0", codec="utf-8")).map(Path)
#: No nan, which in a set is not even itself.
HASHABLE = SCALARS.filter(lambda value: repr(value) != "nan") | DATES | DATETIMES | TIMES
#: Everything that a parameter may hold.
VALUES = st.recursive(
    SCALARS | DATES | DATETIMES | TIMES | PATHS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(), inner, max_size=4)
        | st.sets(HASHABLE, max_size=4)
        | st.frozensets(HASHABLE, max_size=4)
    ),
    max_leaves=10,
)
