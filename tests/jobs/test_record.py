from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.jobs import events
from jupyter_mlops.jobs.model import Progress, Run, RunState
from jupyter_mlops.jobs.record import fold
from tests.jobs.builders import NOON, a_run
from tests.jobs.strategies import LOGS, RUNS, well_formed_logs


@given(RUNS, LOGS, st.integers(0, 12))
def test_a_log_read_in_two_parts_gives_the_same_run(
    run: Run, log: list[events.AnyEvent], cut: int
) -> None:
    assert fold(fold(run, log[:cut]), log[cut:]) == fold(run, log)


@given(LOGS, LOGS)
def test_events_after_the_end_change_nothing(
    before: list[events.AnyEvent], after: list[events.AnyEvent]
) -> None:
    end = events.RunEnded(at=NOON, state=RunState.FAILED)
    ended = fold(a_run(), [*before, end])
    assert ended.state.final
    assert fold(ended, after) == ended


@given(well_formed_logs())
def test_progress_never_exceeds_its_total(log: list[events.AnyEvent]) -> None:
    run = fold(a_run(), log)
    assert run.progress.done == len(run.cells) <= run.progress.total


def test_a_cell_at_work_is_shown_until_it_ends() -> None:
    started = events.CellStarted(at=NOON, index=3, cell_id="c", preview="x = 1")
    run = fold(a_run(), [events.NotebookStarted(at=NOON, total=2), started])
    expected = Progress(total=2, cell_index=3, cell_id="c", cell_preview="x = 1")
    assert run.progress == expected
