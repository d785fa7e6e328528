"""What somebody defines a job as, checked before it is kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.git.tip import read_tip
from jupyter_mlops.jobs.definition import Job, JobSource, ResultWishes, Revision
from jupyter_mlops.jobs.policy import Policy
from jupyter_mlops.jobs.schedule.arrivals import find_arrivals
from jupyter_mlops.jobs.schedule.times import check_trigger, next_time
from jupyter_mlops.jobs.triggers import CommitTrigger, FileTrigger, OnceTrigger, Schedule
from jupyter_mlops.jobs.values import resolve_given
from jupyter_mlops.notebooks.document import kernel_name
from jupyter_mlops.notebooks.parameters import read_parameters
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.kernels import choose_kernel
from jupyter_mlops.services.outputs import output_folder
from jupyter_mlops.services.project import project_of
from jupyter_mlops.services.revision import root_around
from jupyter_mlops.services.run_source import read_source
from jupyter_mlops.services.start_run import check_inside

#: What a job has from its definition as it is.
DEFINED = (
    *("name", "parameters", "kernel", "revision", "schedule"),
    *("policy", "labels", "results", "notify", "source"),
)


class Definition(Struct, frozen=True, kw_only=True):
    """A job as somebody defines it."""

    #: Unique among the jobs of the user and the project.
    name: str
    #: The notebook.
    notebook: Path
    #: Given values for parameters.
    parameters: dict[str, Any] = field(default_factory=dict)
    #: Name of the kernelspec; the notebook's own if absent.
    kernel: str | None = None
    #: Which state of the files is run.
    revision: Revision = Revision()
    #: When it runs by itself; never if absent.
    schedule: Schedule | None = None
    #: How its runs are treated.
    policy: Policy = Policy()
    #: What its runs are labelled with.
    labels: tuple[str, ...] = ()
    #: What its runs leave besides the executed notebook.
    results: ResultWishes = ResultWishes()
    #: Channels that are told of failures, recoveries and lateness.
    notify: tuple[str, ...] = ()
    #: Where it is defined.
    source: JobSource = JobSource.STORE
    #: Folder of the project; the notebook's by default.
    project: Path | None = None

    @property
    def folder(self) -> Path:
        """Folder of the project."""
        return self.project or project_of(self.notebook.parent)


def check_definition(desk: Desk, wanted: Definition) -> None:
    """Makes sure that a job could run as it is defined: now, and with the notebook of now.

    Args:
        desk: Where, and for whom.
        wanted: The definition.

    Raises:
        MlopsError: The notebook, a parameter, the kernel, the output folder, the revision or the
            trigger is not as it has to be.
    """
    source = read_source(desk.home, wanted.notebook, wanted.revision)
    name = wanted.notebook.name
    parameters = read_parameters(source.nb, name=name, kernel=wanted.kernel)
    resolve_given(parameters, wanted.parameters)
    choose_kernel(wanted.kernel, kernel_name(source.nb), notebook=name)
    check_inside(desk, (output_folder(wanted.notebook) / name).resolve())
    if wanted.schedule is not None:
        check_trigger(wanted.schedule.trigger)


def defined(job: Job, wanted: Definition) -> Job:
    """A job as it is after its definition has changed, but for its times."""
    return replace(
        job,
        notebook=str(wanted.notebook),
        project=str(wanted.folder),
        **{name: getattr(wanted, name) for name in DEFINED},
    )


def with_next_time(job: Job, at: datetime) -> Job:
    """A job that fires from some time on, and not for what its trigger has seen before.

    Args:
        job: The job.
        at: That time.

    Raises:
        InvalidError: It would never fire.
        NotFoundError: Its trigger's repository is not there.
    """
    if job.schedule is None:
        return replace(job, next_at=None, seen="")
    trigger = job.schedule.trigger
    next_at = next_time(trigger, at, created=job.created_at)
    if isinstance(trigger, OnceTrigger) and next_at is None:
        raise InvalidError(f"{trigger.at.isoformat()} has passed", hint="give a time to come")
    seen = ""
    if isinstance(trigger, FileTrigger):
        arrivals = find_arrivals(Path(job.project), trigger)
        seen = arrivals[-1].place if arrivals else ""
    elif isinstance(trigger, CommitTrigger):
        seen = read_tip(root_around(Path(job.notebook)), trigger.branch) or ""
        if not seen:
            raise InvalidError(
                f"there is no branch {trigger.branch!r}", hint="such as main, or origin/main"
            )
    return replace(job, next_at=next_at, seen=seen)
