"""Shows text the way git does: through the user's pager on a terminal, else as it is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from io import TextIOWrapper
from typing import IO

#: What git gives its pagers where the user has set nothing: quit if it fits on the screen, show
#: colours, leave the screen as it is.
_USUAL = {"LESS": "FRX", "LV": "-c"}


def show_pieces(pieces: Iterable[str], *, paged: bool) -> None:
    """Writes pieces of text as they come.

    Args:
        pieces: The text.
        paged: Whether a pager is wanted, which it never is unless this is a terminal.
    """
    command = pager_command() if paged and sys.stdout.isatty() else ""
    if not command:
        _write(pieces, sys.stdout)
        return
    try:
        # The user's own setting, which is a shell command line to git too.
        process = subprocess.Popen(  # noqa: S602
            command, shell=True, stdin=subprocess.PIPE, env={**_USUAL, **os.environ}
        )
    except OSError:
        _write(pieces, sys.stdout)
        return
    _feed(process, pieces)


def pager_command() -> str:
    """The command line of the pager; empty if there shall be none."""
    from jupyter_mlops.git.ask import configured_pager

    command = configured_pager()
    if command is None:  # no git here
        chosen = (os.environ.get(name) for name in ("GIT_PAGER", "PAGER"))
        command = next((value for value in chosen if value is not None), "less")
    return "" if command.strip() in ("", "cat") else command


def _feed(process: subprocess.Popen[bytes], pieces: Iterable[str]) -> None:
    if process.stdin is None:
        raise AssertionError
    stream = TextIOWrapper(process.stdin, encoding="utf-8", errors="replace")
    try:
        _write(pieces, stream)
    except (BrokenPipeError, KeyboardInterrupt):
        pass  # the user has seen enough, and may still be reading
    finally:
        with suppress(OSError):
            stream.close()
        while process.poll() is None:
            with suppress(KeyboardInterrupt):  # it is the pager's to answer
                process.wait()


def _write(pieces: Iterable[str], stream: IO[str]) -> None:
    for piece in pieces:
        stream.write(piece)
    stream.flush()
