"""Findings that are known and accepted, in a file that is committed with the notebooks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from jupyter_mlops.checks.model import CheckName, Finding
from jupyter_mlops.errors import InvalidError
from jupyter_mlops.files import write_atomically

_FORMAT = 1


class Accepted(Struct, frozen=True, kw_only=True):
    """A finding that is accepted; only its key counts, the rest is for people."""

    key: str
    check: CheckName
    code: str
    notebook: str
    message: str


class Baseline(Struct, frozen=True, kw_only=True):
    """What is accepted."""

    version: int = _FORMAT
    findings: tuple[Accepted, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The keys of what is accepted."""
        return frozenset(each.key for each in self.findings)


def read_baseline(file: Path) -> Baseline:
    """Reads what is accepted; nothing where there is no such file.

    Raises:
        InvalidError: The file is no baseline.
    """
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Baseline()
    except OSError as error:
        raise InvalidError(f"{file} cannot be read: {error.strerror}") from error
    try:
        baseline = msgspec.json.decode(data, type=Baseline)
    except msgspec.MsgspecError as error:
        raise InvalidError(
            f"{file} is no baseline: {error}",
            hint="write it again: jupyter mlops check --write-baseline",
        ) from error
    if baseline.version != _FORMAT:
        raise InvalidError(f"{file} is of another version", hint="update jupyter-mlops")
    return baseline


def write_baseline(file: Path, baseline: Baseline) -> None:
    """Writes what is accepted, in an order that makes small differences between commits.

    Raises:
        StorageError: The file cannot be written.
    """
    ordered = sorted(baseline.findings, key=lambda each: (each.notebook, each.check, each.key))
    whole = Baseline(findings=tuple(ordered))
    data = msgspec.json.format(msgspec.json.encode(whole), indent=2)
    write_atomically(file, data + b"\n")


def with_findings(
    baseline: Baseline,
    findings: Iterable[Finding],
    *,
    checks: Collection[CheckName],
    notebooks: Collection[str] | None,
) -> Baseline:
    """A baseline that accepts what was found, and no longer what was not found any more.

    Args:
        baseline: As it was.
        findings: All that there are; notes need not be accepted.
        checks: Those that were carried out.
        notebooks: Those that were looked at; None for all of the project.
    """
    kept = [
        each
        for each in baseline.findings
        if each.check not in checks or (notebooks is not None and each.notebook not in notebooks)
    ]
    found = [
        Accepted(
            key=finding.key,
            check=finding.check,
            code=finding.code,
            notebook=finding.notebook,
            message=finding.message,
        )
        for finding in findings
        if finding.severity != "note"
    ]
    return Baseline(findings=(*kept, *found))
