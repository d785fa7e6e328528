"""Who is told while a notebook executes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jupyter_mlops.jobs.model import CellRun


class Reporter:
    """Hears of an execution as it goes; override what matters."""

    def notebook_started(self, nb: Any, total: int) -> None:
        """The kernel is up; `total` code cells follow. `nb` fills in place from now on."""

    def cell_started(self, index: int, cell: Any) -> None:
        """A code cell goes to the kernel."""

    def output_changed(self, output: Any, text: str) -> None:
        """The cell at work shows a new `output`, or its last one grew; `text` is what is new."""

    def data_shown(self, data: dict[str, Any]) -> None:
        """The cell at work displays data, MIME type to content, wherever that shows."""

    def cell_ended(self, cell: Any, result: CellRun) -> None:
        """The code cell is done, one way or another."""

    def cell_passed(self, cell: Any) -> None:
        """A cell with nothing to execute is behind."""

    def notebook_ended(self, nb: Any) -> None:
        """Nothing more will happen to `nb`."""


class Broadcast(Reporter):
    """Tells several reporters, in order."""

    def __init__(self, reporters: Sequence[Reporter]) -> None:
        self._reporters = reporters

    def notebook_started(self, nb: Any, total: int) -> None:
        """Passes it on."""
        for reporter in self._reporters:
            reporter.notebook_started(nb, total)

    def cell_started(self, index: int, cell: Any) -> None:
        """Passes it on."""
        for reporter in self._reporters:
            reporter.cell_started(index, cell)

    def output_changed(self, output: Any, text: str) -> None:
        """Passes it on."""
        for reporter in self._reporters:
            reporter.output_changed(output, text)

    def data_shown(self, data: dict[str, Any]) -> None:
        """Passes it on."""
        for reporter in self._reporters:
            reporter.data_shown(data)

    def cell_ended(self, cell: Any, result: CellRun) -> None:
        """Passes it on."""
        for reporter in self._reporters:
            reporter.cell_ended(cell, result)

    def cell_passed(self, cell: Any) -> None:
        """Passes it on."""
        for reporter in self._reporters:
            reporter.cell_passed(cell)

    def notebook_ended(self, nb: Any) -> None:
        """Passes it on."""
        for reporter in self._reporters:
            reporter.notebook_ended(nb)
