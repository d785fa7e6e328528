"""Numbers that a notebook tells by displaying them, and the file that keeps their course."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

#: Data of this type are metrics: `{"rmse": 0.5, "$step": 3}`.
METRICS_TYPE = "application/vnd.jupyter-mlops.metrics+json"
#: The key of what the metrics are plotted over.
STEP_KEY = "$step"
#: scrapbook's `glue`, https://nteract-scrapbook.readthedocs.io/en/latest/models.html
_SCRAP_TYPE = "application/scrapbook.scrap.json+json"
#: Its predecessor, papermill's `record`.
_RECORD_TYPE = "application/papermill.record+json"

#: Longest name of a metric, in characters; longer ones are cut.
_LONGEST_NAME = 200
_NOT_FINITE = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


class Metric(Struct, frozen=True, kw_only=True, array_like=True):
    """A number that was told."""

    #: Its name.
    name: str
    #: Its value.
    value: float
    #: What it is plotted over, such as an epoch; absent where it stands for the whole run.
    step: float | None = None


_encoder = msgspec.json.Encoder()


def metrics_in(data: dict[str, Any]) -> list[Metric]:
    """The metrics in a bundle of displayed data, by their types.

    Dictionaries in dictionaries have their names joined by dots. What is no number is none.

    Args:
        data: MIME type to data.
    """
    found: list[Metric] = []
    told = data.get(METRICS_TYPE)
    if isinstance(told, dict):
        step = _number(told.get(STEP_KEY))
        found += _named("", {key: told[key] for key in told if key != STEP_KEY}, step)
    scrap = data.get(_SCRAP_TYPE)
    if isinstance(scrap, dict):
        found += _named("", {scrap.get("name"): scrap.get("data")}, None, deep=False)
    record = data.get(_RECORD_TYPE)
    if isinstance(record, dict):
        found += _named("", record, None, deep=False)
    return found


def _named(
    prefix: str, told: dict[Any, Any], step: float | None, *, deep: bool = True
) -> Iterator[Metric]:
    for key, value in told.items():
        name = f"{prefix}{key}"[:_LONGEST_NAME]
        if deep and isinstance(value, dict):
            yield from _named(f"{name}.", value, step)
        elif key and (number := _number(value)) is not None:
            yield Metric(name=name, value=number, step=step)


def _number(value: Any) -> float | None:
    if isinstance(value, str):  # as kernels send what JSON has no number for
        return _NOT_FINITE.get(value.lower())
    if not isinstance(value, (int, float)):
        return None
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


class MetricsFile:
    """Appends metrics to a file, one JSON array a line; numbers that are not finite are left out.

    Args:
        file: Where.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def append(self, metrics: list[Metric]) -> None:
        """Appends them in one write."""
        lines = b"".join(_encoder.encode(metric) + b"\n" for metric in metrics)
        with self._file.open("ab") as stream:
            stream.write(lines)


def read_metrics(file: Path) -> dict[str, list[tuple[float, float]]]:
    """The course of each metric, in the order in which they appeared: steps and values.

    A metric that was told without a step is counted from 0.

    Args:
        file: As written by `MetricsFile`; a missing one has none, a broken line is left out.
    """
    try:
        lines = file.read_bytes().splitlines()
    except OSError:
        return {}
    decoder = msgspec.json.Decoder(Metric)
    series: dict[str, list[tuple[float, float]]] = {}
    for line in lines:
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            metric = decoder.decode(line)
            points = series.setdefault(metric.name, [])
            step = float(len(points)) if metric.step is None else metric.step
            points.append((step, metric.value))
    return series
