"""Tells a text file what cells print, for people to follow."""

from __future__ import annotations

from typing import IO, Any

from jupyter_mlops.jobs.metrics import metrics_in
from jupyter_mlops.jobs.model import CellRun
from jupyter_mlops.jobs.reporting import Reporter


class LogReporter(Reporter):
    """Writes what cells print, with a line before and after each.

    Args:
        stream: A text stream that writes through.
    """

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def cell_started(self, index: int, cell: Any) -> None:
        """Writes a heading with the cell's first line."""
        first = cell["source"].strip().partition("\n")[0]
        self._write(f"── cell [{index + 1}] {first}\n")

    def output_changed(self, output: Any, text: str) -> None:
        """Writes text as it comes, and the plain form of everything else."""
        kind = output["output_type"]
        if kind == "stream":
            self._write(text)
        elif kind == "error":
            self._write("\n".join(output.get("traceback", ())) + "\n")
        else:
            self._write(_plain(output.get("data", {})) + "\n")

    def cell_ended(self, cell: Any, result: CellRun) -> None:  # noqa: ARG002 - the interface's
        """Writes how the cell ended and how long it took."""
        self._write(f"── {result.status.value} after {result.duration:.2f} s\n")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


def _plain(data: dict[str, Any]) -> str:
    text = data.get("text/plain")
    if isinstance(text, str):
        return text
    metrics = ", ".join(f"{metric.name} = {metric.value:g}" for metric in metrics_in(data))
    return metrics or f"[{', '.join(sorted(data))}]"
