"""Imports that kernels are given beforehand."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.services.check_imports import best_for, shared_imports

PANDAS, NUMPY, PLOT = "import pandas", "import numpy", "import matplotlib.pyplot"

_sets = st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=4), max_size=12)


def _set(*statements: str) -> frozenset[str]:
    return frozenset(statements)


def test_what_several_notebooks_have_in_common_is_shared() -> None:
    both = _set(PANDAS, NUMPY)
    chosen = shared_imports([both, both, _set(PANDAS, NUMPY, PLOT), _set(PANDAS), _set()])
    assert best_for(both, chosen) == (NUMPY, PANDAS)
    assert best_for(_set(PANDAS, NUMPY, PLOT), chosen) == (NUMPY, PANDAS)
    assert best_for(_set(), chosen) == ()


def test_what_one_alone_imports_is_not_worth_it() -> None:
    assert shared_imports([_set(PANDAS), _set(NUMPY), _set()]) == ()


@given(_sets)
@settings(deadline=None, max_examples=60)
def test_no_kernel_has_an_import_that_its_notebook_lacks(sets: list[frozenset[str]]) -> None:
    chosen = shared_imports(sets)
    assert len(chosen) <= 2
    assert all(set(best_for(each, chosen)) <= each for each in sets)
    assert shared_imports(reversed(sets)) == chosen
