"""What the looks at a commit have in common, whatever the forge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from jupyter_mlops.forges.answers import Heard
from jupyter_mlops.forges.model import Job, Pipeline, state_of
from jupyter_mlops.forges.rest import CUT, Query, Rest

T = TypeVar("T")
S = TypeVar("S")


class Look:
    """One look at a commit.

    Args:
        rest: How the forge is asked.
        root: Path of the repository in the interface.
    """

    def __init__(self, rest: Rest, root: str) -> None:
        self._rest = rest
        self._root = root
        self._cut = False

    def _every(
        self,
        path: str,
        kind: type[T],
        items: Callable[[T], Sequence[S]],
        query: Query,
        *,
        stamp: str = "",
    ) -> Sequence[S]:
        """A list of the repository, as `Rest.every` has it; remembers if there is more of it."""
        listing = self._rest.every(f"{self._root}{path}", kind, items, query, stamp=stamp)
        self._cut = self._cut or listing.cut
        return listing.items

    def _heard(self, pipelines: Iterable[Pipeline], name: str, others: Sequence[Job]) -> Heard:
        """All of it; checks and statuses that belong to no pipeline come last, as one."""
        found = list(pipelines)
        if others:
            state = state_of(tuple(job.state for job in others if not job.optional))
            found.append(Pipeline(id="", name=name, state=state, jobs=tuple(others)))
        return Heard(pipelines=tuple(found), note=CUT if self._cut else "")
