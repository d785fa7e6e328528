"""Use cases: look at jobs, make, change, pause and delete them."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError, InvalidError, NotFoundError
from jupyter_mlops.jobs.definition import Job, JobSource
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.ids import is_id, new_id
from jupyter_mlops.jobs.job_history import JobHistory
from jupyter_mlops.jobs.recovery import refresh_active
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.ensure_worker import set_going
from jupyter_mlops.services.job_definition import (
    Definition,
    check_definition,
    defined,
    with_next_time,
)
from jupyter_mlops.services.project import PYPROJECT, project_of
from jupyter_mlops.settings import read_jobs

#: How many of its latest runs and times belong to the picture of a job.
RECENT = 20


class JobView(Struct, frozen=True, kw_only=True):
    """A job with what it has done last."""

    #: The job.
    job: Job
    #: Its latest runs, and the times at which it was due last.
    history: JobHistory


def list_jobs(desk: Desk, *, notebook: Path | None = None) -> list[Job]:
    """The user's jobs, by name.

    Args:
        desk: Where, and for whom.
        notebook: Only jobs of this notebook.
    """
    found = desk.store.jobs.all(user=desk.user, under=desk.root)
    return [job for job in found if notebook is None or job.notebook == str(notebook)]


def view_jobs(desk: Desk, jobs: list[Job]) -> list[JobView]:
    """Jobs with what they have done last."""
    refresh_active(desk.store, desk.home)
    histories = desk.store.jobs.histories([job.id for job in jobs], RECENT)
    return [JobView(job=job, history=histories[job.id]) for job in jobs]


def get_job(desk: Desk, job_id: str) -> Job:
    """A job.

    Args:
        desk: Where, and for whom.
        job_id: Its id.

    Raises:
        NotFoundError: There is none, or it is somebody else's, or of a notebook elsewhere.
    """
    if not is_id(job_id):
        raise _no_job(job_id)
    job = desk.store.jobs.get(job_id)
    inside = desk.root is None or Path(job.notebook).is_relative_to(desk.root)
    if job.user != desk.user or not inside:
        raise _no_job(job_id)
    return job


def find_job(desk: Desk, text: str, *, folder: Path) -> Job:
    """The job that a person means.

    Args:
        desk: Where, and for whom.
        text: Its name or its id.
        folder: Where the person is; of several jobs of that name the one of its project is meant.

    Raises:
        NotFoundError: There is none.
        ConflictError: Several projects have one of that name.
    """
    if is_id(text):
        return get_job(desk, text)
    named = [job for job in list_jobs(desk) if job.name == text]
    here = [job for job in named if job.project == str(project_of(folder))]
    meant = here or named
    if not meant:
        raise _no_job(text)
    if len(meant) > 1:
        raise ConflictError(
            f"several projects have a job {text!r}",
            hint="go to its project, or name one by its id: " + ", ".join(job.id for job in meant),
        )
    return meant[0]


def add_job(desk: Desk, wanted: Definition, *, paused: bool = False) -> Job:
    """Makes a job.

    Args:
        desk: Where, and for whom.
        wanted: Its definition.
        paused: Whether its schedule rests.

    Raises:
        MlopsError: It could not run as it is defined, or has the name of another.
    """
    check_definition(desk, wanted)
    at = now()
    made = Job(
        id=new_id(),
        name=wanted.name,
        user=desk.user,
        project="",
        notebook="",
        paused=paused,
        created_at=at,
        updated_at=at,
    )
    job = with_next_time(defined(made, wanted), at)
    desk.store.jobs.add(job)
    set_going(desk)
    return job


def replace_job(desk: Desk, job: Job, wanted: Definition, *, paused: bool | None = None) -> Job:
    """Changes a job's definition; its id, its runs and what its trigger has seen stay.

    Args:
        desk: Where, and for whom.
        job: The job.
        wanted: Its new definition.
        paused: Whether its schedule rests; as before by default.

    Raises:
        MlopsError: As `add_job`.
    """
    check_definition(desk, wanted)
    at = now()
    rests = job.paused if paused is None else paused
    changed = replace(defined(job, wanted), paused=rests, updated_at=at)
    same = job.schedule and changed.schedule and job.schedule.trigger == changed.schedule.trigger
    if not same or job.project != changed.project or (job.paused and not rests):
        changed = with_next_time(changed, at)
    desk.store.jobs.update(changed)
    set_going(desk)
    return changed


def edit_job(desk: Desk, job: Job, wanted: Definition, *, paused: bool) -> Job:
    """Changes a job that is defined in the store.

    Args:
        desk: Where, and for whom.
        job: The job.
        wanted: Its new definition.
        paused: Whether its schedule rests.

    Raises:
        ConflictError: Its `pyproject.toml` defines it.
        MlopsError: As `add_job`.
    """
    check_own(job)
    return replace_job(desk, job, wanted, paused=paused)


def pause_job(desk: Desk, job: Job, *, paused: bool) -> Job:
    """Lets a job's schedule rest, or go on: what passed meanwhile was not missed.

    Args:
        desk: Where, and for whom.
        job: The job.
        paused: Whether it rests from now on.

    Raises:
        InvalidError: It would never fire again.
    """
    if job.paused == paused:
        return job
    at = now()
    changed = replace(job, paused=paused, updated_at=at)
    if not paused:
        changed = with_next_time(changed, at)
    desk.store.jobs.update(changed)
    set_going(desk)
    return changed


def delete_job(desk: Desk, job: Job) -> None:
    """Forgets a job; its runs stay.

    Args:
        desk: Where, and for whom.
        job: The job.

    Raises:
        ConflictError: Its `pyproject.toml` still defines it.
    """
    check_own(job)
    desk.store.jobs.delete(job.id)
    set_going(desk)


def check_own(job: Job) -> None:
    """Makes sure that a job is defined in the store alone.

    Raises:
        ConflictError: Its `pyproject.toml` defines it.
    """
    if job.source is not JobSource.PYPROJECT:
        return
    try:
        there = job.name in read_jobs(Path(job.project) / PYPROJECT)
    except InvalidError:  # a file that cannot be read may define it
        there = True
    if there:
        raise ConflictError(
            f"the job {job.name!r} is defined in {Path(job.project) / PYPROJECT}",
            hint="change it there, and apply: jupyter mlops jobs apply",
        )


def _no_job(text: str) -> NotFoundError:
    return NotFoundError(f"there is no job {text!r}", hint="`jupyter mlops jobs` lists them")
