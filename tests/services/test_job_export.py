from __future__ import annotations

import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.definition import (
    Job,
    JobSource,
    ResultFormat,
    ResultWishes,
    Revision,
    RevisionKind,
)
from jupyter_mlops.jobs.policy import Policy, RetryPolicy
from jupyter_mlops.jobs.triggers import (
    CommitTrigger,
    CronTrigger,
    FileTrigger,
    IntervalTrigger,
    MissedPolicy,
    OnceTrigger,
    OverlapPolicy,
    Schedule,
)
from jupyter_mlops.services.job_code import read_definition
from jupyter_mlops.services.job_definition import DEFINED
from jupyter_mlops.services.job_export import job_toml
from jupyter_mlops.settings import JobSettings, convert_table
from tests.jobs.store_builders import a_job

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


_seconds = st.floats(1, 1e6) | st.integers(1, 10_000).map(lambda n: n * 60.0)
_moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - the ends
    lambda at: at.replace(tzinfo=timezone(timedelta(hours=2)))
)
_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_leaves = st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9) | _texts
_values = st.recursive(
    _leaves, lambda inner: st.lists(inner) | st.dictionaries(_texts, inner), max_leaves=5
)
_triggers = st.one_of(
    st.builds(CronTrigger, expression=st.just("30 1 * * *"), timezone=st.just("Europe/Vienna")),
    st.builds(IntervalTrigger, every=_seconds, start=st.none() | _moments),
    st.builds(OnceTrigger, at=_moments),
    st.builds(FileTrigger, pattern=st.just("data/*.csv"), settle=st.floats(0, 1e6)),
    st.builds(CommitTrigger, branch=st.just("main")),
)
_maybe = st.none() | _seconds
_schedules = st.builds(
    Schedule,
    trigger=_triggers,
    missed=st.sampled_from(MissedPolicy),
    oldest=_maybe,
    overlap=st.sampled_from(OverlapPolicy),
    late_after=_maybe,
)
_retries = st.builds(
    RetryPolicy,
    attempts=st.integers(1, 100),
    delay=st.floats(0, 1e6),
    factor=st.floats(1, 10),
    max_delay=st.floats(0, 1e6),
    jitter=st.floats(0, 1),
    on=st.lists(st.sampled_from(["any", "timeout"])).map(tuple),
)
_count = st.none() | st.integers(1, 2**40)
_policies = st.builds(
    Policy,
    priority=st.integers(-1000, 1000),
    retries=_retries,
    run_timeout=_maybe,
    cell_timeout=_maybe,
    queue_timeout=_maybe,
    slots=st.integers(1, 9),
    memory=_count,
    memory_limit=_count,
    max_parallel=_count,
    warm=st.booleans(),
)


def read_back(text: str) -> dict[str, JobSettings]:
    table = tomllib.loads(text)["tool"]["jupyter-mlops"]
    jobs = convert_table(table, Path("pyproject.toml")).jobs
    return {name: msgspec.convert(given, JobSettings) for name, given in jobs.items()}


@settings(deadline=None, max_examples=30)
@given(
    st.dictionaries(_texts, _values, max_size=3),
    st.none() | _schedules,
    _policies,
    st.sampled_from([Revision(), Revision(kind=RevisionKind.COMMIT, name="ab12")]),
)
def test_what_is_written_is_read_back(
    parameters: dict[str, Any], schedule: Schedule | None, policy: Policy, revision: Revision
) -> None:
    job = a_job(
        name="nightly.v2",
        parameters=parameters,
        schedule=schedule,
        policy=policy,
        revision=revision,
        labels=("a", "b:c"),
        results=ResultWishes(formats=(ResultFormat.HTML,), artifacts=("*.pkl",)),
        notify=("chat",),
        source=JobSource.PYPROJECT,
    )
    ((name, found),) = read_back(job_toml(job)).items()
    definition = read_definition(name, found, Path(job.project) / "pyproject.toml")
    for part in DEFINED:
        assert getattr(definition, part) == getattr(job, part)
    assert str(definition.notebook) == job.notebook


def test_what_is_as_usual_is_not_written() -> None:
    job = a_job(schedule=Schedule(trigger=CronTrigger(expression="@daily")))
    job = replace(job, policy=Policy(run_timeout=7200, retries=RetryPolicy(attempts=3)))
    assert job_toml(job) == (
        "[tool.jupyter-mlops.jobs.train]\n"
        'notebook = "train.ipynb"\n'
        'schedule = "@daily"\n'
        "retries = 2\n"
        'timeout = "2h"\n'
    )


def test_a_secret_is_written_as_a_reference_and_null_is_told() -> None:
    job: Job = a_job(parameters={"key": {"$secret": "env:KEY"}})
    assert 'parameters = { key = { "$secret" = "env:KEY" } }' in job_toml(job)
    with pytest.raises(InvalidError, match="null"):
        job_toml(a_job(parameters={"key": None}))
