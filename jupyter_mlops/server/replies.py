"""From domain values to payloads: files become contents paths."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from jupyter_mlops.jobs.model import Artifact, Failure, Run
from jupyter_mlops.server.paths import Root
from jupyter_mlops.server.payloads.runs import ArtifactReply, RunDetailReply, RunReply, TryReply

#: Fields of a run that lists show as they are.
_AS_THEY_ARE = (
    *("origin", "job", "job_name", "sweep", "sweep_index", "attempt", "retry_of", "revision"),
    *("provenance", "labels", "note", "keep", "due_at", "not_before", "resources", "metrics"),
)


def run_reply(run: Run, root: Root) -> RunReply:
    """A run as lists show it."""
    return RunReply(**_common(run, root))


def run_detail_reply(run: Run, root: Root, tries: Sequence[Run] = ()) -> RunDetailReply:
    """A run with all that is known of it.

    Args:
        run: The run.
        root: The server's root folder.
        tries: All its attempts, first to last.
    """
    return RunDetailReply(
        **_common(run, root),
        notebook_hash=run.notebook_hash,
        environment=run.environment,
        cells=list(run.cells),
        policy=run.policy,
        results=run.results,
        artifacts=[_artifact(artifact, root) for artifact in run.artifacts],
        tries=[TryReply(id=each.id, attempt=each.attempt, state=each.state) for each in tries],
        again_of=run.again_of,
    )


def _common(run: Run, root: Root) -> dict[str, Any]:
    return {
        "id": run.id,
        "state": run.state,
        "path": root.path_named(run.notebook) or Path(run.notebook).name,
        "output": root.path_named(run.output),
        "kernel": run.kernel,
        "parameters": run.parameters,
        "overrides": run.overrides,
        "user": run.user,
        "created_at": run.created_at,
        "started_at": run.started_at,
        "ended_at": run.ended_at,
        "progress": run.progress,
        "failure": None if run.failure is None else _failure(run.failure, root),
        "attempts": run.policy.retries.attempts,
        "priority": run.policy.priority,
        **{name: getattr(run, name) for name in _AS_THEY_ARE},
    }


def _artifact(artifact: Artifact, root: Root) -> ArtifactReply:
    return ArtifactReply(
        name=artifact.name,
        path=root.path_named(artifact.file),
        size=artifact.size,
        sha256=artifact.sha256,
    )


def _failure(failure: Failure, root: Root) -> Failure:
    if failure.exception is not None:  # the notebook's own words
        return failure
    return replace(failure, message=root.in_text(failure.message), hint=root.in_text(failure.hint))
