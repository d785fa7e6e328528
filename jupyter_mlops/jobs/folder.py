"""A run's own folder: the request, the events, the log and the wish to cancel."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from jupyter_mlops.files import ensure_folder, write_atomically
from jupyter_mlops.jobs.definition import ResultWishes
from jupyter_mlops.jobs.inspection import Inspection
from jupyter_mlops.jobs.policy import Policy


class RunOrder(Struct, frozen=True, kw_only=True):
    """All that a runner needs to know."""

    #: Id of the run.
    run_id: str
    #: The notebook as the user knows it, absolute; its folder is the working directory.
    notebook: str
    #: The kept copy to run, absolute.
    copy: str
    #: Where the executed notebook goes, absolute.
    output: str
    #: Where it goes if that place refuses it in the end, absolute.
    refuge: str
    #: Name of the kernelspec.
    kernel: str
    #: Given values for parameters, as they came over the wire; secrets are references.
    parameters: dict[str, Any]
    #: Working directory of the kernel, absolute; the notebook's folder if empty.
    cwd: str = ""
    #: How the run is treated.
    policy: Policy = Policy()
    #: What it leaves besides the executed notebook.
    results: ResultWishes = ResultWishes()
    #: Where a prepared kernel is to be had; empty for none.
    warm_kernel: str = ""
    #: What is noted for whoever judges the notebook; None notes nothing.
    inspection: Inspection | None = None

    @property
    def working_folder(self) -> Path:
        """Working directory of the kernel."""
        return Path(self.cwd) if self.cwd else Path(self.notebook).parent

    @property
    def artifact_refuge(self) -> Path | None:
        """Where files that the run has made are copied; None where they stay where they are.

        A checkout of a commit goes with its run.
        """
        output = Path(self.output)
        return output.with_name(f"{output.stem}-files") if self.cwd else None


class RunFolder(Struct, frozen=True):
    """The folder of one run; the only place, beside the output, that its runner writes to."""

    #: The folder itself.
    root: Path

    @property
    def events(self) -> Path:
        """The log of events."""
        return self.root / "events.jsonl"

    @property
    def log(self) -> Path:
        """What cells and processes printed, for people."""
        return self.root / "log.txt"

    @property
    def refuge(self) -> Path:
        """The executed notebook, if its own place refused it."""
        return self.root / "output.ipynb"

    @property
    def usage(self) -> Path:
        """What the run used, moment by moment."""
        return self.root / "usage.jsonl"

    @property
    def metrics(self) -> Path:
        """What the notebook has measured, step by step."""
        return self.root / "metrics.jsonl"

    @property
    def imports(self) -> Path:
        """Which modules made of notebook cells its kernel has imported."""
        return self.root / "imports.jsonl"

    @property
    def reads(self) -> Path:
        """Which files its kernel has opened, where that is inspected."""
        return self.root / "reads.jsonl"

    @property
    def calls(self) -> Path:
        """Which test functions were called after the last cell."""
        return self.root / "calls.jsonl"

    @property
    def _order(self) -> Path:
        return self.root / "order.json"

    @property
    def _claim(self) -> Path:
        return self.root / "claim"

    @property
    def _cancel(self) -> Path:
        return self.root / "cancel"

    def create(self, order: RunOrder) -> None:
        """Makes the folder and files the order.

        Raises:
            StorageError: It cannot be written.
        """
        ensure_folder(self.root)
        # Should a power failure take the order, nobody has begun the run, and it waits again.
        write_atomically(self._order, msgspec.json.encode(order), durable=False)

    def read_order(self) -> RunOrder:
        """The order that was filed."""
        return msgspec.json.decode(self._order.read_bytes(), type=RunOrder)

    def claim(self) -> bool:
        """Takes the run up, once for all processes; whether this call was the one."""
        try:
            self._claim.open("x").close()
        except FileExistsError:
            return False
        return True

    @property
    def claimed_for(self) -> float:
        """How long ago the run was taken up, in seconds."""
        return time.time() - self._claim.stat().st_mtime

    def request_cancel(self) -> None:
        """Asks the runner to stop; where the folder is gone it cannot be asked."""
        with suppress(FileNotFoundError):
            self._cancel.touch()

    @property
    def cancel_requested(self) -> bool:
        """Whether somebody asked the runner to stop."""
        return self._cancel.exists()

    def remove(self) -> None:
        """Deletes the folder with all that is in it."""
        shutil.rmtree(self.root, ignore_errors=True)
