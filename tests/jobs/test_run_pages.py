from __future__ import annotations

import operator
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import event

from jupyter_mlops.jobs import run_pages
from jupyter_mlops.jobs.ids import first_id
from jupyter_mlops.jobs.model import Failure, FailureCode, Origin, Provenance, Run, RunState
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.jobs.store import Comparison, Operator, RunFilter
from tests.jobs.builders import a_run
from tests.jobs.store_builders import NAME, add, noon

_STATES = [*RunState]
_COMPARE = {
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.GREATER: operator.gt,
    Operator.AT_LEAST: operator.ge,
}


def numbered(number: int) -> Run:
    """One of a row of runs in which everything varies, each with its own rhythm."""
    at = noon(hours=number)
    failure = Failure(code=FailureCode.CELL_ERROR, message="KeyError: '100%'")
    return a_run(
        id=first_id(at)[:-4] + f"{number:04d}",
        created_at=at,
        state=_STATES[number % 6],
        notebook=f"/lab/{'ab'[number % 2]}/n.ipynb",
        output=f"/lab/out/{number % 9}.ipynb",
        user="ada" if number % 5 else "bob",
        job=f"j{number % 3}" if number % 3 else None,
        job_name=f"job_{number % 3}" if number % 3 else "",
        sweep=f"s{number % 4}" if number % 4 else None,
        origin=Origin.SWEEP if number % 4 else Origin.MANUAL,
        labels=tuple(label for n, label in ((2, "even"), (7, "seventh")) if number % n == 0),
        parameters={"alpha": number / 10, "model": "ridge" if number % 2 else "lasso", "dry": True},
        metrics={"rmse": float(number % 8)} if number % 3 else {},
        provenance=Provenance(commit=f"{number % 11:x}" + "0" * 39, dirty=False),
        note="look here" if number % 10 == 0 else "",
        failure=failure if number % 6 == 3 else None,
    )


RUNS = [numbered(number) for number in range(80)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteRunStore]:
    opened = SqliteRunStore(tmp_path_factory.mktemp("pages") / NAME)
    for run in RUNS:
        opened.add(run)
    yield opened
    opened.close()


def fits(run: Run, only: RunFilter) -> bool:
    """The filter in plain words."""
    texts = [run.notebook, run.job_name, run.note, "" if run.failure is None else "KeyError: 100%"]
    commit = run.provenance.commit if run.provenance else ""
    return all(
        [
            only.user in {None, run.user},
            only.state in {None, run.state},
            not only.states or run.state in only.states,
            only.notebook is None or str(only.notebook) in {run.notebook, run.output},
            only.under is None or Path(run.notebook).is_relative_to(only.under),
            only.job in {None, run.job},
            only.job_name in run.job_name,
            only.sweep in {None, run.sweep},
            only.origin in {None, run.origin},
            set(only.labels) <= set(run.labels),
            commit.startswith(only.commit),
            all(any(word.lower() in text.lower() for text in texts) for word in only.words),
            all(holds(run, each) for each in only.comparisons),
            only.since is None or run.created_at >= only.since,
            only.until is None or run.created_at < only.until,
        ]
    )


def holds(run: Run, wanted: Comparison) -> bool:
    values: dict[str, Any] = {**run.metrics, **({} if wanted.metric else run.parameters)}
    value = values.get(wanted.name)
    if value is None or isinstance(value, str) != isinstance(wanted.value, str):
        return False
    if isinstance(value, bool) != isinstance(wanted.value, bool):
        return False
    return bool(_COMPARE[wanted.operator](value, wanted.value))


COMPARISONS = st.one_of(
    st.builds(
        Comparison,
        name=st.sampled_from(["alpha", "rmse", "none", 'odd"name']),
        operator=st.sampled_from(Operator),
        value=st.sampled_from([0.0, 2.5, 3.0, 7.9]),
    ),
    st.builds(
        Comparison,
        name=st.sampled_from(["rmse", "alpha"]),
        operator=st.sampled_from(Operator),
        value=st.sampled_from([0.0, 3.0]),
        metric=st.just(True),  # noqa: FBT003 - a value to build with
    ),
    st.builds(
        Comparison,
        name=st.sampled_from(["model", "alpha"]),
        operator=st.sampled_from(Operator),
        value=st.sampled_from(["ridge", "m"]),
    ),
    st.builds(
        Comparison,
        name=st.just("dry"),
        operator=st.sampled_from([Operator.EQUAL, Operator.UNEQUAL]),
        value=st.booleans(),
    ),
)
TIMES: st.SearchStrategy[datetime | None] = st.none() | st.integers(0, 90).map(
    lambda hours: noon(hours=hours)
)
_SELDOM = st.sampled_from([False, False, True])
FILTERS = st.builds(
    RunFilter,
    user=st.sampled_from([None, "ada", "bob"]),
    state=st.none() | st.sampled_from(RunState),
    states=st.lists(st.sampled_from(RunState), max_size=3).map(tuple),
    notebook=st.sampled_from([None, None, Path("/lab/a/n.ipynb"), Path("/lab/out/3.ipynb")]),
    under=st.sampled_from([None, Path("/lab"), Path("/lab/b"), Path("/la")]),
    job=st.sampled_from([None, None, "j1", "x"]),
    job_name=st.sampled_from(["", "", "job", "job_2", "%"]),
    sweep=st.sampled_from([None, None, "s1"]),
    origin=st.none() | st.sampled_from(Origin),
    labels=st.lists(st.sampled_from(["even", "seventh"]), max_size=2).map(tuple),
    commit=st.sampled_from(["", "", "a", "a0", "ff"]),
    words=st.lists(st.sampled_from(["lab", "LOOK", "100%", "_"]), max_size=2).map(tuple),
    comparisons=st.lists(COMPARISONS, max_size=2).map(tuple),
    since=TIMES,
    until=TIMES,
)


