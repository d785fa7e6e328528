"""From domain values to payloads: files become contents paths."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from jupyter_mlops.jobs.model import Failure, Run
from jupyter_mlops.server.paths import Root
from jupyter_mlops.server.payloads.runs import RunDetailReply, RunReply


def run_reply(run: Run, root: Root) -> RunReply:
    """A run as lists show it."""
    return RunReply(**_common(run, root))


def run_detail_reply(run: Run, root: Root) -> RunDetailReply:
    """A run with all that is known of it."""
    return RunDetailReply(
        **_common(run, root),
        notebook_hash=run.notebook_hash,
        provenance=run.provenance,
        environment=run.environment,
        cells=list(run.cells),
    )


def _common(run: Run, root: Root) -> dict[str, Any]:
    return {
        "id": run.id,
        "state": run.state,
        "path": root.path(Path(run.notebook)) or Path(run.notebook).name,
        "output": root.path(Path(run.output)),
        "kernel": run.kernel,
        "parameters": run.parameters,
        "overrides": run.overrides,
        "user": run.user,
        "created_at": run.created_at,
        "started_at": run.started_at,
        "ended_at": run.ended_at,
        "progress": run.progress,
        "failure": None if run.failure is None else _failure(run.failure, root),
    }


def _failure(failure: Failure, root: Root) -> Failure:
    if failure.exception is not None:  # the notebook's own words
        return failure
    return replace(failure, message=root.in_text(failure.message), hint=root.in_text(failure.hint))
