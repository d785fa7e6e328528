"""Between a `Run` and its row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from jupyter_mlops.jobs.definition import ResultWishes, Revision
from jupyter_mlops.jobs.model import (
    Artifact,
    CellRun,
    Environment,
    Failure,
    Origin,
    Owner,
    Progress,
    Provenance,
    Resources,
    Run,
    RunState,
)
from jupyter_mlops.jobs.policy import Policy

#: Columns that only the view of a single run needs; they can be large.
DETAIL_COLUMNS = frozenset({"environment", "cells"})
#: Columns that hold a field without further ado.
_AS_THEY_ARE = (
    *("job", "job_name", "sweep", "sweep_index"),
    *("retry_of", "attempt", "again_of", "note", "token"),
)


def to_row(run: Run) -> dict[str, Any]:
    """The row of a run."""
    return {
        "id": run.id,
        "state": run.state.value,
        "notebook": run.notebook,
        "notebook_hash": run.notebook_hash,
        "output": run.output,
        "kernel": run.kernel,
        "parameters": _encode(run.parameters),
        "overrides": _encode(run.overrides),
        "user": run.user,
        "owner_host": run.owner.host,
        "owner_pid": run.owner.pid,
        "owner_started": run.owner.started,
        "created_at": run.created_at.isoformat(),
        "started_at": _time_text(run.started_at),
        "ended_at": _time_text(run.ended_at),
        "progress": _encode(run.progress),
        "failure": None if run.failure is None else _encode(run.failure),
        "commit": None if run.provenance is None else run.provenance.commit,
        "dirty": None if run.provenance is None else int(run.provenance.dirty),
        "environment": None if run.environment is None else _encode(run.environment),
        "cells": _encode(run.cells),
        "given": _encode(run.given),
        "origin": run.origin.value,
        **{name: getattr(run, name) for name in _AS_THEY_ARE},
        "revision": _encode(run.revision),
        "policy": _encode(run.policy),
        "priority": run.policy.priority,
        "results": _encode(run.results),
        "labels": _encode(run.labels),
        "keep": int(run.keep),
        "due_at": _time_text(run.due_at),
        "not_before": _time_text(run.not_before),
        "overlay": None if run.provenance is None else run.provenance.overlay,
        "resources": None if run.resources is None else _encode(run.resources),
        "metrics": _encode(run.metrics),
        "artifacts": _encode(run.artifacts),
    }


def from_row(row: Any) -> Run:
    """The run of a row; columns that were not read are as in a new run."""
    value: dict[str, Any] = dict(row)
    commit, dirty = value["commit"], value["dirty"]
    return Run(
        id=value["id"],
        state=RunState(value["state"]),
        notebook=value["notebook"],
        notebook_hash=value["notebook_hash"],
        output=value["output"],
        kernel=value["kernel"],
        parameters=_decode(value["parameters"], dict[str, Any]),
        overrides=_decode(value["overrides"], dict[str, Any]),
        user=value["user"],
        owner=Owner(
            host=value["owner_host"], pid=value["owner_pid"], started=value["owner_started"]
        ),
        created_at=datetime.fromisoformat(value["created_at"]),
        started_at=_time(value["started_at"]),
        ended_at=_time(value["ended_at"]),
        progress=_decode(value["progress"], Progress),
        failure=_decode(value["failure"], Failure),
        provenance=None
        if commit is None
        else Provenance(commit=commit, dirty=bool(dirty), overlay=value["overlay"]),
        environment=_decode(value.get("environment"), Environment),
        cells=_decode(value.get("cells"), tuple[CellRun, ...]) or (),
        given=_decode(value["given"], dict[str, Any]),
        origin=Origin(value["origin"]),
        **{name: value[name] for name in _AS_THEY_ARE},
        revision=_decode(value["revision"], Revision),
        policy=_decode(value["policy"], Policy),
        results=_decode(value["results"], ResultWishes),
        labels=_decode(value["labels"], tuple[str, ...]),
        keep=bool(value["keep"]),
        due_at=_time(value["due_at"]),
        not_before=_time(value["not_before"]),
        resources=_decode(value["resources"], Resources),
        metrics=_decode(value["metrics"], dict[str, float]),
        artifacts=_decode(value["artifacts"], tuple[Artifact, ...]),
    )


def _encode(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _decode(text: str | None, kind: Any) -> Any:
    return None if text is None else msgspec.json.decode(text, type=kind)


def _time_text(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
