"""Between a `Run` and its row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from jupyter_mlops.jobs.model import (
    CellRun,
    Environment,
    Failure,
    Owner,
    Progress,
    Provenance,
    Run,
    RunState,
)

#: Columns that only the view of a single run needs; they can be large.
DETAIL_COLUMNS = frozenset({"environment", "cells"})


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
        provenance=None if commit is None else Provenance(commit=commit, dirty=bool(dirty)),
        environment=_decode(value.get("environment"), Environment),
        cells=_decode(value.get("cells"), tuple[CellRun, ...]) or (),
    )


def _encode(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _decode(text: str | None, kind: Any) -> Any:
    return None if text is None else msgspec.json.decode(text, type=kind)


def _time_text(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
