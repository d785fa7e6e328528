"""Runs an order through papermill: it injects the parameters and calls our engine."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError

from jupyter_mlops.jobs.attempt import Attempt
from jupyter_mlops.jobs.engine import EngineSession
from jupyter_mlops.jobs.environment import read_environment
from jupyter_mlops.jobs.event_reporter import EventReporter
from jupyter_mlops.jobs.events import EnvironmentRead, now
from jupyter_mlops.jobs.execution import Execution
from jupyter_mlops.jobs.folder import RunOrder
from jupyter_mlops.jobs.hidden import HiddenValues, hidden_values
from jupyter_mlops.jobs.injection import register_translator
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
        last_look=attempt.usage.stop,
    )
    # papermill raises for every exception that it finds, even one that a tag allows; those that end
    # the run have been raised by the engine before.
    with suppress(PapermillExecutionError):
        # The notebook in place of its path: papermill takes braces in a path for a template.
        papermill.execute_notebook(
            nbformat.reads(data.decode("utf-8-sig"), as_version=4),
            None,
            parameters=values.inject,
            engine_name="mlops",
            kernel_name=order.kernel,
            language=spec.language if spec else None,  # the notebook need not name one
            progress_bar=False,
            session=EngineSession(loop=loop, execution=execution),
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
