from __future__ import annotations

import datetime as dt
import math
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.jobs.injection import FaithfulPythonTranslator

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(VALUES)
def test_the_cell_that_papermill_injects_assigns_the_very_value(value: Any) -> None:
    source = FaithfulPythonTranslator.codify({"value": value})
    names: dict[str, Any] = {}
    exec(source, names)  # noqa: S102 - as a kernel does
    assert repr(names["value"]) == repr(value)


def test_what_papermill_writes_as_text_stays_what_it_is() -> None:
    written = {"day": dt.date(2020, 1, 2), "limit": math.inf}
    names: dict[str, Any] = {}
    exec(FaithfulPythonTranslator.codify(written), names)  # noqa: S102 - the same
    assert names["day"] == written["day"]
    assert names["limit"] == math.inf
