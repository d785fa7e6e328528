"""What ends an execution before its last cell: a cancel, a time limit, the memory limit."""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.jobs.failures import RunFailedError
from jupyter_mlops.jobs.model import Failure, FailureCode
from jupyter_mlops.jobs.policy import Policy


class RunCancelledError(Exception):
    """Ends the execution of a run that was cancelled."""


class CellAtWork(Struct, frozen=True, kw_only=True):
    """The cell that the kernel is busy with."""

    #: Position in the executed notebook, from 0.
    index: int
    #: Its id.
    cell_id: str
    #: When it was sent, on the clock of `time.monotonic`.
    since: float


class Stopper:
    """Says whether an execution has to end, and with what error.

    Args:
        cancelled: Whether somebody has asked for it.
        policy: The time limits.
        limit: Why the run has used too much, once it has.
        clock: Seconds that never go back; the run's time counts from here.
    """

    def __init__(
        self,
        cancelled: Callable[[], bool] = lambda: False,
        policy: Policy = Policy(),  # noqa: B008 - a value
        limit: Callable[[], Failure | None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._cancelled = cancelled
        self._policy = policy
        self._limit = limit
        self._clock = clock
        self._started = clock()

    def at_work(self, index: int, cell_id: str) -> CellAtWork:
        """Notes that a cell goes to the kernel now."""
        return CellAtWork(index=index, cell_id=cell_id, since=self._clock())

    def reason(self, cell: CellAtWork | None = None) -> RunCancelledError | RunFailedError | None:
        """The error to end with; None to go on.

        Args:
            cell: The cell at work, if any.
        """
        if self._cancelled():
            return RunCancelledError()
        failure = self._limit() or self._late(cell)
        return None if failure is None else RunFailedError(_named(failure, cell))

    def _late(self, cell: CellAtWork | None) -> Failure | None:
        now, policy = self._clock(), self._policy
        if cell and policy.cell_timeout and now - cell.since >= policy.cell_timeout:
            where = f"cell [{cell.index + 1}]"
            return _timeout(f"{where} took longer than {policy.cell_timeout:g} s", "cell_timeout")
        if policy.run_timeout and now - self._started >= policy.run_timeout:
            where = f", in cell [{cell.index + 1}]" if cell else ""
            told = f"the run took longer than {policy.run_timeout:g} s{where}"
            return _timeout(told, "run_timeout")
        return None


def _timeout(message: str, setting: str) -> Failure:
    hint = f"what it printed until then was kept; {setting} in its policy is the limit"
    return Failure(code=FailureCode.TIMEOUT, message=message, hint=hint)


def _named(failure: Failure, cell: CellAtWork | None) -> Failure:
    if cell is None:
        return failure
    return replace(failure, cell_index=cell.index, cell_id=cell.cell_id)
