"""Reads the parameters of a notebook."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks import document
from jupyter_mlops.notebooks.directives import cell_tags
from jupyter_mlops.notebooks.parameters.foreign import read_foreign
from jupyter_mlops.notebooks.parameters.model import Parameter, ParameterSet, place
from jupyter_mlops.notebooks.parameters.python import read_python


def read_parameters(nb: dict[str, Any], *, name: str, kernel: str | None = None) -> ParameterSet:
    """The parameters of a notebook: what its first cell tagged `parameters` assigns.

    Args:
        nb: A notebook as `parse_notebook` gives it.
        name: What to call it in messages.
        kernel: Name of the kernelspec to read it for; the notebook's own by default.

    Raises:
        ParameterError: The cell is not Python.
    """
    kernel = kernel or document.kernel_name(nb)
    language = _language(nb, kernel)
    cells = enumerate(nb["cells"])
    tagged = next((at for at in cells if "parameters" in cell_tags(at[1])), None)
    if tagged is None:
        return ParameterSet(notebook=name, cell_id=None, cell_index=None, language=language)
    index, cell = tagged
    found: tuple[Parameter, ...] = ()
    complete = True
    if cell["cell_type"] == "code":
        source = document.cell_source(cell)
        if language == "python":
            found = read_python(source, place=place(name, index))
        else:
            found, complete = read_foreign(source, kernel=kernel, language=language)
    return ParameterSet(
        notebook=name,
        cell_id=document.cell_id(cell, index),
        cell_index=index,
        language=language,
        parameters=found,
        complete=complete,
    )


def _language(nb: dict[str, Any], kernel: str | None) -> str:
    """The language of a notebook for a kernel.

    A kernelspec's language is known to Jupyter only; its name says enough where it says anything.
    A notebook that names no language is taken for Python, as papermill's users expect.
    """
    if kernel and "python" in kernel.lower():
        return "python"
    return (document.language(nb) or "python").lower()
