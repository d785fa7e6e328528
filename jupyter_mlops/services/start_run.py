"""Use case: run a notebook as a job."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError, ForbiddenError, StorageError, UnavailableError
from jupyter_mlops.git.head import read_head
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.folder import RunOrder
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.launch import launch_runner
from jupyter_mlops.jobs.model import Provenance, Run, RunState
from jupyter_mlops.jobs.processes import this_process
from jupyter_mlops.jobs.recovery import folder_of, refresh_active
from jupyter_mlops.notebooks.document import kernel_name, read_notebook
from jupyter_mlops.notebooks.parameters import read_parameters, resolve_values
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.kernels import choose_kernel
from jupyter_mlops.services.outputs import default_output, prepare_output


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


def start_run(desk: Desk, request: StartRequest) -> Run:
    """Checks all that can be checked, keeps what will run, and starts it.

    Args:
        desk: Where, and for whom.
        request: What.

    Returns:
        The run, queued; its runner is starting.

    Raises:
        MlopsError: The notebook, a parameter, the kernel or the output is not as it has to be; then
            nothing was started and nothing kept.
    """
    notebook = request.notebook.resolve()
    data, nb = read_notebook(notebook)
    parameters = read_parameters(nb, name=notebook.name, kernel=request.kernel)
    values = resolve_values(parameters, request.parameters)
    kernel = choose_kernel(request.kernel, kernel_name(nb), notebook=notebook.name)
    run_id, created_at = new_id(), now()
    output = (request.output or default_output(notebook, run_id, created_at)).resolve()
    _check_inside(desk, output)
    _check_free(desk, output)
    prepare_output(output, notebook)
    run = Run(
        id=run_id,
        state=RunState.QUEUED,
        notebook=str(notebook),
        notebook_hash=desk.home.keep_notebook(data),
        output=str(output),
        kernel=kernel,
        parameters=values.values,
        overrides=values.overrides,
        user=desk.user,
        owner=this_process(),
        created_at=created_at,
        provenance=_provenance(notebook),
    )
    return _launch(desk, run, request.parameters)


def _check_inside(desk: Desk, output: Path) -> None:
    if desk.root is not None and not output.is_relative_to(desk.root):
        raise ForbiddenError(
            f"the output folder {output.parent} lies outside of the server's root",
            hint="set output-folder in pyproject.toml, or name an output",
        )


def _check_free(desk: Desk, output: Path) -> None:
    for run in refresh_active(desk.store, desk.home):
        if run.output == str(output) and not run.state.final:
            raise ConflictError(
                f"{output} is being written by run {run.id}",
                hint="wait for it, cancel it, or name another output",
            )


def _provenance(notebook: Path) -> Provenance | None:
    head = read_head(notebook)
    return None if head is None else Provenance(commit=head.commit, dirty=head.dirty)


def _launch(desk: Desk, run: Run, given: dict[str, Any]) -> Run:
    folder = folder_of(desk.home, run.id)
    folder.create(
        RunOrder(
            run_id=run.id,
            notebook=run.notebook,
            copy=str(desk.home.notebook_copy(run.notebook_hash)),
            output=run.output,
            refuge=str(folder.refuge),
            kernel=run.kernel,
            parameters=given,
        )
    )
    try:
        desk.store.add(run)
        launched = replace(run, owner=launch_runner(folder))
    except StorageError:
        folder.remove()
        raise
    except OSError as error:
        desk.store.delete(run.id)
        folder.remove()
        raise UnavailableError(f"no process could be started for the run: {error}") from error
    desk.store.update(launched)
    return launched
