"""What is told of a run or a job."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from jupyter_mlops.jobs.definition import Job
from jupyter_mlops.jobs.model import Failure, Run, RunState
from jupyter_mlops.jobs.notification import Happening

#: Longest title, value of a parameter and other text, in characters: chat services refuse more.
_TITLE: Final = 150
_VALUE: Final = 100
_TEXT: Final = 1000
_SHORT: Final = 7


def run_content(
    event: Happening, run: Run, job: Job | None, *, link: str | None = None
) -> dict[str, Any]:
    """What is told of a run that has ended.

    `text` and `content` say all of it to people, in the words that chat services look for (Slack,
    Mattermost and Teams in the one, Discord in the other); the rest is for programs. Parameters
    that are secrets are references here, too.

    Args:
        event: What has happened.
        run: The run.
        job: Its job, where it has one.
        link: Where it can be looked at.
    """
    name = run.job_name or Path(run.notebook).stem
    title = _title(event, name, _why(run))
    lines = [title, *_run_lines(run, job), *([link] if link else [])]
    return {
        **_common(event, title, lines),
        "job": None if run.job is None else {"id": run.job, "name": run.job_name},
        "notebook": _notebook(run.notebook, job),
        "run": {
            "id": run.id,
            "state": run.state.value,
            "origin": run.origin.value,
            "attempt": run.attempt,
            "created_at": run.created_at,
            "started_at": run.started_at,
            "ended_at": run.ended_at,
            "link": link,
            "commit": None if run.provenance is None else run.provenance.commit,
        },
        "parameters": {key: _value(value) for key, value in run.overrides.items()},
        "metrics": {key: value for key, value in run.metrics.items() if abs(value) < float("inf")},
        "failure": None if run.failure is None else _failure(run.failure),
    }


def job_content(event: Happening, job: Job, due_at: datetime, why: str) -> dict[str, Any]:
    """What is told of a job of which there is no run.

    Args:
        event: What has happened.
        job: The job.
        due_at: When it was due (UTC).
        why: What is wrong, for people.
    """
    title = _title(event, job.name, why)
    lines = [title, f"{_notebook(job.notebook, job)}, due at {_time(due_at)}"]
    return {
        **_common(event, title, lines),
        "job": {"id": job.id, "name": job.name},
        "notebook": _notebook(job.notebook, job),
        "due_at": due_at,
        "parameters": {key: _value(value) for key, value in job.parameters.items()},
    }


def test_content(channel: str) -> dict[str, Any]:
    """What a test message says.

    Args:
        channel: Name of the channel.
    """
    title = f"This is a test of the channel {channel}"
    return _common(
        Happening.TEST, title, [title, "Failures, recoveries and lateness will be told here."]
    )


def _common(event: Happening, title: str, lines: list[str]) -> dict[str, Any]:
    host = platform.node()
    text = "\n".join([*lines, f"from {host}"])
    return {"event": event.value, "title": title, "text": text, "content": text, "host": host}


def _title(event: Happening, name: str, why: str) -> str:
    said = f"{name} {_WORDS[event]}"
    return _cut(" ".join((f"{said}: {why}" if why else said).split()), _TITLE)


def _why(run: Run) -> str:
    if run.failure is not None:
        return run.failure.message
    return "its process was lost" if run.state is RunState.LOST else ""


def _run_lines(run: Run, job: Job | None) -> list[str]:
    place = _notebook(run.notebook, job)
    failure = run.failure
    if failure is not None and failure.cell_index is not None:
        place += f", cell {failure.cell_index + 1}"
        place += "" if failure.line is None else f", line {failure.line}"
    lines = [place]
    if run.overrides:
        given = (f"{key}={_value(value)}" for key, value in run.overrides.items())
        lines.append(_cut("with " + ", ".join(given), _TEXT))
    if failure is not None and failure.hint:
        lines.append(_cut(failure.hint, _TEXT))
    attempts = run.policy.retries.attempts
    tries = f", attempt {run.attempt} of {attempts}" if attempts > 1 else ""
    ended = "" if run.ended_at is None else f", ended {_time(run.ended_at)}"
    commit = "" if run.provenance is None else f", commit {run.provenance.commit[:_SHORT]}"
    return [*lines, f"run {run.id}{tries}{ended}{commit}"]


def _failure(failure: Failure) -> Mapping[str, Any]:
    return {
        "code": failure.code.value,
        "message": _cut(failure.message, _TEXT),
        "hint": _cut(failure.hint, _TEXT),
        "cell_index": failure.cell_index,
        "line": failure.line,
    }


def _notebook(notebook: str, job: Job | None) -> str:
    """The notebook as its project knows it: where that lies on the machine is nobody's business."""
    file = Path(notebook)
    if job is not None and file.is_relative_to(job.project):
        return file.relative_to(job.project).as_posix()
    return file.name


def _value(value: Any) -> str:
    return _cut(msgspec.json.encode(value).decode(), _VALUE)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


_WORDS: Final = {
    Happening.FAILED: "failed",
    Happening.RECOVERED: "works again",
    Happening.LATE: "is late",
    Happening.TEST: "",
}
