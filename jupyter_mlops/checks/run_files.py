"""What a run of checks leaves on disk: how it stands, report, log, the wish to cancel it."""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from jupyter_mlops.checks.model import Report
from jupyter_mlops.checks.run_model import CheckRun
from jupyter_mlops.files import write_atomically

#: What stands for the commit in the name of a folder whose run is on the files as they are.
WORKING: Final = "working"
_NAME = re.compile(rf"(?P<id>[0-9a-z]{{26}})\.(?P<commit>[0-9a-f]{{40,64}}|{WORKING})")
#: How many records are kept in memory: those of a few projects.
_KEPT: Final = 2048


class WorkerProcess(Struct, frozen=True, kw_only=True):
    """The process that carries a run out."""

    #: Name of its machine.
    host: str
    pid: int
    #: When it started, in seconds since the epoch: ids of processes are used again.
    started: float
    #: What all processes that it starts bear in their environment.
    mark: str


class CheckRecord(Struct, frozen=True, kw_only=True):
    """A run, with what is not for others."""

    #: Without its report, which is a file of its own.
    run: CheckRun
    #: The branch that the commit was made on; empty for none.
    branch: str = ""
    #: Whether to do without what is known.
    fresh: bool = False
    #: How many errors and warnings there are, so far.
    errors: int = 0
    warnings: int = 0
    #: How many notebooks were looked at.
    notebooks: int = 0
    #: Who carries it out; None before that.
    worker: WorkerProcess | None = None


class CheckRunFolder(Struct, frozen=True):
    """The folder of one run; its name tells id and commit, so that a listing is an index.

    Args:
        root: The folder itself.
    """

    root: Path

    @staticmethod
    def name(run: CheckRun) -> str:
        """What the folder of a run is called."""
        return f"{run.id}.{run.commit or WORKING}"

    @staticmethod
    def is_name(name: str) -> bool:
        """Whether a folder's name is that of a run's."""
        return _NAME.fullmatch(name) is not None

    @property
    def id(self) -> str:
        """Id of the run."""
        return self.root.name.partition(".")[0]

    @property
    def commit(self) -> str:
        """Full id of the commit; empty for the files as they are."""
        commit = self.root.name.partition(".")[2]
        return "" if commit == WORKING else commit

    @property
    def log(self) -> Path:
        """What is said while it runs, for people."""
        return self.root / "log.txt"

    @property
    def state(self) -> Path:
        """How it stands."""
        return self.root / "state.json"

    @property
    def _report(self) -> Path:
        return self.root / "report.json"

    @property
    def _claim(self) -> Path:
        return self.root / "claim"

    @property
    def _cancel(self) -> Path:
        return self.root / "cancel"

    def read(self) -> CheckRecord | None:
        """How the run stands; None if it is gone, or of a version that is not understood."""
        try:
            status = self.state.stat()
            return _read_record(self.state, (status.st_ino, status.st_mtime_ns, status.st_size))
        except (OSError, msgspec.MsgspecError):
            return None

    def write(self, record: CheckRecord, *, durable: bool = False) -> None:
        """Says how the run stands.

        Args:
            record: That.
            durable: Whether a power failure may not undo it.

        Raises:
            StorageError: It cannot be written.
        """
        write_atomically(self.state, msgspec.json.encode(record), durable=durable)

    def read_report(self) -> Report | None:
        """What the checks say so far; None before they say anything."""
        try:
            return msgspec.json.decode(self._report.read_bytes(), type=Report)
        except (OSError, msgspec.MsgspecError):
            return None

    def write_report(self, report: Report) -> None:
        """Keeps what the checks say.

        Raises:
            StorageError: It cannot be written.
        """
        write_atomically(self._report, _encoded(report), durable=False)

    def claim(self) -> bool:
        """Takes the run up, to carry it out or to withdraw it; whether this call was the one."""
        try:
            self._claim.open("x").close()
        except OSError:
            return False
        return True

    @property
    def claimed_at(self) -> float:
        """When it was taken up, in seconds since the epoch; 0 if it was not."""
        try:
            return self._claim.stat().st_mtime
        except OSError:
            return 0.0

    def request_cancel(self) -> None:
        """Asks whoever carries it out to stop."""
        with suppress(OSError):
            self._cancel.touch()

    @property
    def cancel_requested(self) -> bool:
        """Whether somebody asked for it to stop."""
        return os.path.exists(self._cancel)  # noqa: PTH110 - asked for at each step


@lru_cache(maxsize=_KEPT)
def _read_record(file: Path, seen: tuple[int, int, int]) -> CheckRecord:  # noqa: ARG001 - a key
    """A record, decoded once for each of its states."""
    return msgspec.json.decode(file.read_bytes(), type=CheckRecord)


def _encoded(report: Report) -> bytes:
    try:
        return msgspec.json.encode(report)
    except UnicodeEncodeError:  # notebooks may hold half a character, which UTF-8 cannot say
        text = json.dumps(msgspec.to_builtins(report), ensure_ascii=False)
        return text.encode("utf-8", "replace")
