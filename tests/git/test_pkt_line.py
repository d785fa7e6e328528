from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.git.pkt_line import (
    LONGEST,
    PacketError,
    read_lines,
    read_packet,
    read_packets,
    write_content,
    write_lines,
)


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(0, 3))
def test_content_comes_back_as_it_was(data: bytes, times: int) -> None:
    content = data * 10 ** (2 * times)
    stream = BytesIO()
    write_content(stream, content)
    stream.seek(0)
    packets = list(read_packets(stream))
    assert b"".join(packets) == content
    assert all(0 < len(packet) <= LONGEST for packet in packets)
    assert stream.read() == b""


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), max_size=5))
def test_lines_come_back_as_they_were(lines: list[str]) -> None:
    stream = BytesIO()
    write_lines(stream, *lines)
    stream.seek(0)
    assert read_lines(stream) == lines


def test_packets_are_as_git_writes_them() -> None:
    stream = BytesIO()
    write_lines(stream, "version=2")
    write_content(stream, b"a\n")
    write_content(stream, b"")
    assert stream.getvalue() == b"000eversion=2\n00000006a\n00000000"


def test_a_name_that_is_not_utf_8_is_kept() -> None:
    stream = BytesIO(b"0006\xff\n0000")
    (line,) = read_lines(stream)
    assert line == "\udcff"
    again = BytesIO()
    write_lines(again, line)
    assert again.getvalue() == stream.getvalue()


@given(st.integers(0, 20))
def test_a_stream_that_ends_early_has_ended(length: int) -> None:
    stream = BytesIO()
    write_lines(stream, "a" * 4, "b" * 4)
    whole = stream.getvalue()
    with pytest.raises(EOFError):
        list(read_packets(BytesIO(whole[:length])))


@given(st.binary(min_size=4, max_size=12))
def test_anything_is_a_packet_the_end_or_an_error(data: bytes) -> None:
    try:
        payload = read_packet(BytesIO(data))
    except (EOFError, PacketError):
        return
    assert payload is None or data[4:].startswith(payload)


@pytest.mark.parametrize("start", [b"0001", b"0003", b"fff5", b"+007", b"0x12", b"GET "])
def test_what_is_no_packet_is_told(start: bytes) -> None:
    with pytest.raises(PacketError):
        read_packet(BytesIO(start + b"more"))
