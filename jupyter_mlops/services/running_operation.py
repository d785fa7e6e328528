"""An operation that runs: told, asked about, cancelled."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from jupyter_mlops.errors import CancelledError, MlopsError, NotFoundError
from jupyter_mlops.git.progress import Step
from jupyter_mlops.services.asking import Given
from jupyter_mlops.services.operation_model import Done, Operation, Prompt, PromptKind

_log = logging.getLogger(__name__)

#: How long an answer is waited for, in seconds.
PATIENCE = 300.0


class RunningOperation:
    """Holds where an operation stands; threads of the server, of git and of people meet here.

    Args:
        operation: As it begins.
        place: The folder that it works in, or makes.
        tell: Hears of every change.
        patience: How long an answer is waited for, in seconds.
    """

    def __init__(
        self,
        operation: Operation,
        place: Path,
        tell: Callable[[Operation], None],
        patience: float = PATIENCE,
    ) -> None:
        self.place = place
        self._operation = operation
        self._tell = tell
        self._patience = patience
        self._changed = threading.Condition()
        self._given: Given | None = None
        #: Set to end it.
        self.cancelled = threading.Event()
        #: When it ended, by the monotonic clock.
        self.ended: float | None = None

    @property
    def now(self) -> Operation:
        """Where it stands."""
        return self._operation

    @property
    def waiting(self) -> bool:
        """Whether the user is being asked."""
        return self._operation.prompt is not None

    def progress(self, step: Step) -> None:
        """Notes how far it is."""
        self._set(phase=step.phase, percent=step.percent)

    def cancel(self) -> None:
        """Asks it to end."""
        self.cancelled.set()
        with self._changed:
            self._changed.notify_all()

    def ask(self, kind: PromptKind, text: str, *, host: str, username: str) -> Given | None:
        """Asks the user, see `Prompter`; who doesn't answer in time refuses."""
        prompt_id = secrets.token_hex(8)
        prompt = Prompt(id=prompt_id, kind=kind, text=text, host=host, username=username)
        with self._changed:
            self._given = None
            self._set(prompt=prompt)
            self._changed.wait_for(
                lambda: self.cancelled.is_set() or not self.waiting, self._patience
            )
            given, self._given = self._given, None
            if self.waiting:
                self._set(prompt=None)
        return given

    def answer(self, prompt: str, given: Given | None) -> None:
        """Answers.

        Args:
            prompt: What was asked.
            given: None to refuse.

        Raises:
            NotFoundError: Nobody asks that, or not any more.
        """
        with self._changed:
            if self._operation.prompt is None or self._operation.prompt.id != prompt:
                raise NotFoundError("nobody waits for this answer any more")
            self._given = given
            self._set(prompt=None)

    def work(self, what: Callable[[], Done]) -> None:
        """Does it, and notes what came of it; to be called in a thread."""
        try:
            done = what()
        except CancelledError:
            self._end(state="cancelled", message="Cancelled")
        except MlopsError as error:
            self._end(state="failed", message=error.message, error=error)
        except Exception:  # noqa: BLE001 - told to the user, and logged with its traceback
            problem = MlopsError(
                "an error that nobody foresaw",
                hint="this is a bug of jupyter-mlops; the server's log has the traceback",
            )
            self._end(state="failed", message=problem.message, error=problem)
            _log.exception("an operation failed")
        else:
            self._end(
                state="succeeded",
                message=done.message,
                folder=done.folder,
                conflicts=done.conflicts,
            )

    def _end(self, **changes: object) -> None:
        self.ended = time.monotonic()
        self._set(prompt=None, phase="", percent=None, **changes)

    def _set(self, **changes: object) -> None:
        with self._changed:
            self._operation = replace(self._operation, **changes)
            self._changed.notify_all()
            self._tell(self._operation)
