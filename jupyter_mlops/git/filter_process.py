"""A clean filter that git starts once and then asks for each file.

https://git-scm.com/docs/gitattributes#_long_running_filter_process
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Final

from jupyter_mlops.git.pkt_line import (
    PacketError,
    read_lines,
    read_packets,
    write_content,
    write_lines,
)

_CLIENT: Final = "git-filter-client"
_SERVER: Final = "git-filter-server"
_VERSION: Final = "version=2"
_CLEAN: Final = "capability=clean"

#: Makes what git stores of a path (with `/`, from the root of the worktree) of what the file holds.
Clean = Callable[[str, bytes], bytes]


def serve(source: BinaryIO, sink: BinaryIO, clean: Clean) -> None:
    """Answers git until it ends.

    Only `clean` is offered, so that git checks files out by itself.

    Args:
        source: What git says.
        sink: What it hears.
        clean: Called for each file; must not raise.

    Raises:
        PacketError: Who called isn't git, or not one that speaks version 2.
    """
    try:
        _shake_hands(source, sink)
        while True:
            _answer(source, sink, clean)
    except (EOFError, BrokenPipeError):  # git has what it wanted, or was interrupted
        return


def _shake_hands(source: BinaryIO, sink: BinaryIO) -> None:
    welcome = read_lines(source)
    if welcome[:1] != [_CLIENT] or _VERSION not in welcome[1:]:
        raise PacketError(
            "this verb is for git to call, of version 2.11 or newer",
            hint="set it up: jupyter mlops git setup",
        )
    write_lines(sink, _SERVER, _VERSION)
    sink.flush()
    offered = read_lines(source)
    write_lines(sink, *(line for line in offered if line == _CLEAN))
    sink.flush()


def _answer(source: BinaryIO, sink: BinaryIO, clean: Clean) -> None:
    request = dict(line.partition("=")[::2] for line in read_lines(source))
    data = b"".join(read_packets(source))
    if request.get("command") != "clean":
        write_lines(sink, "status=error")
    else:
        cleaned = clean(request.get("pathname", ""), data)
        write_lines(sink, "status=success")
        write_content(sink, cleaned)
        write_lines(sink)  # the status stays
    sink.flush()
