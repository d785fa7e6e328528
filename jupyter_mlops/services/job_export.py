"""From a job to `[tool.jupyter-mlops.jobs.NAME]`: what `job_code` reads, written."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.definition import Job, RevisionKind
from jupyter_mlops.jobs.policy import RetryPolicy
from jupyter_mlops.jobs.triggers import (
    CommitTrigger,
    CronTrigger,
    FileTrigger,
    IntervalTrigger,
    Schedule,
)
from jupyter_mlops.settings import JobSettings

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_UNITS = (("w", 604800), ("d", 86400), ("h", 3600), ("m", 60), ("s", 1))


def job_toml(job: Job) -> str:
    """A job as a table for `pyproject.toml`; what is as it would be anyway is left out.

    Raises:
        InvalidError: A parameter has a value that TOML does not know: null.
    """
    given = {
        "notebook": Path(job.notebook).relative_to(job.project).as_posix(),
        "parameters": job.parameters,
        "kernel": job.kernel,
        **_revision(job),
        **(_schedule(job.schedule) if job.schedule else {}),
        **_policy(job),
        "labels": job.labels,
        "formats": [each.value for each in job.results.formats],
        "artifacts": job.results.artifacts,
        "notify": job.notify,
    }
    defaults = msgspec.structs.asdict(JobSettings(notebook=""))
    lines = [
        f"{key.replace('_', '-')} = {_value(value, job)}"
        for key, value in given.items()
        if value is not None and value != defaults[key] and value != []
    ]
    return "\n".join([f"[tool.jupyter-mlops.jobs.{_key(job.name)}]", *lines, ""])


def _revision(job: Job) -> dict[str, Any]:
    if job.revision.kind is RevisionKind.WORKING:
        return {}
    return {job.revision.kind.value: job.revision.name}


def _schedule(schedule: Schedule) -> dict[str, Any]:
    return {
        **_trigger(schedule),
        "missed": schedule.missed.value,
        "oldest": _duration(schedule.oldest),
        "overlap": schedule.overlap.value,
        "late_after": _duration(schedule.late_after),
    }


def _trigger(schedule: Schedule) -> dict[str, Any]:
    trigger = schedule.trigger
    if isinstance(trigger, CronTrigger):
        return {"schedule": trigger.expression, "timezone": trigger.timezone}
    if isinstance(trigger, IntervalTrigger):
        return {"every": _duration(trigger.every), "start": trigger.start}
    if isinstance(trigger, FileTrigger):
        settle = None if trigger.settle == FileTrigger(pattern="*").settle else trigger.settle
        return {"on_file": trigger.pattern, "settle": _duration(settle)}
    if isinstance(trigger, CommitTrigger):
        return {"on_commit": trigger.branch}
    return {"at": trigger.at}


def _policy(job: Job) -> dict[str, Any]:
    policy, usual = job.policy, RetryPolicy()
    retries = policy.retries
    return {
        "priority": policy.priority,
        "retries": retries.attempts - 1,
        "retry_on": None if retries.on == usual.on else retries.on,
        "retry_delay": None if retries.delay == usual.delay else _duration(retries.delay),
        "retry_factor": None if retries.factor == usual.factor else retries.factor,
        "retry_max_delay": (
            None if retries.max_delay == usual.max_delay else _duration(retries.max_delay)
        ),
        "retry_jitter": None if retries.jitter == usual.jitter else retries.jitter,
        "timeout": _duration(policy.run_timeout),
        "cell_timeout": _duration(policy.cell_timeout),
        "queue_timeout": _duration(policy.queue_timeout),
        "slots": policy.slots,
        "memory": policy.memory,
        "memory_limit": policy.memory_limit,
        "max_parallel": policy.max_parallel,
        "warm": policy.warm,
    }


def _duration(seconds: float | None) -> float | str | None:
    """`2h`, `90m`: in the largest unit that leaves no rest."""
    for unit, size in _UNITS:
        if seconds and seconds % size == 0:
            return f"{seconds / size:.0f}{unit}"
    return seconds


def _value(value: Any, job: Job) -> str:
    if value is None:
        raise InvalidError(
            f"the job {job.name!r} sets a parameter to null, which TOML does not know",
            hint="give it a value, or leave it to the notebook's default",
        )
    if isinstance(value, dict):
        pairs = [f"{_key(key)} = {_value(each, job)}" for key, each in value.items()]
        return "{ " + ", ".join(pairs) + " }" if pairs else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(each, job) for each in value) + "]"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str):
        return _text(value)
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(value: str) -> str:
    # TOML's basic strings are JSON's, but for the one control character that JSON takes as it is.
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
