"""What a run notes of itself for whoever judges its notebook."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from jupyter_mlops.jobs.model import Owner


class Inspection(Struct, frozen=True, kw_only=True):
    """What is to be noted, and how a project's own modules are found."""

    #: Folder of the project, absolute, links resolved.
    root: str
    #: Folders that go before what is installed where modules are looked for, absolute.
    path: tuple[str, ...] = ()
    #: Functions without parameters that are called after the last cell.
    tests: tuple[str, ...] = ()
    #: The run ends with this process.
    owner: Owner | None = None


class FileRead(Struct, frozen=True, kw_only=True):
    """A file that a kernel has opened, or a folder that it has listed."""

    #: Absolute.
    path: str
    #: Whether the run has made it itself, before it read it if it did.
    made: bool = False
    #: Whether it is a folder.
    listed: bool = False
    #: Size in bytes when it was opened; -1 if there was none.
    size: int = -1
    #: When it was changed last before that, in nanoseconds since the epoch.
    modified: int = 0


class FunctionCall(Struct, frozen=True, kw_only=True):
    """A test function that was called."""

    #: Its name; that of a case of several is numbered, `test_sum[1]`.
    name: str
    #: `begun`: the kernel has ended meanwhile.
    outcome: Literal["begun", "passed", "failed", "skipped"]
    #: Class and text of the exception; why it was skipped.
    message: str = ""
    #: Line of its cell where it failed, from 1.
    line: int | None = None
    traceback: str = ""
    #: How long it took, in seconds.
    duration: float = 0.0


def read_reads(file: Path) -> tuple[FileRead, ...]:
    """What a kernel has opened and listed, in order, each once; what can't be read is left out."""
    found: dict[str, FileRead] = {}
    for line in _lines(file):
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            read = msgspec.json.decode(line, type=FileRead)
            found.setdefault(read.path, read)
    return tuple(found.values())


def read_calls(file: Path) -> tuple[FunctionCall, ...]:
    """The functions that were called, in order, as far as they came."""
    found: dict[str, FunctionCall] = {}
    for line in _lines(file):
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            call = msgspec.json.decode(line, type=FunctionCall)
            found[call.name] = call
    return tuple(found.values())


def _lines(file: Path) -> list[bytes]:
    try:
        return file.read_bytes().splitlines()
    except OSError:
        return []
