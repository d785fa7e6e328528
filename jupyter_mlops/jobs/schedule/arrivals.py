"""Files that have arrived or changed."""

from __future__ import annotations

import hashlib
import stat
from datetime import datetime, timezone
from pathlib import Path

from msgspec import Struct

from jupyter_mlops.jobs.triggers import FileTrigger

#: Most files of a pattern that are looked at.
_MOST = 10_000


class Arrival(Struct, frozen=True, kw_only=True, order=True):
    """A file as it was found."""

    #: When it came to where it is or was written there, in nanoseconds since the epoch.
    moment: int
    #: Where it is, relative to the project.
    path: str
    #: When its content was written, in nanoseconds since the epoch: a file that is moved keeps it.
    written: int
    #: Its size in bytes.
    size: int

    @property
    def key(self) -> str:
        """Unique for the file with this content."""
        text = f"{self.path}\0{self.written}\0{self.size}"
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]

    @property
    def place(self) -> str:
        """Its place among all arrivals, for `is_later`."""
        return f"{self.moment} {self.path}"

    @property
    def at(self) -> datetime:
        """When it came (UTC)."""
        return datetime.fromtimestamp(self.moment / 1e9, tz=timezone.utc)


def find_arrivals(project: Path, trigger: FileTrigger) -> list[Arrival]:
    """The files that a pattern names, in the order in which they came.

    Args:
        project: The folder that the pattern is relative to.
        trigger: The pattern.
    """
    found = []
    try:
        for count, file in enumerate(project.glob(trigger.pattern)):
            if count == _MOST:
                break
            if arrival := _look_at(project, file):
                found.append(arrival)
    except (OSError, ValueError, NotImplementedError):  # unreadable, or no pattern after all
        return []
    return sorted(found)


def is_settled(arrival: Arrival, trigger: FileTrigger, now: datetime) -> bool:
    """Whether a file counts as whole; one from the future does, for clocks differ."""
    age = now.timestamp() - arrival.moment / 1e9
    return age >= trigger.settle or age < 0


def is_later(arrival: Arrival, seen: str) -> bool:
    """Whether a file came after the one with this place; everything does if nothing was seen."""
    moment, _, path = seen.partition(" ")
    return not moment.isdigit() or (arrival.moment, arrival.path) > (int(moment), path)


def _look_at(project: Path, file: Path) -> Arrival | None:
    try:
        found = file.stat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    path = file.relative_to(project).as_posix()
    moment = max(found.st_mtime_ns, found.st_ctime_ns)
    return Arrival(moment=moment, path=path, written=found.st_mtime_ns, size=found.st_size)
