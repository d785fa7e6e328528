from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.definition import (
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
    Trigger,
)
from jupyter_mlops.services.job_code import read_definition
from jupyter_mlops.services.job_definition import Definition
from jupyter_mlops.settings import read_jobs
from jupyter_mlops.settings.durations import seconds_of


def read(folder: Path, *lines: str, name: str = "nightly") -> Definition:
    file = folder / "pyproject.toml"
    text = "\n".join((f"[tool.jupyter-mlops.jobs.{name}]", "notebook = 'train.ipynb'", *lines))
    file.write_text(text)
    ((job, given),) = read_jobs(file).items()
    return read_definition(job, given, file)


def test_a_job_is_a_name_and_a_notebook(tmp_path: Path) -> None:
    assert read(tmp_path) == Definition(
        name="nightly",
        notebook=tmp_path / "train.ipynb",
        source=JobSource.PYPROJECT,
        project=tmp_path,
    )


def test_all_that_a_job_can_be(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "parameters = { alpha = 2, day = 2026-01-02, key = { '$secret' = 'env:KEY' } }",
        "kernel = 'ir'",
        "branch = 'main'",
        "schedule = '30 1 * * *'",
        "timezone = 'Europe/Vienna'",
        "missed = 'all'",
        "oldest = '2 days'",
        "overlap = 'replace'",
        "late-after = '10m'",
        "priority = 5",
        "retries = 3",
        "retry-on = ['any']",
        "retry-delay = '1m'",
        "timeout = '2h'",
        "cell-timeout = 90",
        "queue-timeout = '1h 30m'",
        "slots = 2",
        "memory = '1 GB'",
        "memory-limit = '4GiB'",
        "max-parallel = 1",
        "warm = false",
        "labels = ['night', 'team:search']",
        "formats = ['html']",
        "artifacts = ['*.pkl']",
        "notify = ['chat']",
    )
    assert found.parameters == {"alpha": 2, "day": "2026-01-02", "key": {"$secret": "env:KEY"}}
    assert (found.kernel, found.labels, found.notify) == ("ir", ("night", "team:search"), ("chat",))
    assert found.revision == Revision(kind=RevisionKind.BRANCH, name="main")
    assert found.results == ResultWishes(formats=(ResultFormat.HTML,), artifacts=("*.pkl",))
    assert found.schedule == Schedule(
        trigger=CronTrigger(expression="30 1 * * *", timezone="Europe/Vienna"),
        missed=MissedPolicy.ALL,
        oldest=172800,
        overlap=OverlapPolicy.REPLACE,
        late_after=600,
    )
    assert found.policy == Policy(
        priority=5,
        retries=RetryPolicy(attempts=4, on=("any",), delay=60),
        run_timeout=7200,
        cell_timeout=90,
        queue_timeout=5400,
        slots=2,
        memory=10**9,
        memory_limit=4 * 1024**3,
        max_parallel=1,
        warm=False,
    )


@pytest.mark.parametrize(
    ("line", "trigger"),
    [
        ("every = '15m'", IntervalTrigger(every=900)),
        ("every = 1.5", IntervalTrigger(every=1.5)),
        (
            "at = 2030-01-02T03:00:00Z",
            OnceTrigger(at=datetime(2030, 1, 2, 3, tzinfo=timezone.utc)),
        ),
        ("on-file = 'data/*.csv'", FileTrigger(pattern="data/*.csv")),
        ("on-commit = 'main'", CommitTrigger(branch="main")),
    ],
)
def test_what_starts_a_job(tmp_path: Path, line: str, trigger: Trigger) -> None:
    schedule = read(tmp_path, line).schedule
    assert schedule is not None
    assert schedule.trigger == trigger


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["schedul = '@daily'"], "schedul"),
        (["every = 'soon'"], "every"),
        (["every = 0"], "every"),
        (["every = '1h'", "on-commit = 'main'"], "every and on-commit exclude each other"),
        (["branch = 'main'", "commit = 'abc'"], "a branch and a commit"),
        (["at = 2030-01-02T03:00:00"], "at"),
        (["labels = ['two words']"], "labels|str"),
        (["retries = -1"], "retries"),
        (["memory-limit = 'much'"], "memory-limit"),
        (["slots = 0"], "slots"),
    ],
)
def test_a_mistake_names_the_file_the_job_and_what_it_is(
    tmp_path: Path, lines: list[str], said: str
) -> None:
    with pytest.raises(InvalidError, match=rf"pyproject\.toml.*nightly.*({said})"):
        read(tmp_path, *lines)


@pytest.mark.parametrize("name", ["'two words'", "'-x'", "'" + "x" * 101 + "'"])
def test_a_name_stands_in_names_of_files(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidError, match="job"):
        read(tmp_path, name=name)


def test_a_notebook_lies_in_the_project(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        "[tool.jupyter-mlops.jobs.out]\nnotebook = '../x.ipynb'"
    )
    given = read_jobs(tmp_path / "pyproject.toml")["out"]
    with pytest.raises(InvalidError, match="outside of the project"):
        read_definition("out", given, tmp_path / "pyproject.toml")


def test_without_a_file_or_a_table_there_are_no_jobs(tmp_path: Path) -> None:
    assert read_jobs(tmp_path / "pyproject.toml") == {}
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert read_jobs(tmp_path / "pyproject.toml") == {}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90),
        ("15 min", 900),
        ("2h", 7200),
        ("1h30m", 5400),
        ("2 days", 172800),
        ("1w", 604800),
    ],
)
def test_durations_are_read_in_units(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds
