"""What the log, the events and the notebook's metadata say of one and the same execution."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import nbformat

from jupyter_mlops.jobs.event_reporter import EventReporter
from jupyter_mlops.jobs.events import CellStarted, EventWriter, NotebookStarted, read_events
from jupyter_mlops.jobs.log_reporter import LogReporter
from jupyter_mlops.jobs.model import CellRun, CellStatus
from jupyter_mlops.jobs.papermill_metadata import PapermillMetadata
from jupyter_mlops.jobs.reporting import Broadcast, Reporter
from tests.jobs.builders import NOON, notebook


def execute(reporter: Reporter, status: CellStatus = CellStatus.SUCCEEDED) -> Any:
    """Tells a reporter of a notebook whose first cell runs and whose second never does."""
    nb = nbformat.from_dict(notebook("\nx = 1\nprint(x)", "y"))
    reporter.notebook_started(nb, 2)
    reporter.cell_started(0, nb.cells[0])
    for output, text in [
        ({"output_type": "stream", "name": "stdout", "text": "a\nb"}, "a\n"),
        ({"output_type": "stream", "name": "stdout", "text": "a\nb"}, "b\n"),
        ({"output_type": "display_data", "data": {"text/plain": "<Figure>", "image/png": ""}}, ""),
        ({"output_type": "display_data", "data": {"image/png": "", "text/html": ""}}, ""),
        ({"output_type": "error", "traceback": ["Traceback", "ValueError"]}, ""),
    ]:
        reporter.output_changed(output, text)
    result = CellRun(index=0, cell_id="c0", started_at=NOON, duration=1.5, status=status)
    reporter.cell_ended(nb.cells[0], result)
    reporter.notebook_ended(nb)
    return nb


def test_the_log_reads_as_the_cells_printed() -> None:
    stream = io.StringIO()
    execute(LogReporter(stream))
    assert stream.getvalue().splitlines() == [
        "── cell [1] x = 1",
        "a",
        "b",
        "<Figure>",
        "[image/png, text/html]",
        "Traceback",
        "ValueError",
        "── succeeded after 1.50 s",
    ]


def test_the_events_say_which_cell_is_at_work(tmp_path: Path) -> None:
    writer = EventWriter(tmp_path / "events")
    execute(EventReporter(writer))
    writer.close()
    total, started, ended = read_events(tmp_path / "events")
    assert isinstance(total, NotebookStarted)
    assert isinstance(started, CellStarted)
    assert total.total == 2
    assert (started.index, started.cell_id, started.preview) == (0, "c0", "x = 1")
    assert ended.at >= started.at


def test_the_metadata_is_papermills() -> None:
    nb = execute(PapermillMetadata(input_path="train.ipynb"))
    first, second = (cell.metadata.papermill for cell in nb.cells)
    assert (first.status, first.exception, first.duration) == ("completed", False, 1.5)
    assert first.start_time == NOON.isoformat()
    assert first.end_time == (NOON + timedelta(seconds=1.5)).isoformat()
    assert second.status == "pending"
    assert nb.metadata["papermill"]["input_path"] == "train.ipynb"
    assert nb.metadata["papermill"]["exception"] is None
    assert nb.metadata["papermill"]["duration"] >= 0


def test_a_failed_cell_marks_the_notebook_as_failed() -> None:
    for status in (CellStatus.FAILED, CellStatus.CANCELLED):
        nb = execute(PapermillMetadata(), status)
        assert nb.cells[0].metadata.papermill.status == "failed"
        assert nb.metadata["papermill"]["exception"] is True


def test_a_broadcast_tells_all_of_everything_in_order() -> None:
    first, second = io.StringIO(), io.StringIO()
    execute(Broadcast([LogReporter(first), LogReporter(second)]))
    assert first.getvalue() == second.getvalue() != ""
