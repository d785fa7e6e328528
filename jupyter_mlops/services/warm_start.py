"""Starts runners and kernels that were made ready before."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.jobs.admission import slots_in_all
from jupyter_mlops.jobs.folder import RunFolder
from jupyter_mlops.jobs.model import Owner
from jupyter_mlops.jobs.store import RunFilter
from jupyter_mlops.jobs.warm.nursery import Nursery
from jupyter_mlops.services.desk import Desk

#: Most kernels that are kept ready for each kind of notebook.
_MOST_READY = 4
#: How many of the last runs say what will be run next.
_RECENT = 20
#: For how many notebooks kernels are made ready at the start.
_NOTEBOOKS = 2


class WarmStarter:
    """Starts runners from the worker's own templates.

    Args:
        desk: Where.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        size = min(slots_in_all(desk.store.queue.limits()), _MOST_READY)
        self._nursery = Nursery(desk.home, size=size)

    def prepare(self) -> None:
        """Makes ready what was used last, which is likely to be used next."""
        self._nursery.prepare()
        for kernel, digest in self._recent():
            self._nursery.kernel_address(kernel, self._desk.home.notebook_copy(digest))

    def launch(self, folder: RunFolder) -> Owner:
        """Starts the runner of a folder."""
        return self._nursery.launch(folder)

    def kernel_address(self, kernel: str, copy: Path) -> str:
        """Where a prepared kernel for a notebook is to be had; empty for none."""
        return self._nursery.kernel_address(kernel, copy)

    def tick(self) -> None:
        """Once a second: lets go of what is not needed any more."""
        self._nursery.tick()

    def close(self) -> None:
        """Ends what was made ready; what runs goes on."""
        self._nursery.close()

    def _recent(self) -> list[tuple[str, str]]:
        runs = self._desk.store.page(RunFilter(), before=None, limit=_RECENT)
        known = dict.fromkeys((run.kernel, run.notebook_hash) for run in runs if run.policy.warm)
        return list(known)[:_NOTEBOOKS]
