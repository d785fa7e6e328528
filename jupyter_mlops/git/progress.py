"""What git says on standard error while it transfers: progress, and everything else."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from msgspec import Struct

#: A title, a percentage and the counts behind it, which `--progress` writes over and over.
_PERCENT = re.compile(r"(?:remote: )?([^:%]{1,80}):\s+(\d{1,3})% \((\d+)/(\d+)\)")
_COUNT = re.compile(r"(?:remote: )?([^:%]{1,80}):\s+(\d+)(?:, done\.)?\s*")
#: What is kept of the rest, in lines and in characters of a line.
_LINES, _LENGTH = 200, 2000


class Step(Struct, frozen=True, kw_only=True):
    """Where a transfer stands."""

    #: What goes on, such as `Receiving objects`.
    phase: str
    #: How far that is, from 0 to 100; None if git doesn't know.
    percent: int | None


class Listener:
    """Reads standard error of git as it comes.

    Progress ends with a carriage return, everything else with a line feed, and a read may end
    within either.
    """

    def __init__(self) -> None:
        self._rest = ""
        self._said: deque[str] = deque(maxlen=_LINES)

    def hear(self, data: bytes) -> Iterator[Step]:
        """Takes what has come; the progress in it."""
        text = self._rest + data.decode("utf-8", "replace")
        *lines, rest = re.split(r"[\r\n]", text)
        self._rest = rest[-_LENGTH:]
        for line in lines:
            step = read_step(line)
            if step is not None:
                yield step
            elif line.strip():
                self._said.append(line.rstrip()[:_LENGTH])

    @property
    def said(self) -> str:
        """All but the progress, the last of it if it was much."""
        rest = [] if read_step(self._rest) or not self._rest.strip() else [self._rest.rstrip()]
        return "\n".join([*self._said, *rest])


def read_step(line: str) -> Step | None:
    """Reads a line of progress; None for any other.

    https://git-scm.com/docs/git-fetch#Documentation/git-fetch.txt---progress
    """
    if found := _PERCENT.match(line):
        return Step(phase=found[1].strip(), percent=min(100, int(found[2])))
    if found := _COUNT.fullmatch(line):
        return Step(phase=found[1].strip(), percent=None)
    return None
