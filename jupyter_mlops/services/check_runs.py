"""Use cases: list runs of checks, say what is known of commits, read a log."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.checks.run_files import CheckRunFolder
from jupyter_mlops.checks.run_model import ACTIVE
from jupyter_mlops.services.check_desk import CheckDesk, FoundRun, get_check_run, look_at
from jupyter_mlops.services.start_checks import project_around

#: Most bytes of a part of a log.
_PART: Final = 1_000_000
#: Most bytes of a character in UTF-8.
_WIDEST: Final = 4


class LogPart(Struct, frozen=True, kw_only=True):
    """A part of a log."""

    text: str
    #: Where the next part begins, in bytes.
    next: int
    #: Whether no more will come.
    whole: bool


def list_check_runs(
    desk: CheckDesk, path: Path, *, commit: str | None = None, limit: int = 50
) -> list[FoundRun]:
    """Lists the runs of a project, newest first.

    Args:
        desk: Whose.
        path: A file or folder in the project.
        commit: Only those of this commit, a full id.
        limit: How many at most.
    """
    folders = desk.store.of_project(project_around(path))
    wanted = (each for each in folders if commit is None or each.commit == commit)
    found = (look_at(desk, each) for each in wanted)
    return list(islice((each for each in found if each is not None), limit))


def find_verdicts(desk: CheckDesk, path: Path, commits: Collection[str]) -> list[FoundRun]:
    """What is known of commits: the run that counts for each; nothing of those without any.

    Args:
        desk: Whose.
        path: A file or folder in the project.
        commits: Full ids.
    """
    wanted, by_commit = set(commits), dict[str, list[CheckRunFolder]]()
    for folder in desk.store.of_project(project_around(path)):
        if folder.commit in wanted:
            by_commit.setdefault(folder.commit, []).append(folder)
    counting = (counting_run(desk, folders) for folders in by_commit.values())
    return [found for found in counting if found is not None]


def counting_run(desk: CheckDesk, folders: Sequence[CheckRunFolder]) -> FoundRun | None:
    """The run that counts among several of one commit: the newest that nobody has cancelled.

    Args:
        desk: Whose.
        folders: Newest first.

    Returns:
        A cancelled one where there are no others; None where none is this user's.
    """
    cancelled = None
    for folder in folders:
        found = look_at(desk, folder)
        if found is None:
            continue
        if found.run.state != "cancelled":
            return found
        cancelled = cancelled or found
    return cancelled


def read_check_log(desk: CheckDesk, run_id: str, offset: int) -> LogPart:
    """Reads a part of a run's log, while it is written, too.

    A part ends between characters, so that parts put together are the whole.

    Args:
        desk: Whose.
        run_id: The run.
        offset: Its first byte.

    Raises:
        NotFoundError: There is no such run for this user.
    """
    found = get_check_run(desk, run_id)
    over = found.run.state not in ACTIVE  # asked before reading: what comes later is a next part
    try:
        with found.folder.log.open("rb") as stream:
            stream.seek(offset)
            data = stream.read(_PART)
    except FileNotFoundError:
        data = b""
    last = over and len(data) < _PART
    if not last:
        data = _whole_characters(data)
    return LogPart(text=data.decode("utf-8", "replace"), next=offset + len(data), whole=last)


def _whole_characters(data: bytes) -> bytes:
    """Data without the beginning of a character at its end."""
    for length in range(1, min(_WIDEST, len(data) + 1)):
        byte = data[-length]
        if byte >= 0xC0:  # noqa: PLR2004 - the first byte of a character of several (RFC 3629)
            needed = 2 + (byte >= 0xE0) + (byte >= 0xF0)  # noqa: PLR2004 - the same
            return data[:-length] if length < needed else data
        if byte < 0x80:  # noqa: PLR2004 - a character of one byte
            return data
    return data
