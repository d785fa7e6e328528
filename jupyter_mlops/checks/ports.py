"""What checks need of git, kernels and modules; the services fill it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

from msgspec import Struct

from jupyter_mlops.checks.model import Finding
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.settings.checks import ChecksSettings


class Input(Struct, frozen=True, kw_only=True):
    """A file, or the names in a folder, that a verdict depends on, besides the notebook."""

    #: Path below the project with `/`, else absolute.
    path: str
    #: SHA-256 of its content, hexadecimal; empty if there was no such file.
    digest: str
    #: Whether it is a folder, whose content is the names in it.
    folder: bool = False
    #: Names in it that don't count: what the notebook makes itself.
    aside: tuple[str, ...] = ()
    #: Its size in bytes and its modification time in nanoseconds when the digest was taken.
    size: int = 0
    modified: int = 0


class TestCall(Struct, frozen=True, kw_only=True):
    """A `test_*` function of a notebook, called once."""

    name: str
    #: Key of the cell that defines it.
    cell: str
    #: Line of its definition in that cell, from 1.
    line: int
    outcome: Literal["passed", "failed", "skipped"]
    #: Class and text of the exception; why it was skipped.
    message: str = ""
    #: Line of that cell where it failed, from 1.
    failed_line: int | None = None
    traceback: str = ""
    #: How long it took, in seconds.
    duration: float = 0.0


class Execution(Struct, frozen=True, kw_only=True):
    """A notebook that was executed from top to bottom in a fresh kernel."""

    #: Name of the parameter set; empty for the notebook's own values.
    parameters: str
    #: `broken`: it could not be carried out at all: no kernel, no room.
    state: Literal["succeeded", "failed", "cancelled", "broken"]
    #: Class name of the exception, or a failure's code; empty if it succeeded.
    code: str = ""
    #: What went wrong, in one line, and what to do.
    message: str = ""
    hint: str = ""
    #: Key and index of the cell that failed, and the line in it, from 1.
    cell: str | None = None
    index: int | None = None
    line: int | None = None
    #: Without colour codes.
    traceback: str = ""
    #: The executed notebook's cells, by the keys of the notebook's own; empty if none was made.
    outputs: Mapping[str, tuple[dict[str, Any], ...]] = {}
    #: Last value of each metric that it reported.
    metrics: Mapping[str, float] = {}
    tests: tuple[TestCall, ...] = ()
    #: Files that it read, as far as can be seen.
    inputs: tuple[Input, ...] = ()
    #: How long it took, in seconds.
    duration: float = 0.0
    #: Whether it was not executed now, but its result was known.
    cached: bool = False


class Executions(Protocol):
    """Executes notebooks: each at most once for all checks, several at a time."""

    def start(self, subjects: Sequence[Subject]) -> None:
        """Begins with these in the background, so that other checks can look meanwhile."""

    def of(self, subject: Subject) -> tuple[Execution, ...]:
        """Waits for the executions of a notebook, one for each of its parameter sets."""


class BaseMetrics(Protocol):
    """Metrics of the base, for what may not get worse."""

    def of(self, notebook: str, parameters: str, data: str) -> Mapping[str, float] | None:
        """Metrics of a notebook on the base, executed there if need be.

        Args:
            notebook: Path below the project, with `/`.
            parameters: Name of the parameter set; empty for the notebook's own values.
            data: Hash of the data that it has to be on.

        Returns:
            None where the base has no such notebook, or it fails there, or on other data.
        """


class Progress(Struct, frozen=True, kw_only=True):
    """How far the checks are."""

    #: Steps done, of how many; a step is one check of one notebook.
    done: int
    total: int
    #: What is being done: name of the check, and the notebook's path; may be empty.
    check: str = ""
    notebook: str = ""


class Context:
    """What checks have to work with, besides the notebooks.

    Args:
        root: Folder of the project, links resolved: where its files are, a checkout or the user's.
        settings: The project's.
        executions: Executes notebooks; None where nothing may be run.
        module_findings: What stands between modules and notebooks; called once if at all.
        module_tests: What the tests say that were exported with modules; called once if at all.
        base: Metrics of the base; None if there is no base.
        files: Paths below the project of all files that git has; None where there is no git.
        cancelled: Whether somebody wants it to stop.
    """

    def __init__(  # noqa: PLR0913 - named ports, each with what stands in for it
        self,
        root: Path,
        settings: ChecksSettings,
        *,
        executions: Executions | None = None,
        module_findings: Callable[[], Sequence[Finding]] = lambda: (),
        module_tests: Callable[[], Sequence[Finding]] = lambda: (),
        base: BaseMetrics | None = None,
        files: Callable[[], frozenset[str]] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self.root = root
        self.settings = settings
        self.executions = executions
        self.module_findings = module_findings
        self.module_tests = module_tests
        self.base = base
        self.files = files
        self.cancelled = cancelled
