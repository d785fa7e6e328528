from __future__ import annotations

from hypothesis import given

from jupyter_mlops.jobs.model import Run
from jupyter_mlops.jobs.rows import DETAIL_COLUMNS, from_row, to_row
from jupyter_mlops.jobs.tables import runs
from tests.jobs.strategies import RUNS


@given(RUNS)
def test_a_run_comes_back_from_its_row_as_it_was(run: Run) -> None:
    assert from_row(to_row(run)) == run


@given(RUNS)
def test_a_row_without_the_details_is_the_same_run_but_for_them(run: Run) -> None:
    row = {key: value for key, value in to_row(run).items() if key not in DETAIL_COLUMNS}
    short = from_row(row)
    assert (short.cells, short.environment) == ((), None)
    assert to_row(short) | {key: to_row(run)[key] for key in DETAIL_COLUMNS} == to_row(run)


def test_a_row_has_a_value_for_every_column() -> None:
    from tests.jobs.builders import a_run

    assert set(to_row(a_run())) == {column.name for column in runs.columns}
