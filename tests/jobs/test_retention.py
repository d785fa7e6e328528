from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.jobs.retention import Selection, select_runs
from jupyter_mlops.jobs.retention_model import Retention
from jupyter_mlops.jobs.store import Trace
from tests.jobs.builders import NOON


def trace(
    age: float = 0, notebook: str = "a", *, state: str = "failed", keep: bool = False
) -> Trace:
    """A run that ended so many days ago."""
    ended = NOON - timedelta(days=age)
    return Trace(
        id=new_id(),
        state=RunState(state),
        notebook=notebook,
        notebook_hash=notebook,
        output="",
        keep=keep,
        created_at=ended,
        ended_at=ended if RunState(state).final else None,
    )


def select(traces: list[Trace], rules: Retention, size: int = 10) -> Selection:
    return select_runs(traces, rules, NOON, lambda _: size)


TRACES = st.lists(
    st.builds(
        trace,
        st.floats(0, 100),
        st.sampled_from("abc"),
        state=st.sampled_from([state.value for state in RunState]),
        keep=st.booleans(),
    ),
    max_size=12,
)
RULES = st.builds(
    Retention,
    max_age=st.none() | st.floats(0.1, 100),
    max_runs=st.none() | st.integers(1, 5),
    max_size=st.none() | st.integers(1, 100),
)


def test_without_rules_everything_stays() -> None:
    found = select([trace(1), trace(1e5)], Retention())
    assert found.going == []
    assert found.oldest == NOON - timedelta(days=1e5)


def test_runs_go_by_the_first_rule_that_they_break() -> None:
    runs = [trace(1), trace(2, "b"), trace(3), trace(4, "c"), trace(40)]
    found = select(runs, Retention(max_age=30, max_runs=1, max_size=25))
    assert found.by_age == [runs[4]]
    assert found.by_count == [runs[2]]
    assert found.by_size == [runs[3]]
    assert found.oldest == runs[1].created_at
    assert found.notebooks == {"a", "b"}


def test_those_that_stay_anyway_take_the_room_of_others() -> None:
    runs = [trace(1, keep=True), trace(2, state="running"), trace(3)]
    assert select(runs, Retention(max_runs=2)).by_count == [runs[2]]
    assert select(runs, Retention(max_size=20)).by_size == [runs[2]]
    assert select(runs[:2], Retention(max_age=0.1, max_runs=1, max_size=1)).going == []


def test_an_age_beyond_all_time_keeps_everything() -> None:
    assert select([trace(1)], Retention(max_age=1e300)).going == []


def test_sizes_are_asked_only_if_there_is_a_bound_of_them() -> None:
    def refuse(_: Trace) -> int:
        raise AssertionError

    select_runs([trace(1)], Retention(max_age=1, max_runs=1), NOON, refuse)


@settings(deadline=None, max_examples=200)
@given(TRACES, RULES)
def test_each_run_goes_or_stays_and_never_one_that_must_not_go(
    runs: list[Trace], rules: Retention
) -> None:
    found = select(runs, rules)
    going = {run.id for run in found.going}
    assert len(going) == len(found.going)
    assert all(run.state.final and not run.keep for run in found.going)
    stays = [run for run in runs if run.id not in going]
    assert found.notebooks == {run.notebook_hash for run in stays}
    assert found.oldest == (stays[-1].created_at if stays else None)
    optional = [run for run in stays if run.state.final and not run.keep]
    if rules.max_size is not None and optional:
        last = stays.index(optional[-1])
        assert 10 * (last + 1) <= rules.max_size
    # Whoever applies the rules again finds nothing more to remove.
    assert select(stays, rules).going == []