@st.composite
def lenient_filters(draw: st.DrawFn) -> RunFilter:
    """Filters of which most fields ask for nothing, so that some find something."""
    full, nothing = draw(FILTERS), RunFilter()
    kept = {
        name: getattr(full if draw(_SELDOM) else nothing, name)
        for name in RunFilter.__struct_fields__
    }
    return RunFilter(**kept)


@pytest.mark.parametrize("rare", [0, 20_000])
@settings(deadline=None, max_examples=60)
@given(only=lenient_filters(), limit=st.integers(1, 90), start=st.integers(0, 80))
def test_a_page_holds_what_fits_in_order_and_nothing_else(
    store: SqliteRunStore, rare: int, only: RunFilter, limit: int, start: int
) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(run_pages, "_RARE", rare)
        before = None if start == len(RUNS) else RUNS[start].id
        found = store.page(only, before=before, limit=limit)
    expected = [run.id for run in reversed(RUNS[:start]) if fits(run, only)]
    assert [run.id for run in found] == expected[:limit]


@pytest.mark.parametrize(
    "only",
    [
        RunFilter(),
        RunFilter(user="ada", under=Path("/lab")),
        RunFilter(user="ada", state=RunState.FAILED),
        RunFilter(user="ada", states=(RunState.FAILED, RunState.LOST), under=Path("/lab")),
        RunFilter(user="ada", notebook=Path("/lab/a/n.ipynb")),
        RunFilter(user="ada", job="j1", state=RunState.FAILED),
        RunFilter(user="ada", sweep="s1"),
        RunFilter(user="ada", labels=("even", "seventh"), state=RunState.FAILED),
    ],
)
def test_no_page_sorts_or_looks_at_the_whole_table(store: SqliteRunStore, only: RunFilter) -> None:
    plans = plans_of(store, only)
    assert plans
    assert not [plan for plan in plans if "TEMP B-TREE" in plan or plan.startswith("SCAN")], plans


@pytest.mark.parametrize("value", [9.9, "r", True])
def test_runs_that_few_parameters_fit_are_found_by_an_index(
    store: SqliteRunStore, value: object
) -> None:
    wanted = Comparison(name="alpha", operator=Operator.EQUAL, value=value)  # type: ignore[arg-type]
    plans = plans_of(store, RunFilter(user="ada", comparisons=(wanted,)))
    assert not [plan for plan in plans if plan.startswith("SCAN runs")], plans
    assert any("run_parameters_by_value (name=? AND value=?" in plan for plan in plans), plans
    assert any("sqlite_autoindex_runs_1 (id=?)" in plan for plan in plans)


def test_long_texts_are_compared_to_their_ends(tmp_path: Path) -> None:
    store = SqliteRunStore(tmp_path / NAME)
    begin = "x" * 100
    runs = {end: add(store, parameters={"t": begin + end}).id for end in "abc"}
    for sign, ends in {"<": "a", "<=": "ab", "=": "b", "!=": "ac", ">": "c", ">=": "bc"}.items():
        wanted = Comparison(name="t", operator=Operator(sign), value=begin + "b")
        found = store.page(RunFilter(comparisons=(wanted,)), before=None, limit=9)
        assert {run.id for run in found} == {runs[end] for end in ends}
    store.close()


def test_a_parameter_that_has_changed_is_found_by_its_new_value(tmp_path: Path) -> None:
    store = SqliteRunStore(tmp_path / NAME)
    run = add(store, parameters={"n": 1, "large": 2**63})
    store.update(replace(run, parameters={"n": 2}))

    def found(n: float) -> int:
        wanted = Comparison(name="n", operator=Operator.EQUAL, value=n)
        return len(store.page(RunFilter(comparisons=(wanted,)), before=None, limit=9))

    assert (found(1.0), found(2.0)) == (0, 1)
    store.delete(run.id)
    assert found(2.0) == 0
    store.close()


def plans_of(store: SqliteRunStore, only: RunFilter) -> list[str]:
    """How SQLite looks for a page."""
    plans: list[str] = []
    engine = store._database._engine

    def explain(*about: Any) -> None:
        _, cursor, statement, given, *_ = about
        explained = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", given)
        plans.extend(row[-1] for row in explained)

    event.listen(engine, "before_cursor_execute", explain)
    try:
        store.page(only, before=RUNS[50].id, limit=5)
    finally:
        event.remove(engine, "before_cursor_execute", explain)
    return plans
