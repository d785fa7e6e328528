"""Use case: what can be set for a run of a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from jupyter_mlops.jobs.secrets import reference_in
from jupyter_mlops.notebooks.document import kernel_name, read_notebook
from jupyter_mlops.notebooks.parameters import ParameterSet, parse_text, read_parameters
from jupyter_mlops.services.kernels import DEFAULT_KERNEL, KernelChoice, list_kernels
from jupyter_mlops.services.outputs import output_folder


class RunForm(Struct, frozen=True, kw_only=True):
    """All that a form for a new run shows."""

    #: The parameters.
    parameters: ParameterSet
    #: The installed kernels.
    kernels: list[KernelChoice]
    #: The kernel that the run will use unless told otherwise; it may not be installed.
    kernel: str
    #: Where its output goes unless told otherwise.
    output_folder: Path


def read_run_form(notebook: Path, kernel: str | None = None) -> RunForm:
    """Reads what a form for a new run shows.

    Args:
        notebook: The notebook's file.
        kernel: Kernelspec to read the parameters with; the notebook's own by default.

    Raises:
        MlopsError: The notebook, its parameters cell or its settings cannot be read.
    """
    _, nb = read_notebook(notebook)
    return RunForm(
        parameters=read_parameters(nb, name=notebook.name, kernel=kernel),
        kernels=list_kernels(),
        kernel=kernel or kernel_name(nb) or DEFAULT_KERNEL,
        output_folder=output_folder(notebook),
    )


def parse_values(
    notebook: Path, texts: Mapping[str, str], kernel: str | None = None
) -> dict[str, Any]:
    """Reads values that were typed as text, each by the type of its parameter.

    A reference to a secret, `{"$secret": "env:NAME"}`, is one whatever the type.

    Args:
        notebook: The notebook's file.
        texts: A text for each parameter to set. A name that the notebook doesn't know is passed
            on, for `start_run` to refuse.
        kernel: Kernelspec to read the parameters with; the notebook's own by default.

    Returns:
        The values, for `StartRequest.parameters`.

    Raises:
        MlopsError: The notebook cannot be read, or a text is no value of its parameter's type.
    """
    if not texts:
        return {}
    _, nb = read_notebook(notebook)
    known = {
        parameter.name: parameter
        for parameter in read_parameters(nb, name=notebook.name, kernel=kernel).parameters
    }
    values: dict[str, Any] = {}
    for name, text in texts.items():
        value: Any = reference_in(text)
        if value is None:
            value = parse_text(known[name], text) if name in known else text
        values[name] = value
    return values
