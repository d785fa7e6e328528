"""What checks find, and what follows from it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from enum import Enum
from typing import Final, Literal

from msgspec import Struct


class CheckName(str, Enum):
    """The checks, in the order in which they are told."""

    SECRETS = "secrets"
    CLEAN = "clean"
    SIZE = "size"
    ORDER = "order"
    LINT = "lint"
    IMPORTS = "imports"
    PATHS = "paths"
    MODULES = "modules"
    EXECUTE = "execute"
    TEST = "test"
    REPRODUCE = "reproduce"
    GATES = "gates"


#: Checks that look and run nothing: a commit can wait for them.
STATIC: Final = (
    CheckName.SECRETS,
    CheckName.CLEAN,
    CheckName.SIZE,
    CheckName.ORDER,
    CheckName.LINT,
    CheckName.IMPORTS,
    CheckName.PATHS,
    CheckName.MODULES,
)

#: An error fails the verdict; a warning does where warnings are asked to; a note never does.
Severity = Literal["error", "warning", "note"]

#: How a check, or all of them, came out. `skipped`: there was nothing to check, or nothing to
#: check it with. `broken`: the check itself could not be carried out.
Verdict = Literal["passed", "warned", "failed", "skipped", "broken"]

_DIGITS = 16


class Finding(Struct, frozen=True, kw_only=True):
    """Something that a check has found."""

    check: CheckName
    #: What kind of thing, stable, for programs: `F401`, `aws-access-key`, `NameError`.
    code: str
    severity: Severity
    #: One sentence, without notebook, cell and line; never a secret's value.
    message: str
    #: What to do about it; may be empty.
    hint: str = ""
    #: The notebook or module: path below the project, with `/`; empty if it is about the project.
    notebook: str = ""
    #: The cell's id; `@N`, its index from 0, where it has no id of its own; None if no cell.
    cell: str | None = None
    #: Its index in the notebook, from 0.
    index: int | None = None
    #: Line within the cell's source, else within the file, from 1.
    line: int | None = None
    #: Column, from 1.
    column: int | None = None
    #: Index of the output that it is in, from 0.
    output: int | None = None
    #: Name of the parameter set with which it was found; empty for the notebook's own values.
    parameters: str = ""
    #: Whether `--fix` mends it.
    fixable: bool = False
    #: More for whoever unfolds it: a traceback, a difference.
    detail: str = ""
    #: Names the finding as long as it stays the same, wherever its cell moves; `keyed` gives it.
    key: str = ""


def keyed(finding: Finding, about: str = "", occurrence: int = 0) -> str:
    """The key of a finding.

    Args:
        finding: The finding.
        about: What tells it from others of its cell: the text of its line, a name; not its number.
        occurrence: Which one it is among those that are alike otherwise, from 0.

    Returns:
        16 hexadecimal digits of a SHA-256 over check, code, notebook, cell, parameters and `about`.
    """
    parts = (
        finding.check.value,
        finding.code,
        finding.notebook,
        finding.cell or "",
        finding.parameters,
        " ".join(about.split()),
        str(occurrence),
    )
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:_DIGITS]


class CheckResult(Struct, frozen=True, kw_only=True):
    """How one check came out for all notebooks."""

    check: CheckName
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    #: How many notebooks it looked at, and for how many of them the verdict was known.
    notebooks: int = 0
    cached: int = 0
    #: How long it took, in seconds.
    duration: float = 0.0
    #: Why it was skipped or is broken; else empty.
    message: str = ""
    #: How many findings the baseline has set aside.
    accepted: int = 0


class MetricChange(Struct, frozen=True, kw_only=True):
    """A metric that a notebook has reported, beside that of the base."""

    notebook: str
    #: Name of the parameter set; empty for the notebook's own values.
    parameters: str = ""
    name: str
    value: float
    #: That of the base; None where it has none, or on other data.
    base: float | None = None


class Report(Struct, frozen=True, kw_only=True):
    """What the checks say of a project."""

    #: Folder name of the project.
    project: str
    #: Full id of the commit that was checked; empty for files that are in none.
    commit: str = ""
    #: Whether files differed from that commit.
    dirty: bool = False
    #: What it was compared with, a revision; empty if with nothing.
    base: str = ""
    started_at: datetime
    #: How long it took, in seconds.
    duration: float
    verdict: Verdict
    #: Those that were asked for, in their order.
    checks: tuple[CheckResult, ...]
    #: How many notebooks were looked at.
    notebooks: int
    metrics: tuple[MetricChange, ...] = ()
    #: Version of jupyter-mlops.
    version: str = ""


def verdict_of(findings: tuple[Finding, ...], *, strict: bool = False) -> Verdict:
    """What findings come to.

    Args:
        findings: Of a check that was carried out.
        strict: Whether a warning fails.
    """
    severities = {finding.severity for finding in findings}
    if "error" in severities or (strict and "warning" in severities):
        return "failed"
    return "warned" if "warning" in severities else "passed"


_WORST: Final[tuple[Verdict, ...]] = ("failed", "broken", "warned", "passed")


def verdict_of_all(results: tuple[CheckResult, ...]) -> Verdict:
    """What checks come to together: the worst; `skipped` if none was carried out."""
    verdicts = {result.verdict for result in results}
    return next((verdict for verdict in _WORST if verdict in verdicts), "skipped")
