from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_mlops.services.run_files import LogPart, file_size, log_file, read_log
from tests.jobs.builders import Project, a_run

RUN = a_run()


def write(project: Project, data: bytes) -> None:
    file = log_file(project.desk, RUN)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8")), st.integers(4, 40))
def test_parts_put_together_are_the_whole_log(project: Project, text: str, limit: int) -> None:
    write(project, text.encode())
    parts, offset = [], 0
    while (part := read_log(project.desk, RUN, offset=offset, limit=limit)).text:
        assert offset == part.offset < part.next_offset <= part.size == len(text.encode())
        parts.append(part.text)
        offset = part.next_offset
    assert "".join(parts) == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=30), st.integers(1, 9))
def test_whatever_bytes_are_there_reading_comes_to_the_end(
    project: Project, data: bytes, limit: int
) -> None:
    write(project, data)
    offset = 0
    for _ in range(len(data)):
        offset = read_log(project.desk, RUN, offset=offset, limit=limit).next_offset
    assert offset == len(data)


def test_a_negative_offset_counts_from_the_end(project: Project) -> None:
    write(project, b"0123456789")
    tail = read_log(project.desk, RUN, offset=-4, limit=99)
    assert tail == LogPart(text="6789", offset=6, next_offset=10, size=10)
    assert read_log(project.desk, RUN, offset=-99, limit=2).text == "01"
    assert read_log(project.desk, RUN, offset=99, limit=2).next_offset == 10


@pytest.mark.parametrize(("offset", "text"), [(-1, ""), (-3, ""), (-4, "🐍"), (-5, "b🐍")])
def test_a_part_counted_from_the_end_begins_between_characters(
    project: Project, offset: int, text: str
) -> None:
    write(project, "ab🐍".encode())
    assert read_log(project.desk, RUN, offset=offset, limit=100).text == text


def test_a_log_that_is_not_there_is_empty(project: Project) -> None:
    assert read_log(project.desk, RUN, offset=0, limit=9).size == 0
    assert file_size(log_file(project.desk, RUN)) is None
    write(project, b"ab")
    assert file_size(log_file(project.desk, RUN)) == 2
