"""Use case: run a notebook as a job."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError, ForbiddenError
from jupyter_mlops.files import ensure_folder
from jupyter_mlops.jobs.definition import ResultWishes, Revision, RevisionKind
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.model import ACTIVE_STATES, Origin, Provenance, Run, RunState
from jupyter_mlops.jobs.policy import Policy
from jupyter_mlops.jobs.processes import this_process
from jupyter_mlops.jobs.recovery import refresh
from jupyter_mlops.jobs.store import RunFilter
from jupyter_mlops.jobs.values import resolve_given
from jupyter_mlops.notebooks.document import kernel_name
from jupyter_mlops.notebooks.parameters import read_parameters
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.ensure_worker import set_going
from jupyter_mlops.services.kernels import choose_kernel
from jupyter_mlops.services.outputs import default_output, prepare_output
from jupyter_mlops.services.overlay import keep_overlay
from jupyter_mlops.services.run_source import read_source

#: What a run has from its request as it is.
_PASSED_ON = (
    *("revision", "policy", "results", "labels", "origin"),
    *("job", "job_name", "sweep", "due_at", "not_before", "again_of"),
)


class StartRequest(Struct, frozen=True, kw_only=True):
    """What to run, and how."""

    #: The notebook; runs are filed under what a link leads to.
    notebook: Path
    #: Values for parameters; those left out keep their defaults.
    parameters: dict[str, Any] = field(default_factory=dict)
    #: Kernelspec name; the notebook's own by default.
    kernel: str | None = None
    #: The executed notebook; a new file in the output folder by default.
    output: Path | None = None
    #: Which state of the files is run.
    revision: Revision = Revision()
    #: SHA-256 of a kept notebook that is run in place of what the revision holds.
    kept: str | None = None
    #: Where that kept notebook is from.
    provenance: Provenance | None = None
    #: How the run is treated.
    policy: Policy = Policy()
    #: What it leaves besides the executed notebook.
    results: ResultWishes = ResultWishes()
    #: What it is labelled with.
    labels: tuple[str, ...] = ()
    #: What asks for it.
    origin: Origin = Origin.MANUAL
    #: Id of its job.
    job: str | None = None
    #: Name of its job.
    job_name: str = ""
    #: Id of its sweep.
    sweep: str | None = None
    #: When its schedule had it due (UTC).
    due_at: datetime | None = None
    #: It is not started before that (UTC).
    not_before: datetime | None = None
    #: Id of the run that it repeats exactly.
    again_of: str | None = None


def start_run(desk: Desk, request: StartRequest) -> Run:
    """Checks all that can be checked, keeps what will run, and puts it into the queue.

    Args:
        desk: Where, and for whom.
        request: What.

    Returns:
        The run, queued; where it needn't wait, its runner is starting.

    Raises:
        MlopsError: The notebook, a parameter, the kernel or the output is not as it has to be; then
            nothing was started and nothing kept.
    """
    run = build_run(desk, request)
    enqueue(desk, [run])
    return desk.store.get(run.id)


def build_run(desk: Desk, request: StartRequest) -> Run:
    """Prepares a run without adding it to the store.

    Args:
        desk: Where, and for whom.
        request: What.

    Raises:
        MlopsError: As `start_run`.
    """
    (run,) = build_runs(desk, request, [{}])
    return run


def build_runs(desk: Desk, request: StartRequest, points: Iterable[dict[str, Any]]) -> list[Run]:
    """Prepares the runs of a sweep: the notebook is read once for all of them.

    Args:
        desk: Where, and for whom.
        request: What they have in common.
        points: Values for parameters of each, which go before those in common.

    Returns:
        The runs in order, not in the store; numbered if they are of a sweep.

    Raises:
        MlopsError: As `start_run`.
    """
    notebook = request.notebook.resolve()
    source = read_source(
        desk.home,
        notebook,
        request.revision,
        kept=request.kept,
        provenance=request.provenance,
    )
    parameters = read_parameters(source.nb, name=notebook.name, kernel=request.kernel)
    given = [{**request.parameters, **point} for point in points]
    values = [resolve_given(parameters, each) for each in given]
    kernel = choose_kernel(request.kernel, kernel_name(source.nb), notebook=notebook.name)
    # Within a millisecond ids are in no order; a sweep goes in that of its points.
    ids, created_at = sorted(new_id() for _ in given), now()
    outputs = _outputs(desk, request, notebook, ids, created_at)
    common = Run(
        id="",
        state=RunState.QUEUED,
        notebook=str(notebook),
        notebook_hash=desk.home.keep_notebook(source.data),
        output="",
        kernel=kernel,
        user=desk.user,
        owner=this_process(),
        created_at=created_at,
        provenance=_with_changes(request, notebook, source.provenance),
        **{name: getattr(request, name) for name in _PASSED_ON},
    )
    # A home without room is told now, not when the run's turn has come.
    ensure_folder(desk.home.runs)
    return [
        replace(
            common,
            id=run_id,
            output=str(output),
            given=each,
            parameters=value.values,
            overrides=value.overrides,
            sweep_index=None if request.sweep is None else index,
        )
        for index, (run_id, output, each, value) in enumerate(
            zip(ids, outputs, given, values, strict=True)
        )
    ]


def _with_changes(
    request: StartRequest, notebook: Path, provenance: Provenance | None
) -> Provenance | None:
    """Where a notebook is from, what is not committed being kept for later."""
    if provenance is None or request.revision.kind is not RevisionKind.WORKING:
        return provenance
    return keep_overlay(notebook, provenance)


def enqueue(desk: Desk, runs: Sequence[Run]) -> None:
    """Adds runs to the store and sees to it that they are started.

    Args:
        desk: Where, and for whom.
        runs: As `build_run` prepared them.

    Raises:
        StorageError: The store cannot be written.
        UnavailableError: No process could be started for them.
    """
    for run in runs:
        desk.store.add(run)
    set_going(desk)


def _outputs(
    desk: Desk, request: StartRequest, notebook: Path, ids: list[str], at: datetime
) -> list[Path]:
    """Places for the executed notebooks; a sweep has a folder of its own."""
    if not ids:
        return []
    output = (request.output or default_output(notebook, ids[0], at)).resolve()
    check_inside(desk, output)
    if request.output is not None:
        _check_free(desk, output)
    if request.sweep is None:
        prepare_output(output, notebook)
        return [output]
    width = len(str(len(ids) - 1))
    folder, stem = output.with_suffix(""), notebook.stem
    names = [f"{stem}-{n:0{width}}-{run_id[-5:]}.ipynb" for n, run_id in enumerate(ids)]
    prepare_output(folder / names[0], notebook)
    return [folder / name for name in names]


def check_inside(desk: Desk, output: Path) -> None:
    """Makes sure that an executed notebook goes to where its user may write.

    Args:
        desk: Where, and for whom.
        output: The executed notebook, links resolved.

    Raises:
        ForbiddenError: It lies outside of the desk's root.
    """
    if desk.root is not None and not output.is_relative_to(desk.root):
        raise ForbiddenError(
            f"the output folder {output.parent} lies outside of the server's root",
            hint="set output-folder in pyproject.toml, or name an output",
        )


def _check_free(desk: Desk, output: Path) -> None:
    only = RunFilter(notebook=output, states=tuple(ACTIVE_STATES))
    for run in desk.store.page(only, before=None, limit=100):
        if run.output == str(output) and not refresh(desk.store, desk.home, run).state.final:
            raise ConflictError(
                f"{output} is being written by run {run.id}",
                hint="wait for it, cancel it, or name another output",
            )
