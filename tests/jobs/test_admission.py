"""Which runs may start: the laws of the queue."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jupyter_mlops.jobs.admission import Plan, admit, slots_in_all
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.queue_model import Limits, Waiting
from tests.jobs.builders import NOON


def waiting(**changes: Any) -> Waiting:
    run = Waiting(
        id=new_id(),
        job=None,
        labels=(),
        slots=1,
        memory=0,
        max_parallel=None,
        created_at=NOON,
        not_before=None,
        queue_timeout=None,
    )
    return replace(run, **changes)


def plan(runs: list[Waiting], *working: Waiting, **limits: Any) -> Plan:
    return admit(runs, working, Limits(**{"slots": 2, **limits}), NOON)


def started(runs: list[Waiting], *working: Waiting, **limits: Any) -> list[int]:
    start = plan(runs, *working, **limits).start
    return [next(n for n, run in enumerate(runs) if run.id == run_id) for run_id in start]


RUNS = st.lists(
    st.builds(
        waiting,
        job=st.sampled_from([None, "a", "b"]),
        sweep=st.sampled_from([None, "s"]),
        labels=st.sampled_from([(), ("gpu",), ("gpu", "db")]),
        slots=st.integers(1, 5),
        memory=st.integers(0, 12),
        max_parallel=st.sampled_from([None, 1, 2]),
        not_before=st.sampled_from([None, NOON, NOON + timedelta(hours=1)]),
        queue_timeout=st.sampled_from([None, 3600.0]),
    ),
    max_size=12,
)
LIMITS = st.builds(
    Limits,
    slots=st.integers(1, 4),
    memory=st.sampled_from([None, 10]),
    labels=st.sampled_from([{}, {"gpu": 1}, {"gpu": 0}]),
)


@settings(deadline=None, max_examples=300)
@given(runs=RUNS, limits=LIMITS)
def test_no_limit_is_ever_exceeded(runs: list[Waiting], limits: Limits) -> None:
    at_work = [run for run in runs if run.id in admit(runs, [], limits, NOON).start]
    alone = len(at_work) == 1
    assert alone or sum(run.slots for run in at_work) <= slots_in_all(limits)
    assert limits.memory is None or alone or sum(r.memory for r in at_work) <= limits.memory
    labels = Counter(label for run in at_work for label in run.labels)
    assert all(labels[label] <= most for label, most in limits.labels.items())
    for run in at_work:
        if run.max_parallel is not None and run.job is not None:
            before = at_work[: at_work.index(run)]
            assert sum(other.job == run.job for other in before) < run.max_parallel


@settings(deadline=None, max_examples=200)
@given(runs=RUNS, limits=LIMITS)
def test_whoever_works_the_queue_off_comes_to_an_end(runs: list[Waiting], limits: Limits) -> None:
    """What was started ends, then the next are started, until only those are left that may not."""
    late = NOON + timedelta(hours=1)
    left = [replace(run, queue_timeout=None) for run in runs]
    while start := admit(left, [], limits, late).start:
        left = [run for run in left if run.id not in start]
    assert all("gpu" in run.labels and limits.labels.get("gpu") == 0 for run in left)


@settings(deadline=None, max_examples=200)
@given(runs=RUNS, limits=LIMITS)
def test_looking_again_starts_nothing_more(runs: list[Waiting], limits: Limits) -> None:
    start = admit(runs, [], limits, NOON).start
    at_work = [run for run in runs if run.id in start]
    rest = [run for run in runs if run.id not in start]
    assert admit(rest, at_work, limits, NOON).start == ()


def test_the_first_go_first_as_far_as_there_are_slots() -> None:
    assert started([waiting(), waiting(), waiting()]) == [0, 1]
    assert started([waiting(), waiting()], waiting()) == [0]


def test_a_paused_queue_starts_nothing_but_lets_time_pass() -> None:
    late = waiting(created_at=NOON - timedelta(seconds=10), queue_timeout=9.0)
    decided = plan([waiting(), late], paused=True)
    assert (decided.start, decided.expired) == ((), (late.id,))


def test_small_runs_never_pass_a_big_one_that_waits_for_slots() -> None:
    big, small = waiting(slots=2), waiting()
    assert started([big, small], waiting()) == []


def test_who_needs_no_memory_passes_one_that_waits_for_memory() -> None:
    big, hungry, modest = waiting(memory=8), waiting(memory=1), waiting()
    assert started([big, hungry, modest], waiting(memory=5), slots=4, memory=10) == [2]


def test_a_run_that_wants_more_than_there_is_runs_alone() -> None:
    huge = waiting(slots=100, memory=100)
    assert started([huge, waiting()], memory=10) == [0]
    assert started([huge], waiting()) == []


def test_runs_of_a_crowded_job_sweep_or_label_let_others_pass() -> None:
    of_job, of_sweep = waiting(job="a", max_parallel=1), waiting(sweep="s", max_parallel=1)
    labelled, free = waiting(labels=("gpu",)), waiting()
    at_work = [waiting(job="a"), waiting(sweep="s"), waiting(labels=("gpu",))]
    runs = [of_job, of_sweep, labelled, free]
    assert started(runs, *at_work, slots=9, labels={"gpu": 1}) == [3]


def test_a_run_that_is_held_back_keeps_no_other_from_its_slot() -> None:
    later = NOON + timedelta(seconds=30)
    held = waiting(not_before=later)
    decided = plan([held, waiting()])
    assert len(decided.start) == 1
    assert decided.next_at == later


def test_the_time_for_which_a_retry_is_held_back_is_not_time_in_the_queue() -> None:
    later = NOON + timedelta(seconds=30)
    run = waiting(not_before=later, queue_timeout=5.0, created_at=NOON - timedelta(seconds=60))
    assert plan([run]).expired == ()
    limits = Limits(slots=1)
    assert admit([run], [waiting()], limits, later + timedelta(seconds=5)).expired == (run.id,)


def test_without_a_word_there_is_a_slot_for_each_processor() -> None:
    assert slots_in_all(Limits()) >= 1
    assert slots_in_all(Limits(slots=7)) == 7
