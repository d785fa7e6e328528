"""Checks that say what a test wants, and notebooks to say it of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from jupyter_mlops.checks.check import Checked, Fixed
from jupyter_mlops.checks.model import CheckName, Finding, Severity
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.checks.subject import Subject
from tests.git.notebooks import notebook


def subject(path: str, *sources: str, root: Path = Path("/nowhere")) -> Subject:
    return Subject(path, json.dumps(notebook(*sources)).encode(), root / path)


def found(
    path: str, *, check: CheckName = CheckName.SIZE, severity: Severity = "warning"
) -> Finding:
    return Finding(check=check, code="x1", severity=severity, message="said", notebook=path)


class FakeCheck:
    """A check that says what it is told to, and counts what it looks at."""

    name: ClassVar[CheckName] = CheckName.SIZE
    title: ClassVar[str] = "Fake"
    version: ClassVar[int] = 1

    def __init__(
        self,
        say: Callable[[Subject, Context], Checked] = lambda each, _: Checked(notebook=each.path),
        *,
        remembers: bool = True,
    ) -> None:
        self.say = say
        self.remembers = remembers
        self.looked: list[str] = []

    def key(self, subject: Subject, context: Context) -> str | None:
        del context
        return subject.digest if self.remembers else None

    def run(self, subjects: Sequence[Subject], context: Context) -> Iterator[Checked]:
        for each in subjects:
            self.looked.append(each.path)
            yield self.say(each, context)

    def fix(self, subjects: Sequence[Subject], context: Context) -> Mapping[str, Fixed]:
        del subjects, context
        return {}


class OtherCheck(FakeCheck):
    """The same under another name."""

    name: ClassVar[CheckName] = CheckName.ORDER


class NewerCheck(FakeCheck):
    """The same, changed."""

    version: ClassVar[int] = 2
