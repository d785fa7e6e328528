from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_mlops.jobs.events import AnyEvent, EventWriter, NotebookStarted, read_events
from tests.jobs.builders import NOON
from tests.jobs.strategies import LOGS

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def write(file: Path, log: list[AnyEvent]) -> None:
    writer = EventWriter(file)
    for event in log:
        writer.write(event)
    writer.close()


@SAME_FOLDER
@given(LOGS, st.data())
def test_a_reader_gets_what_was_written_however_often_it_comes(
    tmp_path: Path, log: list[AnyEvent], data: st.DataObject
) -> None:
    """At any moment the file may end within a line; whole lines come, and no other."""
    whole, growing = tmp_path / "whole", tmp_path / "growing"
    whole.unlink(missing_ok=True)
    write(whole, log)
    content = whole.read_bytes()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(content)), max_size=4)))
    for cut in [*cuts, len(content)]:
        growing.write_bytes(content[:cut])
        assert read_events(growing) == log[: content[:cut].count(b"\n")]
    assert read_events(whole) == log


def test_a_log_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read_events(tmp_path / "none") == []


@pytest.mark.parametrize("torn", [b'{"event":"cell_', b"\0\0\0", b'{"event":"later"}', b"\xff"])
def test_a_line_that_is_no_event_hides_no_other(tmp_path: Path, torn: bytes) -> None:
    log: list[AnyEvent] = [NotebookStarted(at=NOON, total=n) for n in range(2)]
    file = tmp_path / "events"
    write(file, log[:1])
    with file.open("ab") as stream:
        stream.write(torn + b"\n")
    write(file, log[1:])
    assert read_events(file) == log


def test_a_heartbeat_shows_in_the_time_of_the_file_and_not_in_its_content(tmp_path: Path) -> None:
    file = tmp_path / "events"
    writer = EventWriter(file)
    os.utime(file, (0, 0))
    writer.touch()
    writer.close()
    assert file.stat().st_mtime > 1e9
    assert file.read_bytes() == b""
