"""What the rest of the house asks of a queue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from jupyter_mlops.jobs.model import Owner, Run
from jupyter_mlops.jobs.queue_model import Lease, LeaseKind, Limits, QueueCounts, Waiting


class QueueStore(Protocol):
    """Who may start runs, which wait, and how much may run at a time."""

    def take_lease(self, owner: Owner, kind: LeaseKind, *, port: int = 0) -> Lease | None:
        """Takes the right to start runs, with the next token.

        None while another holds it who lives: a process of this machine that is there and has
        renewed within a minute, or one of another machine that has renewed within a minute.
        """

    def renew(self, lease: Lease) -> bool:
        """Says that the holder lives; False if the lease is another's by now."""

    def release(self, lease: Lease) -> None:
        """Gives the lease up; nothing happens if it is another's by now."""

    def lease(self) -> Lease | None:
        """The present lease, whether its holder lives or not."""

    def drain(self) -> bool:
        """Asks the holder to start nothing more, finish and end; False if there is none."""

    def limits(self) -> Limits:
        """How much may run at a time."""

    def set_limits(self, limits: Limits) -> None:
        """Replaces the limits."""

    def waiting(self, limit: int = 1000) -> list[Waiting]:
        """Runs that wait, in the order in which they go: by priority, then by age."""

    def working(self) -> list[Waiting]:
        """Runs that were handed to a runner and have not ended."""

    def dispatch(self, run_id: str, lease: Lease) -> Run | None:
        """Marks a waiting run as handed over under a lease; its holder answers for it.

        Returns:
            The run, with the lease's token and owner; None if it doesn't wait any more.

        Raises:
            ConflictError: The lease is another's by now.
        """

    def withdraw(self, runs: Sequence[Run]) -> list[str]:
        """Ends runs that wait, as cancelled or failed, in one transaction.

        Args:
            runs: Each in its final state. A run that was handed to a runner meanwhile is left
                alone, token and all: it takes more to end that one.

        Returns:
            Ids of those that waited and have ended by this call.
        """

    def take_back(self, run: Run) -> bool:
        """Lets a run that was handed over wait again; False if it was handed over anew, or ended.

        Only for one that no runner has taken up, nor ever can.
        """

    def counts(self) -> QueueCounts:
        """How much there is to do."""
