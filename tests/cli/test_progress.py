from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone

from jupyter_mlops.cli.progress import progress_for
from jupyter_mlops.jobs.model import CellRun, CellStatus, Owner, Progress, Run, RunState

START = datetime(2026, 1, 1, tzinfo=timezone.utc)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def cell(index: int, status: CellStatus = CellStatus.SUCCEEDED) -> CellRun:
    return CellRun(index=index, cell_id="a", started_at=START, duration=1.25, status=status)


def run_with(*cells: CellRun) -> Run:
    return Run(
        id="0" * 26,
        state=RunState.RUNNING,
        notebook="/n.ipynb",
        notebook_hash="",
        output="/o.ipynb",
        kernel="python3",
        user="me",
        owner=Owner(host="here", pid=1, started=0),
        created_at=START,
        started_at=START,
        ended_at=START + timedelta(seconds=65),
        progress=Progress(done=len(cells), total=4, cell_preview="fit(model)"),
        cells=cells,
    )


def test_a_terminal_shows_one_line_that_is_wiped_at_the_end() -> None:
    terminal = Terminal()
    with progress_for(terminal) as progress:
        progress.show(run_with(cell(0), cell(1)))
        shown = terminal.getvalue()
    assert "\n" not in shown
    assert "2/4  1 m 05 s  fit(model)" in shown
    assert shown.count("█") == shown.count("░") == 12
    assert terminal.getvalue().endswith("\r\x1b[2K")


def test_anything_else_gets_one_plain_line_for_each_cell_once() -> None:
    stream = io.StringIO()
    with progress_for(stream) as progress:
        progress.show(run_with(cell(0)))
        progress.show(run_with(cell(0)))
        progress.show(run_with(cell(0), cell(2, CellStatus.FAILED)))
    assert stream.getvalue() == "1/4  cell [1]  1.2 s\n2/4  cell [3]  1.2 s  failed\n"
