"""What happens in a run, as an append-only log of JSON lines.

The runner writes it, everybody else reads it: a run's record is a function of this log, so that a
reader who comes late, or comes back, misses nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct

from jupyter_mlops.jobs.model import (
    Artifact,
    CellRun,
    Environment,
    Failure,
    ImportedModule,
    Owner,
    Resources,
    RunState,
)


class Event(Struct, frozen=True, kw_only=True, tag_field="event"):
    """Something that happened in a run."""

    #: When (UTC).
    at: datetime


class RunStarted(Event, frozen=True, kw_only=True, tag="run_started"):
    """A runner took the run up."""

    #: The runner's process.
    owner: Owner


class NotebookStarted(Event, frozen=True, kw_only=True, tag="notebook_started"):
    """The kernel is up and the first cell is next."""

    #: Number of code cells.
    total: int


class EnvironmentRead(Event, frozen=True, kw_only=True, tag="environment_read"):
    """What the run runs in is known."""

    #: The environment.
    environment: Environment


class CellStarted(Event, frozen=True, kw_only=True, tag="cell_started"):
    """A code cell was sent to the kernel."""

    #: Position in the executed notebook, from 0.
    index: int
    #: The cell's id.
    cell_id: str
    #: First line of the cell's source.
    preview: str


class CellEnded(Event, frozen=True, kw_only=True, tag="cell_ended"):
    """A code cell ended."""

    #: How it went.
    cell: CellRun


class MetricReported(Event, frozen=True, kw_only=True, tag="metric_reported"):
    """The notebook has told a number."""

    #: Name of the metric.
    name: str
    #: Its value.
    value: float
    #: What it is plotted over, such as an epoch; absent where it stands for the whole run.
    step: float | None = None


class ModulesImported(Event, frozen=True, kw_only=True, tag="modules_imported"):
    """Which modules made of notebook cells were imported is known."""

    #: The modules.
    modules: tuple[ImportedModule, ...]


class RunEnded(Event, frozen=True, kw_only=True, tag="run_ended"):
    """The run is over; nothing follows."""

    #: A final state.
    state: RunState
    #: Why it did not succeed.
    failure: Failure | None = None
    #: What it has used.
    resources: Resources | None = None
    #: Files that it has made.
    artifacts: tuple[Artifact, ...] = ()


AnyEvent = (
    RunStarted
    | NotebookStarted
    | EnvironmentRead
    | CellStarted
    | CellEnded
    | MetricReported
    | ModulesImported
    | RunEnded
)

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(AnyEvent)


def now() -> datetime:
    """The time of an event that happens now."""
    return datetime.now(timezone.utc)


class EventWriter:
    """Appends events to a log; each is one write, so that a reader never sees a torn line twice.

    Args:
        file: The log.
    """

    def __init__(self, file: Path) -> None:
        self._stream: IO[bytes] = file.open("ab", buffering=0)

    def write(self, event: AnyEvent) -> None:
        """Appends one event."""
        self._stream.write(_encoder.encode(event) + b"\n")

    def touch(self) -> None:
        """Shows that the writer lives, by the log's modification time."""
        os.utime(self._stream.fileno() if os.utime in os.supports_fd else self._stream.name)

    def close(self) -> None:
        """Closes the log."""
        self._stream.close()


def read_events(file: Path) -> list[AnyEvent]:
    """Reads the whole lines of a log.

    A line that is no event counts as absent: a full disk or a crash of the machine can cut one
    short, which must not hide the rest.

    Args:
        file: The log; a missing or unreadable one counts as empty.

    Returns:
        The events, in order.
    """
    try:
        data = file.read_bytes()
    except OSError:
        return []
    whole = data[: data.rfind(b"\n") + 1]
    return list(_decoded(whole.splitlines()))


def _decoded(lines: list[bytes]) -> Iterator[AnyEvent]:
    for line in lines:
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            yield _decoder.decode(line)
