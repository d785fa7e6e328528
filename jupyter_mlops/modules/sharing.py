"""Work of an export in which a copy of this process has a share, from reading to writing.

The copy stays as long as the export: it has the trees of the cells that it has read, which the
modules made of them are written from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from jupyter_mlops.modules.second_process import SecondProcess

#: How the copy does each kind of work, by what it is called in requests.
Steps = Mapping[str, Callable[[bytes], bytes]]


class Sharing:
    """A copy of this process, once there is one, and what both have found out together."""

    def __init__(self) -> None:
        self._copy: SecondProcess | None = None
        self._notebooks: frozenset[str] = frozenset()
        self._compiled: set[str] = set()

    def begin(self, steps: Steps, notebooks: Iterable[str]) -> None:
        """Makes the copy.

        Args:
            steps: What it can do.
            notebooks: Those that it is going to read, by path.
        """
        self.end()

        def respond(request: bytes) -> bytes:
            step, _, data = request.partition(b" ")
            return steps[step.decode()](data)

        self._notebooks = frozenset(notebooks)
        self._copy = SecondProcess(respond)

    def has_read(self, notebooks: Iterable[str]) -> bool:
        """Whether there is a copy, and it has read all of these notebooks."""
        return self._copy is not None and self._notebooks.issuperset(notebooks)

    def ask(self, step: str, data: bytes = b"") -> None:
        """Has the copy do something, while this process goes on.

        Args:
            step: What.
            data: With what.
        """
        if self._copy is not None:
            self._copy.ask(b"%b %b" % (step.encode(), data))

    def answer(self) -> bytes | None:
        """What has come of it; None if that has to be done here."""
        return None if self._copy is None else self._copy.answer()

    def note_compiled(self, texts: Iterable[str]) -> None:
        """Notes that texts compile."""
        self._compiled.update(texts)

    def has_compiled(self, text: str) -> bool:
        """Whether it is known that a text compiles."""
        return text in self._compiled

    def end(self) -> None:
        """Ends the copy."""
        if self._copy is not None:
            self._copy.end()
            self._copy = None


_sharing: ContextVar[Sharing | None] = ContextVar("sharing", default=None)


@contextmanager
def sharing_work() -> Iterator[Sharing]:
    """Shares work until it is left; within another one it is that."""
    there = _sharing.get()
    if there is not None:
        yield there
        return
    sharing = Sharing()
    token = _sharing.set(sharing)
    try:
        yield sharing
    finally:
        _sharing.reset(token)
        sharing.end()
