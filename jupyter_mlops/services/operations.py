"""What talks to remotes in the background: started, looked at, answered, cancelled."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Final

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.services.asking import Asking, Given
from jupyter_mlops.services.clone import check_clone, clone
from jupyter_mlops.services.credentials import CredentialMemory
from jupyter_mlops.services.fetch import fetch
from jupyter_mlops.services.operation_model import Done, Kind, Operation, Wanted
from jupyter_mlops.services.pull import pull
from jupyter_mlops.services.push import push
from jupyter_mlops.services.remote_line import RemoteLine
from jupyter_mlops.services.running_operation import RunningOperation

_WORK: Final[Mapping[Kind, Callable[[RemoteLine, Wanted], Done]]] = {
    "clone": clone,
    "fetch": fetch,
    "pull": pull,
    "push": push,
}
#: Most that run at once.
_MOST = 8
#: How long it is known what came of one, in seconds.
_KEPT = 3600.0
#: How long the last ones may take to end when the server ends, in seconds.
_PATIENCE = 10.0


class Operations:
    """All operations of a server, and the passwords that its users want remembered.

    Args:
        tell: Hears of every change of any, in threads of theirs.
    """

    def __init__(self, tell: Callable[[Operation], None] = lambda _: None) -> None:
        self._tell = tell
        self._memory = CredentialMemory()
        self._known: dict[str, RunningOperation] = {}
        self._threads: dict[str, threading.Thread] = {}
        self._lock = threading.Lock()

    def start(self, user: str, wanted: Wanted) -> Operation:
        """Starts an operation.

        Args:
            user: Whose it is.
            wanted: What to do.

        Raises:
            InvalidError: An address or a name is none.
            ConflictError: There is something where a clone would be, another operation is at work
                in the repository, or too many are at work in all.
        """
        place = check_clone(wanted) if wanted.kind == "clone" else wanted.folder
        operation = Operation(
            id=secrets.token_hex(8), user=user, kind=wanted.kind, folder=wanted.folder
        )
        running = RunningOperation(operation, place, self._tell)
        thread = threading.Thread(
            target=running.work, args=(lambda: self._work(running, wanted),), daemon=True
        )
        with self._lock:
            self._forget_old()
            at_work = [each for each in self._known.values() if each.ended is None]
            if any(each.place == place for each in at_work):
                raise ConflictError(
                    "this repository talks to its remote already", hint="wait, or cancel that"
                )
            if len(at_work) >= _MOST:
                raise ConflictError("too much goes on at once", hint="wait until something is done")
            self._known[operation.id] = running
            self._threads[operation.id] = thread
        thread.start()
        return running.now

    def get(self, user: str, operation_id: str) -> Operation:
        """Where an operation stands.

        Raises:
            NotFoundError: The user has none of this id, or it ended long ago.
        """
        return self._find(user, operation_id).now

    def cancel(self, user: str, operation_id: str) -> Operation:
        """Ends an operation, and waits a moment for that; what has ended stays so.

        A merge that a pull has begun is finished, since files would be half written.

        Raises:
            NotFoundError: The user has none of this id.
        """
        running = self._find(user, operation_id)
        running.cancel()
        self._threads[operation_id].join(_PATIENCE)
        return running.now

    def answer(self, user: str, operation_id: str, prompt: str, given: Given | None) -> Operation:
        """Answers what an operation waits for.

        Args:
            user: Whose it is.
            operation_id: Which.
            prompt: Id of the question.
            given: None to refuse, which ends the operation.

        Raises:
            NotFoundError: The user has none of this id, or it does not ask that any more.
        """
        running = self._find(user, operation_id)
        running.answer(prompt, given)
        return running.now

    def close(self) -> None:
        """Ends all of them."""
        with self._lock:
            threads = list(self._threads.values())
            for running in self._known.values():
                running.cancel()
        deadline = time.monotonic() + _PATIENCE
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _work(self, running: RunningOperation, wanted: Wanted) -> Done:
        asking = Asking(running.now.user, self._memory, running)
        line = RemoteLine(
            asking,
            tell=running.progress,
            cancelled=running.cancelled,
            waiting=lambda: running.waiting,
        )
        with closing(line):
            return _WORK[wanted.kind](line, wanted)

    def _find(self, user: str, operation_id: str) -> RunningOperation:
        running = self._known.get(operation_id)
        if running is None or running.now.user != user:
            raise NotFoundError("there is no such operation", hint="it may have ended long ago")
        return running

    def _forget_old(self) -> None:
        now = time.monotonic()
        for key, running in list(self._known.items()):
            if running.ended is not None and now - running.ended > _KEPT:
                del self._known[key], self._threads[key]
