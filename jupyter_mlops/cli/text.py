"""How the command line writes runs, times and states."""

from __future__ import annotations

import os
from datetime import datetime, timezone
from typing import IO, TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    from jupyter_mlops.jobs.job_history import PastRun
    from jupyter_mlops.jobs.model import Failure, Run, RunState

#: By the value of a state: most of what is told here is about files, and loads no runs.
_ICONS: Final = {
    "queued": ("◷", "2"),
    "running": ("◔", "34"),
    "succeeded": ("✓", "32"),
    "failed": ("✗", "31"),
    "cancelled": ("⊘", "2"),
    "lost": ("?", "33"),
}
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
#: The end of an id that lists show and commands take; the beginning is the time.
_SHORT_ID = 8


def short_id(run: Run | PastRun) -> str:
    """The end of a run's id."""
    return run.id[-_SHORT_ID:]


def state_text(state: RunState, stream: IO[str]) -> str:
    """Icon and word of a state, in colour where the stream shows colours."""
    icon, colour = _ICONS[state.value]
    text = f"{icon} {state.value}"
    return f"\x1b[{colour}m{text}\x1b[0m" if has_colours(stream) else text


def has_colours(stream: IO[str]) -> bool:
    """Whether to write colours: a terminal, and nobody said no (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def duration_text(seconds: float) -> str:
    """`1.2 s`, `3 m 04 s` or `2 h 05 m`."""
    if seconds < _MINUTE:
        return f"{seconds:.1f} s"
    if seconds < _HOUR:
        return f"{int(seconds // _MINUTE)} m {int(seconds % _MINUTE):02d} s"
    return f"{int(seconds // _HOUR)} h {int(seconds % _HOUR // _MINUTE):02d} m"


def ago_text(time: datetime) -> str:
    """`12 s ago`, `4 min ago`, `2 h ago`; from a day on the local date and time."""
    seconds = (datetime.now(timezone.utc) - time).total_seconds()
    if seconds < _MINUTE:
        return f"{max(seconds, 0):.0f} s ago"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE:.0f} min ago"
    if seconds < _DAY:
        return f"{seconds // _HOUR:.0f} h ago"
    return time.astimezone().strftime("%Y-%m-%d %H:%M")


def run_seconds(run: Run | PastRun) -> float | None:
    """How long a run took, or has taken so far, in seconds; None before it started."""
    if run.started_at is None:
        return None
    return ((run.ended_at or datetime.now(timezone.utc)) - run.started_at).total_seconds()


def values_text(values: dict[str, Any]) -> str:
    """`alpha=0.5 model="ridge"`."""
    return " ".join(
        f"{name}={msgspec.json.encode(value).decode()}" for name, value in values.items()
    )


def failure_text(failure: Failure) -> str:
    """`KeyError: 'x' in cell [3], line 2`; a message that names its cell does so once."""
    line = "" if failure.line is None else f", line {failure.line}"
    if failure.cell_index is None:
        return f"{failure.message}{line}"
    cell = f"cell [{failure.cell_index + 1}]"
    if failure.exception is None and cell in failure.message:
        return f"{failure.message}{line}"
    return f"{failure.message} in {cell}{line}"


def file_text(file: str) -> str:
    """A file as seen from the current folder; in full where it lies on another drive."""
    try:
        return os.path.relpath(file)
    except ValueError:
        return file


def to_json(value: object) -> str:
    """A value as indented JSON, for programs."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
