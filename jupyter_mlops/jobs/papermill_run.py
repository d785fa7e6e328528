"""Runs an order: papermill injects the parameters, our engine executes."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from papermill.execute import remove_error_markers
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from jupyter_mlops.jobs.attempt import Attempt
from jupyter_mlops.jobs.environment import read_environment
from jupyter_mlops.jobs.event_reporter import EventReporter
from jupyter_mlops.jobs.events import EnvironmentRead, now
from jupyter_mlops.jobs.execution import Execution, clear_outputs, execute_cells
from jupyter_mlops.jobs.folder import RunOrder
from jupyter_mlops.jobs.hidden import HiddenValues, hidden_values
from jupyter_mlops.jobs.injection import register_translator
from jupyter_mlops.jobs.inspected_kernel import epilogue, prologue
from jupyter_mlops.jobs.kernel import Kernel
from jupyter_mlops.jobs.log_reporter import LogReporter
from jupyter_mlops.jobs.metrics import MetricsFile
from jupyter_mlops.jobs.metrics_reporter import MetricsReporter
from jupyter_mlops.jobs.papermill_metadata import PapermillMetadata
from jupyter_mlops.jobs.redaction import Redactor
from jupyter_mlops.jobs.reporting import Broadcast, Reporter
from jupyter_mlops.jobs.saving import Saver
from jupyter_mlops.jobs.values import resolve_given, secret_value
from jupyter_mlops.notebooks.document import parse_notebook
from jupyter_mlops.notebooks.parameters import ParameterSet, Resolved, read_parameters

if TYPE_CHECKING:
    from jupyter_client.kernelspec import KernelSpec


def run_through_papermill(
    attempt: Attempt, kernel: Kernel, redactor: Redactor, loop: asyncio.AbstractEventLoop
) -> None:
    """Executes what is ordered on a kernel that was launched for it.

    Args:
        attempt: What to run, and who is told.
        kernel: The launched kernel; it has ended when this returns.
        redactor: Takes secrets out of what the kernel says.
        loop: The loop in which the kernel was launched.

    Raises:
        MlopsError: The notebook or a parameter is not as it has to be, or the output cannot be
            saved.
        RunFailedError: A cell raised, the kernel died or never came up, or a limit was passed.
        RunCancelledError: Somebody asked to stop.
    """
    order = attempt.order
    data = Path(order.copy).read_bytes()
    name = Path(order.notebook).name
    parameters = read_parameters(parse_notebook(data, name=name), name=name, kernel=order.kernel)
    values = resolve_given(parameters, order.parameters)
    spec = kernel.manager.kernel_spec
    environment = read_environment(list(spec.argv) if spec else [])
    attempt.writer.write(EnvironmentRead(at=now(), environment=environment))
    register_translator()
    execution = Execution(
        kernel=kernel,
        reporter=Broadcast(_reporters(attempt, values)),
        saver=Saver(Path(order.output), Path(order.refuge)),
        stopper=attempt.stopper,
        hidden=_hidden(order, parameters, redactor.secrets),
        redactor=redactor,
        imports=attempt.folder.imports,
        prologue=prologue(order.inspection, attempt.folder),
        epilogue=epilogue(order.inspection, attempt.folder),
        last_look=attempt.usage.stop,
    )
    loop.run_until_complete(execute_cells(_prepared(data, order, values, spec), execution))


def _prepared(data: bytes, order: RunOrder, values: Resolved, spec: KernelSpec | None) -> Any:
    """The notebook with its parameters injected, and without what earlier runs have left.

    The steps of `papermill.execute_notebook` but for the last: it writes what it has executed once
    more, to nowhere, which takes a second for 50 MB.
    """
    nb = nbformat.reads(data.decode("utf-8-sig"), as_version=4)
    clear_outputs(nb)
    nb = remove_error_markers(load_notebook_node(nb))
    if not values.inject:
        return nb
    language = spec.language if spec else None  # the notebook need not name one
    return parameterize_notebook(
        nb, values.inject, kernel_name=order.kernel, language=language, engine_name="mlops"
    )


def _reporters(attempt: Attempt, values: Resolved) -> list[Reporter]:
    return [
        PapermillMetadata(**_words(attempt.order, values)),
        LogReporter(sys.stdout),
        EventReporter(attempt.writer),
        MetricsReporter(attempt.writer, MetricsFile(attempt.folder.metrics)),
        attempt.artifacts,
    ]


def _hidden(
    order: RunOrder, parameters: ParameterSet, secrets: Mapping[str, str]
) -> HiddenValues | None:
    if not secrets:
        return None
    values = {name: secret_value(parameters, name, text) for name, text in secrets.items()}
    return hidden_values(order.kernel, parameters.language, values)


def _words(order: RunOrder, values: Resolved) -> dict[str, Any]:
    """What the notebook's metadata says of the run.

    Names relative to the output mean the same on every machine that the notebook is committed to.
    """
    output = Path(order.output)
    return {
        "input_path": Path(os.path.relpath(order.notebook, output.parent)).as_posix(),
        "output_path": output.name,
        "parameters": {name: values.values[name] for name in order.parameters},
    }
