"""How the command line writes what forges say."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import msgspec

from jupyter_mlops.cli.diff_output import printable
from jupyter_mlops.cli.text import ago_text, duration_text, has_colours
from jupyter_mlops.errors import MlopsError
from jupyter_mlops.forges.model import CiState, state_of

if TYPE_CHECKING:
    from jupyter_mlops.forges.model import Job, Pipeline
    from jupyter_mlops.services.ci_look import RemoteStatus
    from jupyter_mlops.services.ci_status import CiStatus

_ICONS: Final[dict[CiState, tuple[str, str]]] = {
    "queued": ("○", "2"),
    "running": ("●", "34"),
    "passed": ("✓", "32"),
    "failed": ("✗", "31"),
    "cancelled": ("⊘", "33"),
    "skipped": ("-", "2"),
    "unknown": ("?", "33"),
}
_SHORT_ID: Final = 7
#: Steps are told of jobs that have failed or run.
_TELLING: Final = ("failed", "running")


def status_lines(status: CiStatus) -> Iterator[str]:
    """What all forges say, a line a pipeline, job and step that matters."""
    if status.commit is None:
        yield "there is no commit yet"
        return
    if not status.pushed:
        yield f"{status.commit[:_SHORT_ID]} is on no remote, as of the last fetch"
    for each in status.remotes:
        yield from _remote_lines(each, asked=status.pushed)
    if not status.remotes:
        yield "no remote of this repository is on a forge that is known here"
    elif status.unknown:
        yield f"not on a forge that is known here: {printable(', '.join(status.unknown))}"


def job_states(status: CiStatus) -> dict[str, CiState]:
    """The state of each pipeline and job, by what to call it."""
    states: dict[str, CiState] = {}
    for each in status.remotes:
        for pipeline in each.answer.pipelines if each.answer else ():
            name = f"{each.remote.name}: {pipeline.name}"
            states[name] = pipeline.state
            states.update({f"{name} / {job.name}": job.state for job in pipeline.jobs})
    return states


def state_line(name: str, state: CiState) -> str:
    """`✓ passed  origin: CI / test`."""
    return f"{_icon(state)} {state:<9}  {printable(name)}"


def plain_status(status: CiStatus) -> Any:
    """What programs get to see."""
    return msgspec.to_builtins(status, enc_hook=_encode)


def _encode(value: object) -> object:
    if isinstance(value, MlopsError):
        return {"code": value.code, "message": value.message, "hint": value.hint}
    return str(value)


def _remote_lines(status: RemoteStatus, *, asked: bool) -> Iterator[str]:
    place, answer = status.place, status.answer
    pipelines = answer.pipelines if answer else ()
    head = f"{status.remote.name}  {place.host} {place.path}"
    if answer is None:
        yield f"  {printable(head)}"
    elif not pipelines:
        yield f"  {printable(head)}  nothing has run"
    else:
        state = state_of(tuple(each.state for each in pipelines))
        yield f"{_icon(state)} {printable(head)}  {state}, as of {ago_text(answer.as_of)}"
    if status.error is not None:
        hint = f" ({status.error.hint})" if status.error.hint else ""
        yield f"    {printable(status.error.message + hint)}"
    for pipeline in pipelines:
        yield from _pipeline_lines(pipeline)
    if asked or status.token.state != "present":
        yield f"    {printable(_about(status))}"


def _about(status: RemoteStatus) -> str:
    token = status.token
    said = f"token: {token.source}" if token.state == "present" else f"token {token.state}"
    if token.hint:
        said += f": {token.hint}"
    limit = status.limit
    return (
        said if limit is None else f"{said}; {limit.remaining:,} of {limit.limit:,} requests left"
    )


def _pipeline_lines(pipeline: Pipeline) -> Iterator[str]:
    words = [pipeline.name, f"({pipeline.event})" if pipeline.event else ""]
    words += [_attempt(pipeline), _seconds(pipeline.duration), pipeline.url]
    yield f"  {_icon(pipeline.state)} {printable('  '.join(word for word in words if word))}"
    for job in pipeline.jobs:
        yield from _job_lines(job)


def _job_lines(job: Job) -> Iterator[str]:
    words = [job.name, _seconds(job.duration), f"[{job.id}]" if job.id and job.has_log else ""]
    words += ["may fail" if job.optional and job.state == "failed" else "", job.message]
    yield f"    {_icon(job.state)} {printable('  '.join(word for word in words if word))}"
    if job.state in _TELLING:
        for step in job.steps:
            if step.state in _TELLING:
                line = f"{step.name}  {_seconds(step.duration)}".rstrip()
                yield f"        {_icon(step.state)} {printable(line)}"


def _attempt(pipeline: Pipeline) -> str:
    return f"attempt {pipeline.attempt}" if pipeline.attempt > 1 else ""


def _seconds(duration: float | None) -> str:
    return "" if duration is None else duration_text(duration)


def _icon(state: CiState) -> str:
    icon, colour = _ICONS[state]
    return f"\x1b[{colour}m{icon}\x1b[0m" if has_colours(sys.stdout) else icon
