"""Arbitrary runs and events."""

from __future__ import annotations

from datetime import datetime, timezone

from hypothesis import strategies as st

from jupyter_mlops.jobs import events
from jupyter_mlops.jobs.definition import ResultWishes, Revision
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.model import (
    ACTIVE_STATES,
    Artifact,
    CellRun,
    Environment,
    Failure,
    ImportedModule,
    Owner,
    Progress,
    Provenance,
    Resources,
    Run,
    RunState,
)
from jupyter_mlops.jobs.policy import Policy, RetryPolicy

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - made aware
    lambda naive: naive.replace(tzinfo=timezone.utc)
)
FINITE = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | FINITE | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
_VALUES = st.dictionaries(TEXT, JSON, max_size=3)
_INDEX = st.integers(0, 10_000)

OWNERS = st.builds(Owner, host=TEXT, pid=st.integers(1, 2**22), started=FINITE)
CELLS = st.builds(CellRun, index=_INDEX, cell_id=TEXT, started_at=TIMES, duration=FINITE)
PROGRESS = st.builds(
    Progress,
    done=_INDEX,
    total=_INDEX,
    cell_index=st.none() | _INDEX,
    cell_id=st.none() | TEXT,
    cell_preview=TEXT,
)
FAILURES = st.builds(
    Failure,
    message=TEXT,
    hint=TEXT,
    cell_index=st.none() | _INDEX,
    cell_id=st.none() | TEXT,
    line=st.none() | _INDEX,
    exception=st.none() | TEXT,
    value=st.none() | TEXT,
    traceback=st.lists(TEXT, max_size=3).map(tuple),
)
MODULES = st.lists(
    st.builds(ImportedModule, name=TEXT, version=TEXT, edited=st.booleans()), max_size=2
).map(tuple)
ENVIRONMENTS = st.builds(
    Environment,
    modules=MODULES,
    language_version=TEXT,
    packages=st.dictionaries(TEXT, TEXT, max_size=3),
    fingerprint=TEXT,
)
POLICIES = st.builds(
    Policy,
    priority=st.integers(-1000, 1000),
    retries=st.builds(RetryPolicy, attempts=st.integers(1, 100)),
    run_timeout=st.none() | st.floats(0.1, 1e6),
    slots=st.integers(1, 9),
    warm=st.booleans(),
)
ARTIFACTS = st.builds(Artifact, name=TEXT, file=TEXT, size=_INDEX, sha256=TEXT)
RUNS = st.builds(
    Run,
    id=st.builds(new_id),
    notebook=TEXT,
    notebook_hash=TEXT,
    output=TEXT,
    kernel=TEXT,
    parameters=_VALUES,
    overrides=_VALUES,
    user=TEXT,
    owner=OWNERS,
    created_at=TIMES,
    started_at=st.none() | TIMES,
    ended_at=st.none() | TIMES,
    progress=PROGRESS,
    failure=st.none() | FAILURES,
    provenance=st.none() | st.builds(Provenance, commit=TEXT),
    environment=st.none() | ENVIRONMENTS,
    cells=st.lists(CELLS, max_size=3).map(tuple),
    given=_VALUES,
    job=st.none() | TEXT,
    job_name=TEXT,
    sweep=st.none() | TEXT,
    sweep_index=st.none() | _INDEX,
    attempt=st.integers(1, 100),
    revision=st.builds(Revision, name=TEXT),
    policy=POLICIES,
    results=st.builds(ResultWishes, artifacts=st.lists(TEXT, max_size=2).map(tuple)),
    labels=st.lists(TEXT, max_size=3).map(tuple),
    note=TEXT,
    keep=st.booleans(),
    due_at=st.none() | TIMES,
    not_before=st.none() | TIMES,
    token=st.none() | _INDEX,
    resources=st.none() | st.builds(Resources, peak_memory=_INDEX, cpu_seconds=FINITE),
    metrics=st.dictionaries(TEXT, FINITE, max_size=3),
    artifacts=st.lists(ARTIFACTS, max_size=2).map(tuple),
)

_FINAL = st.sampled_from(sorted(set(RunState) - ACTIVE_STATES))
EVENTS = st.one_of(
    st.builds(events.RunStarted, at=TIMES, owner=OWNERS),
    st.builds(events.NotebookStarted, at=TIMES, total=_INDEX),
    st.builds(events.EnvironmentRead, at=TIMES, environment=ENVIRONMENTS),
    st.builds(events.CellStarted, at=TIMES, index=_INDEX, cell_id=TEXT, preview=TEXT),
    st.builds(events.CellEnded, at=TIMES, cell=CELLS),
    st.builds(events.ModulesImported, at=TIMES, modules=MODULES),
    st.builds(events.RunEnded, at=TIMES, state=_FINAL, failure=st.none() | FAILURES),
)
LOGS = st.lists(EVENTS, max_size=12)


@st.composite
def well_formed_logs(draw: st.DrawFn) -> list[events.AnyEvent]:
    """What a runner writes, up to any moment of its life."""
    total = draw(st.integers(0, 4))
    log: list[events.AnyEvent] = [
        draw(st.builds(events.RunStarted, at=TIMES, owner=OWNERS)),
        draw(st.builds(events.EnvironmentRead, at=TIMES, environment=ENVIRONMENTS)),
        events.NotebookStarted(at=draw(TIMES), total=total),
    ]
    for index in range(total):
        log.append(events.CellStarted(at=draw(TIMES), index=index, cell_id=f"c{index}", preview=""))
        log.append(events.CellEnded(at=draw(TIMES), cell=draw(CELLS)))
    log.append(events.RunEnded(at=draw(TIMES), state=draw(_FINAL)))
    return log[: draw(st.integers(0, len(log)))]
