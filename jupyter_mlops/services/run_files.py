"""Use case: read what a run has left."""

from __future__ import annotations

from codecs import getincrementaldecoder
from pathlib import Path

from msgspec import Struct

from jupyter_mlops.jobs.model import Run
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.services.desk import Desk

#: Most bytes of a character in UTF-8, and all that one can go on with (RFC 3629).
_WIDEST = 4
_CONTINUATION = bytes(range(0x80, 0xC0))


class LogPart(Struct, frozen=True, kw_only=True):
    """A part of a log."""

    #: The text; bytes that are not UTF-8 are replaced.
    text: str
    #: Its first byte.
    offset: int
    #: The byte after its last.
    next_offset: int
    #: Size of the whole log in bytes.
    size: int


def log_file(desk: Desk, run: Run) -> Path:
    """The file of a run's log; it may not exist yet."""
    return folder_of(desk.home, run.id).log


def read_log(desk: Desk, run: Run, *, offset: int, limit: int) -> LogPart:
    """Reads a part of a run's log, however large the whole.

    A part ends between characters, so that parts put together are the whole; one that is counted
    from the end begins between characters, too.

    Args:
        desk: Where, and for whom.
        run: The run.
        offset: First byte wanted; negative counts from the end.
        limit: Most bytes wanted.
    """
    try:
        with log_file(desk, run).open("rb") as stream:
            size = stream.seek(0, 2)
            start = max(size + offset, 0) if offset < 0 else min(offset, size)
            stream.seek(start)
            data = stream.read(limit)
            if offset < 0 and start > 0:
                cut = _cut_character(data)
                start, data = start + cut, data[cut:]
    except FileNotFoundError:
        return LogPart(text="", offset=0, next_offset=0, size=0)
    decoder = getincrementaldecoder("utf-8")(errors="replace")
    text = decoder.decode(data, final=start + len(data) >= size or len(data) < _WIDEST)
    end = start + len(data) - len(decoder.getstate()[0])
    return LogPart(text=text, offset=start, next_offset=end, size=size)


def _cut_character(data: bytes) -> int:
    """How many bytes at the beginning belong to a character that begins before."""
    head = data[: _WIDEST - 1]
    return len(head) - len(head.lstrip(_CONTINUATION))


def file_size(file: Path) -> int | None:
    """Size of a file in bytes; None where there is none."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return None
