"""A remote with a password, and somebody who works with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_mlops.services.asking import Given
from jupyter_mlops.services.operation_model import Kind, Operation, Prompt, Wanted
from jupyter_mlops.services.operations import Operations
from tests.git.http_remote import HttpRemote
from tests.git.notebooks import NotebookRepository

USER, PASSWORD = "ada", "correct horse"
#: Most that anything here may take on a busy machine, in seconds.
PATIENCE = 120.0


class Lab:
    """Clones of one repository in a folder, and operations on them."""

    def __init__(self, folder: Path, remote: HttpRemote) -> None:
        self.folder = folder
        self.remote = remote
        #: Where every change of every operation was told.
        self.told: list[Operation] = []
        self.operations = Operations(self.told.append)
        #: What was asked.
        self.prompts: list[Prompt] = []
        #: What is answered, by kind; None refuses.
        self.answers: dict[str, str | None] = {"username": USER, "password": PASSWORD}
        #: Whether to remember that.
        self.remember = True

    def run(self, kind: Kind, folder: Path, **more: Any) -> Operation:
        """Does an operation from its start to its end, answering what it asks."""
        wanted = Wanted(kind=kind, folder=folder, **more)
        return self.finish(self.operations.start("lab", wanted))

    def finish(self, operation: Operation) -> Operation:
        """Answers until it has ended."""
        return self.follow(operation, until=lambda: False)

    def follow(self, operation: Operation, *, until: Callable[[], bool]) -> Operation:
        """Answers what it asks until something has happened, or it has ended."""
        deadline = time.monotonic() + PATIENCE
        while operation.state == "running" and not until():
            assert time.monotonic() < deadline
            if operation.prompt is not None:
                self._answer(operation)
            time.sleep(0.01)
            operation = self.operations.get("lab", operation.id)
        return operation

    def done(self, kind: Kind, folder: Path, **more: Any) -> Operation:
        """Does an operation that has to succeed."""
        operation = self.run(kind, folder, **more)
        assert operation.state == "succeeded", (operation.message, operation.error)
        return operation

    def clone(self, name: str, **more: Any) -> NotebookRepository:
        """Clones; the clone knows who works in it, and is not set up unless that is asked for."""
        given = {"url": self.remote.url(), "name": name, "set_up": False, **more}
        operation = self.done("clone", self.folder, **given)
        user = NotebookRepository.__new__(NotebookRepository)
        user.folder = operation.folder
        user.git("config", "user.name", name)
        user.git("config", "user.email", f"{name}@example.org")
        return user

    def _answer(self, operation: Operation) -> None:
        prompt = operation.prompt
        assert prompt is not None
        self.prompts.append(prompt)
        answer = self.answers[prompt.kind]
        given = None if answer is None else Given(answer=answer, remember=self.remember)
        self.operations.answer("lab", operation.id, prompt.id, given)


@contextmanager
def open_lab(folder: Path) -> Iterator[Lab]:
    """A remote that holds one empty repository, and a folder to clone into."""
    for name in ("remotes", "work"):
        (folder / name).mkdir()
    remote = HttpRemote(folder / "remotes", user=USER, password=PASSWORD)
    remote.create()
    with remote.running():
        lab = Lab(folder / "work", remote)
        try:
            yield lab
        finally:
            lab.operations.close()
