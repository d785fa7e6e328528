"""The papermill engine: papermill injects the parameters, this executes.

Registered as `mlops` in papermill's entry point group, so that
`papermill in.ipynb out.ipynb --engine mlops` works too.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from papermill.engines import Engine

from jupyter_mlops.jobs.execution import Execution, execute_cells
from jupyter_mlops.jobs.failures import RunFailedError
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.kernel import Kernel
from jupyter_mlops.jobs.model import CellRun, FailureCode
from jupyter_mlops.jobs.papermill_metadata import PapermillMetadata
from jupyter_mlops.jobs.reporting import Broadcast, Reporter
from jupyter_mlops.jobs.saving import Saver
from jupyter_mlops.jobs.stopping import Stopper


class MlopsEngine(Engine):  # type: ignore[misc]
    """Executes with saving, progress and cancel of our own."""

    @classmethod
    def execute_notebook(
        cls,
        nb: Any,
        kernel_name: str,
        output_path: str | None = None,
        progress_bar: bool | dict[str, Any] = True,  # noqa: FBT001, FBT002 - papermill's
        **options: Any,
    ) -> Any:
        """Executes a notebook that papermill has prepared.

        Args:
            nb: The notebook, parameters injected; filled in place.
            kernel_name: Name of the kernelspec.
            output_path: Where to save.
            progress_bar: Whether to show papermill's progress bar.
            options: papermill's other options.

        Returns:
            The notebook.

        Raises:
            RunFailedError: Any failure but a cell's exception, which papermill finds in the
                notebook itself.
        """
        timeout = float(options.get("start_timeout") or 60)
        try:
            asyncio.run(
                _execute_alone(
                    nb, kernel_name, output_path, timeout, progress_bar=bool(progress_bar)
                )
            )
        except RunFailedError as error:
            if error.failure.code is not FailureCode.CELL_ERROR:
                raise
        return nb


async def _execute_alone(
    nb: Any, kernel_name: str, output_path: str | None, timeout: float, *, progress_bar: bool
) -> None:
    kernel = Kernel(kernel_name, new_id())
    await kernel.launch(Path.cwd())
    reporters = [PapermillMetadata(), *([_ProgressBar()] if progress_bar else [])]
    how = Execution(
        kernel=kernel,
        reporter=Broadcast(reporters),
        saver=Saver(Path(output_path) if output_path else None),
        stopper=Stopper(),
        start_timeout=timeout,
    )
    await execute_cells(nb, how)


class _ProgressBar(Reporter):
    """papermill's progress bar."""

    def notebook_started(self, nb: Any, total: int) -> None:  # noqa: ARG002 - the interface's
        from tqdm.auto import tqdm

        self._bar = tqdm(total=total, unit="cell", desc="Executing")

    def cell_ended(self, cell: Any, result: CellRun) -> None:  # noqa: ARG002 - the interface's
        self._bar.update(1)

    def notebook_ended(self, nb: Any) -> None:  # noqa: ARG002 - the interface's
        self._bar.close()
