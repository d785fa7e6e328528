"""Between a `Run` and its row."""

from __future__ import annotations

import math
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

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
from jupyter_mlops.jobs.store import Trace
from jupyter_mlops.jobs.texts import decode, encode, time_of, time_text

#: Columns that only the view of a single run needs; they can be large.
DETAIL_COLUMNS = frozenset({"environment", "cells"})
#: Columns that hold a field without further ado.
_AS_THEY_ARE = (
    *("job", "job_name", "sweep", "sweep_index"),
    *("retry_of", "attempt", "again_of", "note", "token"),
)

#: So much of a text is in the index of parameters.
SORTED_TEXT: Final = 100
#: SQLite has no larger whole numbers.
_LARGE: Final = 2**63
#: Types that are made once, as every row is read by them.
_VALUES, _NUMBERS, _ARTIFACTS = dict[str, Any], dict[str, float], tuple[Artifact, ...]


def to_row(run: Run) -> dict[str, Any]:
    """The row of a run."""
    return {
        "id": run.id,
        "state": run.state.value,
        "notebook": run.notebook,
        "notebook_hash": run.notebook_hash,
        "output": run.output,
        "kernel": run.kernel,
        "parameters": encode(run.parameters),
        "overrides": encode(run.overrides),
        "user": run.user,
        "owner_host": run.owner.host,
        "owner_pid": run.owner.pid,
        "owner_started": run.owner.started,
        "created_at": time_text(run.created_at),
        "started_at": time_text(run.started_at),
        "ended_at": time_text(run.ended_at),
        "progress": encode(run.progress),
        "failure": None if run.failure is None else encode(run.failure),
        "commit": None if run.provenance is None else run.provenance.commit,
        "dirty": None if run.provenance is None else int(run.provenance.dirty),
        "environment": None if run.environment is None else encode(run.environment),
        "cells": encode(run.cells),
        "given": encode(run.given),
        "origin": run.origin.value,
        **{name: getattr(run, name) for name in _AS_THEY_ARE},
        "revision": encode(run.revision),
        "policy": encode(run.policy),
        "priority": run.policy.priority,
        "results": encode(run.results),
        "labels": encode(run.labels),
        "keep": int(run.keep),
        "due_at": time_text(run.due_at),
        "not_before": time_text(run.not_before),
        "overlay": None if run.provenance is None else run.provenance.overlay,
        "resources": None if run.resources is None else encode(run.resources),
        "metrics": encode(finite(run.metrics)),
        "artifacts": encode(run.artifacts),
    }


def from_row(value: dict[str, Any]) -> Run:
    """The run of a row; columns that were not read are as in a new run."""
    commit, dirty = value["commit"], value["dirty"]
    return Run(
        id=value["id"],
        state=RunState(value["state"]),
        notebook=value["notebook"],
        notebook_hash=value["notebook_hash"],
        output=value["output"],
        kernel=value["kernel"],
        parameters=decode(value["parameters"], _VALUES),
        overrides=decode(value["overrides"], _VALUES),
        user=value["user"],
        owner=Owner(
            host=value["owner_host"], pid=value["owner_pid"], started=value["owner_started"]
        ),
        created_at=datetime.fromisoformat(value["created_at"]),
        started_at=time_of(value["started_at"]),
        ended_at=time_of(value["ended_at"]),
        progress=_often(value["progress"], Progress),
        failure=decode(value["failure"], Failure),
        provenance=None
        if commit is None
        else Provenance(commit=commit, dirty=bool(dirty), overlay=value["overlay"]),
        environment=decode(value.get("environment"), Environment),
        cells=decode(value.get("cells"), tuple[CellRun, ...]) or (),
        given=decode(value["given"], _VALUES),
        origin=Origin(value["origin"]),
        **{name: value[name] for name in _AS_THEY_ARE},
        revision=_often(value["revision"], Revision),
        policy=_often(value["policy"], Policy),
        results=_often(value["results"], ResultWishes),
        labels=_often(value["labels"], tuple[str, ...]),
        keep=bool(value["keep"]),
        due_at=time_of(value["due_at"]),
        not_before=time_of(value["not_before"]),
        resources=decode(value["resources"], Resources),
        metrics=decode(value["metrics"], _NUMBERS),
        artifacts=decode(value["artifacts"], _ARTIFACTS),
    )


@lru_cache(maxsize=256)
def _often(text: str, kind: Any) -> Any:
    """A value that cannot change and is the same in most rows."""
    return decode(text, kind)


def trace_of(row: Any) -> Trace:
    """What of a row decides how long its run is kept."""
    return Trace(
        id=row.id,
        state=RunState(row.state),
        notebook=row.notebook,
        notebook_hash=row.notebook_hash,
        output=row.output,
        overlay=row.overlay,
        keep=bool(row.keep),
        created_at=datetime.fromisoformat(row.created_at),
        ended_at=time_of(row.ended_at),
    )


def sortable(value: Any) -> float | str | bytes | None:
    """A parameter as the index has it, where its kinds lie apart; None for what has no order."""
    if isinstance(value, bool):
        return b"\1" if value else b"\0"
    if isinstance(value, str):
        return value[:SORTED_TEXT]
    if isinstance(value, int):
        return value if abs(value) < _LARGE else float(value)
    return value if isinstance(value, float) and math.isfinite(value) else None


def finite(metrics: dict[str, float]) -> dict[str, float]:
    """Metrics without those that are not a number or infinite, which JSON cannot say."""
    return {name: value for name, value in metrics.items() if math.isfinite(value)}
