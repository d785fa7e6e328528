"""How metrics of a report have changed, in words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from jupyter_mlops.checks.model import MetricChange

_DIGITS: Final = 4
_LARGE: Final = 10**15


class MetricRow(Struct, frozen=True, kw_only=True):
    """A metric as people read it."""

    notebook: str
    name: str
    #: That of the base; empty where it has none.
    base: str
    head: str
    #: By how much it has changed; empty where it hasn't, or where there is no base.
    change: str


def metric_rows(metrics: Iterable[MetricChange]) -> list[MetricRow]:
    """Metrics, those that have changed first, else in their order."""
    return [_row(each) for each in sorted(metrics, key=lambda each: not _has_changed(each))]


def number_text(value: float) -> str:
    """A number with four significant digits: `0.9312`, `1,204`, `1.2e-07`."""
    if not math.isfinite(value):
        return str(value)
    if value == int(value) and abs(value) < _LARGE:
        return f"{int(value):,}"
    return f"{value:,.{_DIGITS}g}" if abs(value) < 10**_DIGITS else f"{value:,.1f}"


def _row(metric: MetricChange) -> MetricRow:
    name = f"{metric.name} ({metric.parameters})" if metric.parameters else metric.name
    return MetricRow(
        notebook=metric.notebook,
        name=name,
        base="" if metric.base is None else number_text(metric.base),
        head=number_text(metric.value),
        change=_change(metric),
    )


def _has_changed(metric: MetricChange) -> bool:
    return metric.base is None or metric.value != metric.base


def _change(metric: MetricChange) -> str:
    if metric.base is None or not _has_changed(metric):
        return ""
    difference = metric.value - metric.base
    if not math.isfinite(difference):
        return ""
    sign = "+" if difference > 0 else "-"
    share = f" ({sign}{abs(difference / metric.base):.1%})" if metric.base else ""
    return f"{sign}{number_text(abs(difference))}{share}"
