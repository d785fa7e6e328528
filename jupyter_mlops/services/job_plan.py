"""Use cases: show how the jobs of `pyproject.toml` differ from the store's, and carry it out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from jupyter_mlops.jobs.definition import Job, JobSource
from jupyter_mlops.jobs.triggers import Schedule
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.job_code import read_definition
from jupyter_mlops.services.job_definition import DEFINED, Definition, check_definition
from jupyter_mlops.services.jobs import add_job, replace_job
from jupyter_mlops.services.project import PYPROJECT, project_of
from jupyter_mlops.settings import read_jobs

_COMPARED = [name for name in DEFINED if name not in ("name", "parameters")]


class FieldDifference(Struct, frozen=True, kw_only=True):
    """A part of a job that differs."""

    #: Its name, with dots.
    field: str
    #: What the store has, as JSON; None where it has none.
    before: str | None
    #: What the file says, as JSON; None where it says nothing.
    after: str | None


class Change(Struct, frozen=True, kw_only=True):
    """What is to be done to a job."""

    #: Its name.
    name: str
    #: What.
    action: Literal["create", "update", "delete"]
    #: The parts that differ.
    fields: list[FieldDifference]
    #: The job as the store has it.
    job: Job | None = None
    #: The job as the file has it.
    wanted: Definition | None = None


class JobPlan(Struct, frozen=True, kw_only=True):
    """What is to be done for the store to have the jobs of the file."""

    #: The `pyproject.toml`; None where there is none.
    file: Path | None
    #: What is to be done, by name.
    changes: list[Change]
    #: How many jobs are as they should be.
    unchanged: int


def plan_jobs(desk: Desk, folder: Path) -> JobPlan:
    """Compares the jobs that a project's `pyproject.toml` defines with those in the store.

    Jobs that were made elsewhere are left alone, unless the file defines one of their name.

    Args:
        desk: Where, and for whom.
        folder: The project, or a folder or file in it.

    Raises:
        InvalidError: The file cannot be read, or defines a job that cannot be.
    """
    place = folder.resolve()
    project = project_of(place if place.is_dir() else place.parent)
    file = project / PYPROJECT
    wanted = {name: read_definition(name, given, file) for name, given in read_jobs(file).items()}
    present = {
        job.name: job for job in desk.store.jobs.all(user=desk.user) if job.project == str(project)
    }
    names = sorted(
        name
        for name in {*wanted, *present}
        if (name in wanted or present[name].source is JobSource.PYPROJECT)
        and _may_see(desk, wanted.get(name) or present[name])
    )
    changes = [_compare(name, present.get(name), wanted.get(name), project) for name in names]
    differing = [change for change in changes if change.fields]
    return JobPlan(
        file=file if file.is_file() else None,
        changes=differing,
        unchanged=len(changes) - len(differing),
    )


def apply_jobs(desk: Desk, folder: Path) -> JobPlan:
    """Makes the store have the jobs that a project's `pyproject.toml` defines.

    Nothing is changed unless all of them could run. Which schedules rest stays as it is.

    Args:
        desk: Where, and for whom.
        folder: The project, or a folder or file in it.

    Returns:
        What has been done.

    Raises:
        MlopsError: A job could not run as it is defined.
    """
    plan = plan_jobs(desk, folder)
    for change in plan.changes:
        if change.wanted is not None:
            check_definition(desk, change.wanted)
    for change in plan.changes:
        _carry_out(desk, change)
    return plan


def _may_see(desk: Desk, of: Job | Definition) -> bool:
    return desk.root is None or Path(of.notebook).is_relative_to(desk.root)


def _carry_out(desk: Desk, change: Change) -> None:
    if change.job is None and change.wanted is not None:
        add_job(desk, change.wanted)
    elif change.job is not None and change.wanted is not None:
        replace_job(desk, change.job, change.wanted)
    elif change.job is not None:
        desk.store.jobs.delete(change.job.id)


def _compare(name: str, job: Job | None, wanted: Definition | None, project: Path) -> Change:
    before = {} if job is None else _parts(job, project)
    after = {} if wanted is None else _parts(wanted, project)
    # Of a new job only what is said of it counts, of the others all that differs.
    usual = _usual(wanted, project) if wanted is not None and job is None else before
    return Change(
        name=name,
        action="create" if job is None else "delete" if wanted is None else "update",
        fields=[
            FieldDifference(field=key, before=before.get(key), after=after.get(key))
            for key in {**before, **after}
            if usual.get(key) != after.get(key)
        ],
        job=job,
        wanted=wanted,
    )


def _usual(wanted: Definition, project: Path) -> dict[str, str]:
    """The parts of a job of which nothing but its name is said."""
    schedule = wanted.schedule and Schedule(trigger=wanted.schedule.trigger)
    plain = Definition(
        name=wanted.name, notebook=wanted.notebook, schedule=schedule, source=wanted.source
    )
    parts = _parts(plain, project)
    said = ("notebook", "schedule.trigger.")
    return {key: part for key, part in parts.items() if not key.startswith(said)}


def _parts(of: Job | Definition, project: Path) -> dict[str, str]:
    """The parts of a job as JSON, by their names with dots; what is empty counts as absent."""
    notebook = Path(of.notebook)
    inside = notebook.relative_to(project) if notebook.is_relative_to(project) else notebook
    values = {"notebook": inside.as_posix()}
    values |= {key: msgspec.to_builtins(getattr(of, key)) for key in _COMPARED}
    # Each parameter's value as it is: an empty one says something.
    given = {f"parameters.{name}": _json(value) for name, value in of.parameters.items()}
    return {**_flat(values), **given}


def _flat(value: dict[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, part in value.items():
        if isinstance(part, dict):
            flat |= _flat(part, f"{prefix}{key}.")
        elif part not in (None, (), ""):
            flat[prefix + key] = _json(part)
    return flat


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
