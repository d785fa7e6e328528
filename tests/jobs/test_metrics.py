from __future__ import annotations

import logging
import math
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.jobs.events import EventWriter, MetricReported, now, read_events
from jupyter_mlops.jobs.metrics import METRICS_TYPE, Metric, MetricsFile, metrics_in, read_metrics
from jupyter_mlops.jobs.metrics_reporter import MetricsReporter
from jupyter_mlops.jobs.model import CellRun, CellStatus


def named(*metrics: tuple[str, float, float | None]) -> list[Metric]:
    return [Metric(name=name, value=value, step=step) for name, value, step in metrics]


@pytest.mark.parametrize(
    ("told", "metrics"),
    [
        ({"rmse": 0.5, "n": 3}, named(("rmse", 0.5, None), ("n", 3.0, None))),
        ({"loss": 1, "$step": 7}, named(("loss", 1.0, 7.0))),
        ({"train": {"loss": 1}, "ok": True}, named(("train.loss", 1.0, None), ("ok", 1.0, None))),
        ({"a": None, "b": "much", "c": [1], "": 1}, []),
        ({"big": 10**400}, named(("big", math.inf, None))),
        ([1], []),
        (None, []),
    ],
)
def test_numbers_in_displayed_data_are_metrics(told: Any, metrics: list[Metric]) -> None:
    assert metrics_in({METRICS_TYPE: told, "text/plain": "x"}) == metrics


def test_numbers_that_others_tell_count_as_well() -> None:
    scrap = {"name": "rmse", "data": 0.5, "encoder": "json", "version": 1}
    assert metrics_in({"application/scrapbook.scrap.json+json": scrap}) == named(
        ("rmse", 0.5, None)
    )
    assert metrics_in({"application/scrapbook.scrap.json+json": {"name": "x", "data": {}}}) == []
    assert metrics_in({"application/papermill.record+json": {"rmse": 0.5}}) == named(
        ("rmse", 0.5, None)
    )


def test_the_course_of_metrics_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "metrics.jsonl"
    MetricsFile(file).append(named(("b", 1.0, 5.0), ("a", 2.0, None)))
    MetricsFile(file).append(named(("a", 3.0, None), ("b", 0.5, 6.0)))
    with file.open("a") as stream:
        stream.write('["b",nonsense]\n["b",1')
    assert read_metrics(file) == {"b": [(5.0, 1.0), (6.0, 0.5)], "a": [(0.0, 2.0), (1.0, 3.0)]}
    assert read_metrics(tmp_path / "missing") == {}


def test_events_have_the_last_value_of_each_metric_however_many_there_are(tmp_path: Path) -> None:
    """Everybody who looks at the run reads its events from the beginning."""
    events, file, seconds = tmp_path / "events.jsonl", tmp_path / "metrics.jsonl", [0.0]
    writer = EventWriter(events)
    reporter = MetricsReporter(writer, MetricsFile(file), clock=lambda: seconds[0])
    for n in range(1000):
        seconds[0] += 0.01
        reporter.data_shown({METRICS_TYPE: {"loss": n, "$step": n}})
    ended = CellRun(
        index=0, cell_id="a", started_at=now(), duration=10.0, status=CellStatus.SUCCEEDED
    )
    reporter.cell_ended({}, ended)
    reporter.cell_ended({}, ended)
    writer.close()
    told = [event.value for event in read_events(events) if isinstance(event, MetricReported)]
    assert told[0] == 0
    assert told[-1] == 999
    assert len(told) in {11, 12}
    assert len(read_metrics(file)["loss"]) == 1000


def test_what_is_not_finite_is_told_to_the_log_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    writer = EventWriter(tmp_path / "events.jsonl")
    reporter = MetricsReporter(writer, MetricsFile(tmp_path / "metrics.jsonl"))
    with caplog.at_level(logging.WARNING):
        for value in (math.nan, "nan", "Infinity", "-inf"):
            reporter.data_shown({METRICS_TYPE: {"loss": value}})
    writer.close()
    assert caplog.text.count("loss") == 1
    assert read_events(tmp_path / "events.jsonl") == []
