"""From `[tool.jupyter-mlops.jobs.NAME]` to the definition of a job."""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from pathlib import Path
from typing import Any

import msgspec

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.definition import (
    JobName,
    JobSource,
    Label,
    ResultWishes,
    Revision,
    RevisionKind,
)
from jupyter_mlops.jobs.notification import ChannelName
from jupyter_mlops.jobs.policy import Policy
from jupyter_mlops.jobs.triggers import Schedule
from jupyter_mlops.notebooks.clean.rules.outputs import size_in_bytes
from jupyter_mlops.services.job_definition import Definition
from jupyter_mlops.settings import JobSettings
from jupyter_mlops.settings.durations import seconds_of

#: What starts a job by itself; at most one of them is given.
_TRIGGERS = ("schedule", "every", "at", "on_file", "on_commit")


def read_definition(name: str, given: JobSettings, file: Path) -> Definition:
    """Reads a job that a `pyproject.toml` defines.

    Args:
        name: Its name.
        given: What the file says.
        file: The file, absolute.

    Raises:
        InvalidError: Two keys exclude each other, or a value is not what it has to be.
    """
    try:
        return Definition(
            name=msgspec.convert(name, JobName),
            notebook=_notebook(given, file),
            parameters={key: _value(value) for key, value in given.parameters.items()},
            kernel=given.kernel,
            revision=_revision(given),
            schedule=_schedule(given),
            policy=_policy(given),
            labels=msgspec.convert(given.labels, tuple[Label, ...]),
            results=msgspec.convert(
                {"formats": given.formats, "artifacts": given.artifacts}, ResultWishes
            ),
            notify=msgspec.convert(given.notify, tuple[ChannelName, ...]),
            source=JobSource.PYPROJECT,
            project=file.parent,
        )
    except (InvalidError, msgspec.ValidationError) as error:
        raise InvalidError(f"{file}, job {name!r}: {error}") from error


def _notebook(given: JobSettings, file: Path) -> Path:
    notebook = (file.parent / given.notebook).resolve()
    if not notebook.is_relative_to(file.parent):
        raise InvalidError(f"the notebook {given.notebook} lies outside of the project")
    return notebook


def _revision(given: JobSettings) -> Revision:
    if given.branch is not None and given.commit is not None:
        raise InvalidError("it names a branch and a commit; one of them is run")
    if given.branch is not None:
        return Revision(kind=RevisionKind.BRANCH, name=given.branch)
    if given.commit is not None:
        return Revision(kind=RevisionKind.COMMIT, name=given.commit)
    return Revision()


def _schedule(given: JobSettings) -> Schedule | None:
    named = [key for key in _TRIGGERS if getattr(given, key) is not None]
    if not named:
        return None
    if len(named) > 1:
        keys = " and ".join(key.replace("_", "-") for key in named)
        raise InvalidError(f"{keys} exclude each other")
    schedule = {
        "trigger": _trigger(given, named[0]),
        "missed": given.missed,
        "oldest": seconds_of(given.oldest),
        "overlap": given.overlap,
        "late_after": seconds_of(given.late_after),
    }
    return msgspec.convert(schedule, Schedule)


def _trigger(given: JobSettings, key: str) -> dict[str, Any]:
    if key == "schedule":
        return {"kind": "cron", "expression": given.schedule, "timezone": given.timezone}
    if key == "every":
        return {"kind": "interval", "every": seconds_of(given.every), "start": given.start}
    if key == "at":
        return {"kind": "once", "at": given.at}
    if key == "on_file":
        return {"kind": "file", "pattern": given.on_file, "settle": seconds_of(given.settle)}
    return {"kind": "commit", "branch": given.on_commit}


def _policy(given: JobSettings) -> Policy:
    retries = {
        "attempts": given.retries + 1,
        "on": given.retry_on,
        "delay": seconds_of(given.retry_delay),
        "factor": given.retry_factor,
        "max_delay": seconds_of(given.retry_max_delay),
        "jitter": given.retry_jitter,
    }
    policy = {
        "priority": given.priority,
        "retries": _given(retries),
        "run_timeout": seconds_of(given.timeout),
        "cell_timeout": seconds_of(given.cell_timeout),
        "queue_timeout": seconds_of(given.queue_timeout),
        "slots": given.slots,
        "memory": _bytes(given.memory),
        "memory_limit": _bytes(given.memory_limit),
        "max_parallel": given.max_parallel,
        "warm": given.warm,
    }
    return msgspec.convert(_given(policy), Policy)


def _bytes(size: int | str | None) -> int | None:
    return None if size is None else size_in_bytes(size)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _value(value: object) -> Any:
    """A TOML value as JSON has it."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _value(each) for key, each in value.items()}
    return [_value(each) for each in value] if isinstance(value, list) else value
