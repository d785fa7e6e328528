"""Use case: run a notebook as a job."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from jupyter_mlops.errors import UnavailableError
from jupyter_mlops.git.head import read_head
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.folder import RunOrder
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.launch import launch_runner
from jupyter_mlops.jobs.model import Provenance, Run, RunState
from jupyter_mlops.jobs.processes import this_process
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.notebooks.document import kernel_name, read_notebook
from jupyter_mlops.notebooks.parameters import read_parameters, resolve_values
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.kernels import choose_kernel
from jupyter_mlops.services.outputs import default_output, prepare_output


class StartRequest(Struct, frozen=True, kw_only=True):
    """What to run, and how."""

    #: The notebook.
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
    notebook = _absolute(request.notebook)
    data, nb = read_notebook(notebook)
    parameters = read_parameters(nb, name=notebook.name, kernel=request.kernel)
    values = resolve_values(parameters, request.parameters)
    kernel = choose_kernel(request.kernel, kernel_name(nb), notebook=notebook.name)
    run_id, created_at = new_id(), now()
    output = _absolute(request.output or default_output(notebook, run_id, created_at))
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


def _absolute(file: Path) -> Path:
    """The one name by which runs of a file are found: without `..`, links as they are."""
    return Path(os.path.abspath(file))  # noqa: PTH100 - Path.absolute keeps `..`


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
    desk.store.add(run)
    try:
        launched = replace(run, owner=launch_runner(folder))
    except OSError as error:
        desk.store.delete(run.id)
        folder.remove()
        raise UnavailableError(f"no process could be started for the run: {error}") from error
    desk.store.update(launched)
    return launched
