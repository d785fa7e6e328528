"""Finds what somebody means among the pipelines and jobs of a commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from jupyter_mlops.errors import (
    ConflictError,
    InvalidError,
    MlopsError,
    NotFoundError,
    UnavailableError,
)
from jupyter_mlops.forges.model import Job, Pipeline
from jupyter_mlops.services.ci_status import CiStatus


class ChosenPipeline(Struct, frozen=True, kw_only=True):
    """A pipeline, and the remote whose forge has it."""

    remote: str
    pipeline: Pipeline


class ChosenJob(Struct, frozen=True, kw_only=True):
    """A job with its pipeline, and the remote whose forge has it."""

    remote: str
    pipeline: Pipeline
    job: Job


def choose_job(status: CiStatus, word: str, *, remote: str | None = None) -> ChosenJob:
    """The job that a word names: its id, its name, or the only one whose name has it.

    Args:
        status: What the forges say of a commit.
        word: The word.
        remote: Only this remote's.

    Raises:
        NotFoundError: There is none.
        InvalidError: There are several.
        MlopsError: No forge could be heard.
    """
    jobs = list(_jobs(status, remote))
    tests: list[Callable[[Job], bool]] = [
        lambda job: job.id == word,
        lambda job: job.name == word,
        lambda job: word.lower() in job.name.lower(),
    ]
    for test in tests:
        found = [each for each in jobs if test(each.job)]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"{each.job.name} ({each.job.id})" for each in found[:10])
            raise InvalidError(f"several jobs are called {word!r}: {names}", hint="give its id")
    _raise_trouble(status, remote)
    names = ", ".join(each.job.name for each in jobs[:10])
    raise NotFoundError(
        f"this commit has no job {word!r}", hint=f"there are: {names}" if names else ""
    )


def choose_pipelines(
    status: CiStatus,
    word: str | None,
    wanted: Callable[[Pipeline], bool],
    *,
    remote: str | None = None,
) -> list[ChosenPipeline]:
    """The pipelines that a word names, or all that something can be done with.

    Args:
        status: What the forges say of a commit.
        word: Id or name of a pipeline; all by default.
        wanted: Whether something can be done with one, where none is named.
        remote: Only this remote's.

    Raises:
        NotFoundError: There is no such pipeline.
        UnavailableError: The forge only tells of pipelines.
        ConflictError: None is named, and nothing can be done with any.
        MlopsError: No forge could be heard.
    """
    heard = [
        ChosenPipeline(remote=each.remote.name, pipeline=pipeline)
        for each in status.remotes
        if remote in (None, each.remote.name) and each.answer is not None
        for pipeline in each.answer.pipelines
    ]
    there = [each for each in heard if each.pipeline.id]
    if word is None:
        found = [each for each in there if wanted(each.pipeline)]
    else:
        found = [each for each in there if word in (each.pipeline.id, each.pipeline.name)]
    if found:
        return found
    _raise_trouble(status, remote)
    names = ", ".join(f"{each.pipeline.name} ({each.pipeline.id})" for each in there[:10])
    hint = f"there are: {names}" if names else ""
    if word is None and there:
        raise ConflictError("the state of this commit's pipelines allows nothing to do", hint=hint)
    if heard and not there:
        raise UnavailableError(
            "the forge tells of this commit's pipelines only by their statuses, so that nothing "
            "can be done with them from here",
            hint="its web page may",
        )
    what = "no pipeline" if word is None else f"no pipeline {word!r}"
    raise NotFoundError(f"this commit has {what}", hint=hint)


def _jobs(status: CiStatus, remote: str | None) -> Iterator[ChosenJob]:
    for each in status.remotes:
        if remote in (None, each.remote.name) and each.answer is not None:
            for pipeline in each.answer.pipelines:
                for job in pipeline.jobs:
                    if job.id:
                        yield ChosenJob(remote=each.remote.name, pipeline=pipeline, job=job)


def _raise_trouble(status: CiStatus, remote: str | None) -> None:
    """Says why a forge could not be heard, which may be why something is not found."""
    if not status.remotes:
        raise NotFoundError(
            "no remote of this repository is on a forge that is known here",
            hint="git remote -v lists the remotes",
        )
    errors: list[MlopsError] = [
        each.error
        for each in status.remotes
        if remote in (None, each.remote.name) and each.error is not None
    ]
    if errors:
        raise errors[0]
