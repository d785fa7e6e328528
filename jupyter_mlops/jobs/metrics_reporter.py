"""Tells the event log and the file of metrics what a notebook displays as such."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from typing import Any

from jupyter_mlops.jobs.events import EventWriter, MetricReported, now
from jupyter_mlops.jobs.metrics import Metric, MetricsFile, metrics_in
from jupyter_mlops.jobs.model import CellRun
from jupyter_mlops.jobs.reporting import Reporter

_logger = logging.getLogger(__name__)

#: Least seconds between two events of one metric: a reader takes the log from its beginning.
_INTERVAL = 1.0


class MetricsReporter(Reporter):
    """Keeps every value in a file, and the last of each metric in the event log.

    Args:
        writer: The event log.
        file: The file.
        clock: Seconds that never go back.
    """

    def __init__(
        self,
        writer: EventWriter,
        file: MetricsFile,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._writer = writer
        self._file = file
        self._clock = clock
        self._written: dict[str, float] = {}
        self._held: dict[str, Metric] = {}
        self._warned: set[str] = set()

    def data_shown(self, data: dict[str, Any]) -> None:
        """Notes the metrics among the data."""
        metrics = [metric for metric in metrics_in(data) if self._is_finite(metric)]
        if not metrics:
            return
        self._file.append(metrics)
        for metric in metrics:
            if self._clock() - self._written.get(metric.name, -math.inf) >= _INTERVAL:
                self._write(metric)
            else:
                self._held[metric.name] = metric

    def cell_ended(self, cell: Any, result: CellRun) -> None:  # noqa: ARG002 - the interface's
        """Writes the last values that were held back."""
        for metric in list(self._held.values()):
            self._write(metric)

    def _write(self, metric: Metric) -> None:
        self._held.pop(metric.name, None)
        self._written[metric.name] = self._clock()
        event = MetricReported(at=now(), name=metric.name, value=metric.value, step=metric.step)
        self._writer.write(event)

    def _is_finite(self, metric: Metric) -> bool:
        if math.isfinite(metric.value) and (metric.step is None or math.isfinite(metric.step)):
            return True
        if metric.name not in self._warned:
            self._warned.add(metric.name)
            _logger.warning("metric %s is %s, which is not kept", metric.name, metric.value)
        return False
