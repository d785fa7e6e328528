"""What a check is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Protocol

from msgspec import Struct

from jupyter_mlops.checks.model import CheckName, Finding, MetricChange
from jupyter_mlops.checks.ports import Context, Input
from jupyter_mlops.checks.subject import Subject


class Checked(Struct, frozen=True, kw_only=True):
    """What a check has to say of one notebook, or of the project."""

    #: Path of the notebook; empty for the project.
    notebook: str
    findings: tuple[Finding, ...] = ()
    #: Why it could not be carried out here; empty if it was.
    broken: str = ""
    #: Why there was nothing to do; empty if there was.
    skipped: str = ""
    #: Files that this depends on, besides the notebook: it holds as long as they stay the same.
    inputs: tuple[Input, ...] = ()
    #: Whether it was known, by the check's own account.
    cached: bool = False
    metrics: tuple[MetricChange, ...] = ()


class Fixed(Struct, frozen=True, kw_only=True):
    """A notebook that a check has mended."""

    #: The notebook's new content.
    data: bytes
    #: How many findings are gone with it.
    count: int


class Check(Protocol):
    """One check. The class's docstring is its page in the documentation."""

    name: ClassVar[CheckName]
    #: Its name for people.
    title: ClassVar[str]
    #: Raised when the same notebook would get another verdict, so that what was known is forgotten.
    version: ClassVar[int]

    def key(self, subject: Subject, context: Context) -> str | None:
        """What decides its verdict besides its settings: equal keys, equal verdicts.

        `subject.digest` is always in it, and by default all. None where nothing may be remembered,
        or the check sees to that itself.
        """
        del context
        return subject.digest

    def run(self, subjects: Sequence[Subject], context: Context) -> Iterator[Checked]:
        """Checks notebooks; tells of each as soon as it is known, in any order.

        Args:
            subjects: Those that it concerns and whose verdict is not known. All can be read.
            context: All else.

        Raises:
            UnavailableError: What it needs is not installed: it is skipped, with that message.
            MlopsError: It cannot be carried out: it is broken, with that message.
        """

    def fix(self, subjects: Sequence[Subject], context: Context) -> Mapping[str, Fixed]:
        """Mends what it can without a decision; by default nothing.

        Returns:
            By path, those that it has changed.
        """
        del subjects, context
        return {}
