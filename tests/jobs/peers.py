"""What papermill and nbclient make of a notebook, to compare with."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client.manager import AsyncKernelManager
from nbclient.client import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from jupyter_mlops.jobs.attentive_channel import AttentiveChannel
from jupyter_mlops.jobs.client import _as_shown
from jupyter_mlops.jobs.failures import strip_ansi

#: What differs from one kernel to the next: its files, and addresses of objects.
_OWN = re.compile(r"ipykernel_\d+|0x[0-9a-f]+")
#: papermill's own additions to a notebook that has failed.
_MARKER = "papermill-error-cell-tag"


class AttentiveManager(AsyncKernelManager):
    """Has nbclient not hang on output widgets, as it does now and then by itself."""

    def client(self, **how: Any) -> Any:
        return super().client(shell_channel_class=AttentiveChannel, **how)


def by_papermill(folder: Path, document: dict[str, Any], **how: Any) -> tuple[Any, bool]:
    """The notebook as papermill leaves it, and whether it ran well."""
    source, target = folder / "in-papermill.ipynb", folder / "by-papermill.ipynb"
    source.write_text(json.dumps(document), encoding="utf-8")
    given = {
        "kernel_name": "python3",
        "language": "python",
        "cwd": str(folder),
        "progress_bar": False,
        **how,
    }
    try:
        papermill.execute_notebook(str(source), str(target), **given)
    except (PapermillExecutionError, DeadKernelError):
        return _read(target), False
    return _read(target), True


def by_nbclient(folder: Path, document: dict[str, Any]) -> tuple[Any, bool]:
    """The notebook as nbclient leaves it, and whether it ran well."""
    nb = nbformat.reads(json.dumps(document), as_version=4)
    client = NotebookClient(
        nb,
        kernel_name="python3",
        kernel_manager_class=AttentiveManager,
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        client.execute()
    except (CellExecutionError, DeadKernelError):
        return nb, False
    return nb, True


def shown(nb: Any, *, statuses: bool = True) -> list[Any]:
    """All that a reader sees of a notebook's cells: sources, counts, outputs and how they ended."""
    cells = [cell for cell in nb.cells if _MARKER not in cell.metadata.get("tags", [])]
    return [
        (
            cell.source,
            cell.get("execution_count"),
            cell.metadata.get("papermill", {}).get("status") if statuses else None,
            _outputs(cell.get("outputs", [])),
        )
        for cell in cells
    ]


def _read(file: Path) -> Any:
    return nbformat.reads(file.read_text(encoding="utf-8"), as_version=4)


def _outputs(outputs: list[Any]) -> list[Any]:
    joined: list[Any] = []
    for output in json.loads(json.dumps(outputs)):
        if "text" in output and joined and joined[-1].get("name") == output["name"]:
            joined[-1]["text"] += output["text"]
        else:
            joined.append(output)
    return [_plain(output) for output in joined]


def _plain(output: Any) -> Any:
    if "text" in output:
        output["text"] = _OWN.sub("", _as_shown(output["text"]))
    if "traceback" in output:
        output["traceback"] = [_OWN.sub("", strip_ansi(entry)) for entry in output["traceback"]]
    if "data" in output:
        output["data"] = json.loads(_OWN.sub("", json.dumps(output["data"])))
    return output
