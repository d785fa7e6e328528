"""A job's log as a person wants to read it."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from jupyter_mlops.forges.client import LogPart
from jupyter_mlops.forges.model import Job, Place

#: Most characters of a part, of a line, and of all logs that are held in memory.
_PART: Final = 1_000_000
_LINE: Final = 20_000
_HELD: Final = 64_000_000
#: Escape sequences of terminals: ECMA-48 control sequences, titles, and single characters.
_ESCAPE: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
#: `2024-01-20T17:42:48.1234567Z`, and what GitLab puts after it: a stream, and `+` where the line
#: goes on from the last.
_STAMP: Final = re.compile(
    r"\ufeff?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z ?(?:[0-9a-f]{2}[OE](?P<on>[ +]))?"
)
#: https://docs.gitlab.com/ci/jobs/job_logs/#expand-and-collapse-job-log-sections
_SECTION: Final = re.compile(r"section_(?:start|end):\d+:[\w.-]+(?:\[[^\]\r\n]*\])?\r?")
#: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
_MARK: Final = re.compile(
    r"(?:##\[|::)(?P<word>group|endgroup|section|command|debug|error|warning|notice)"
    r"(?: [^\]:]*)?(?:\]|::)(?P<rest>.*)"
)
_SAID: Final = {"error": "Error: ", "warning": "Warning: ", "notice": "Notice: "}
_NEVER: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def clean(text: str) -> str:
    """A log without colour codes, time stamps, section marks and overwritten lines."""
    lines: list[str] = []
    for raw in text.replace("\r\n", "\n").split("\n"):
        stamp = _STAMP.match(raw)
        line = _line(raw[stamp.end() :] if stamp else raw)
        if line is None:
            continue
        if stamp and stamp["on"] == "+" and lines:
            lines[-1] = f"{lines[-1]}{line}"[:_LINE]
        else:
            lines.append(line)
    return "\n".join(lines)


class Logs:
    """Logs of jobs that have ended, held in memory for the next part; never on a disk."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: OrderedDict[str, str] = OrderedDict()

    def part(self, key: str, offset: int, read: Callable[[], str], *, ended: bool) -> LogPart:
        """A part of a log.

        Args:
            key: Which it is, and who may see it; empty for one that isn't held.
            offset: Where the part begins, in characters.
            read: Asks for all of it.
            ended: Whether the job has ended, so that it no longer changes.
        """
        with self._lock:
            text = self._held.get(key) if ended and offset else None
        if text is None:
            text = read()
            # A line that is still being written may yet be overwritten.
            text = clean(text if ended else text[: text.rfind("\n") + 1])
            if ended and key:
                self._hold(key, text)
        part = text[offset : offset + _PART]
        end = min(offset, len(text)) + len(part)
        return LogPart(text=part, next=end, whole=ended and end >= len(text))

    def _hold(self, key: str, text: str) -> None:
        with self._lock:
            self._held[key] = text
            self._held.move_to_end(key)
            while sum(map(len, self._held.values())) > _HELD:
                self._held.popitem(last=False)


def log_key(who: str, place: Place, job: Job) -> str:
    """What tells a log from all others; empty where it may still grow.

    Args:
        who: What tells tokens apart.
        place: The repository.
        job: The job; of one that nothing is known of, it isn't known that it has ended.
    """
    return "" if job.state == "unknown" else f"{who} {place.url} {job.id} {job.started_at}"


#: One memory for all clients: their keys say whose each log is.
LOGS: Final = Logs()


def _line(raw: str) -> str | None:
    """A line as it looks in the end; None for one that only marks a place."""
    bare = _SECTION.sub("", _ESCAPE.sub("", raw))
    if not bare.strip() and raw.strip():
        return None
    shown = bare.rstrip("\r").rpartition("\r")[2]
    if mark := _MARK.fullmatch(shown):
        word, rest = mark["word"], mark["rest"]
        if word == "endgroup":
            return None
        shown = f"{_SAID.get(word, '')}{rest}"
    return _NEVER.sub("", shown)[:_LINE]
