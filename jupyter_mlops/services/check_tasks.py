"""What is executed for a notebook: once, or once for each of its parameter sets."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

import jupyter_mlops
from jupyter_mlops.checks.notebook_tests import find_tests
from jupyter_mlops.checks.selection import matches
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.notebooks.document import kernel_name
from jupyter_mlops.services.check_copy import allows_errors, own_cell_timeout
from jupyter_mlops.services.check_environment import kernel_fingerprint
from jupyter_mlops.services.kernels import DEFAULT_KERNEL
from jupyter_mlops.settings.checks import ChecksSettings, ParameterSet
from jupyter_mlops.settings.durations import seconds_of

#: Raised when the same execution would be told otherwise.
_VERSION: Final = 1


class Task(Struct, frozen=True, kw_only=True):
    """One execution of a notebook."""

    #: Name of the parameter set; empty for the notebook's own values.
    name: str
    #: Given values for parameters, as JSON has them.
    values: Mapping[str, Any]
    #: Name of the kernelspec.
    kernel: str
    #: Functions that are called after the last cell.
    tests: tuple[str, ...]
    #: Most seconds for it, and for a cell.
    timeout: float | None
    cell_timeout: float | None
    #: Files of the settings that it depends on: paths below the project.
    data: tuple[str, ...]
    #: What its result follows from, besides the files that it reads; empty: nothing is remembered.
    key: str


def tasks_of(root: Path, settings: ChecksSettings, subject: Subject) -> tuple[Task, ...]:
    """The executions of a notebook, by the settings.

    Args:
        root: Folder of the project.
        settings: The project's.
        subject: A notebook that can be read.
    """
    given = [each for each in settings.execute.parameters if matches(each.notebook, subject.path)]
    sets: list[ParameterSet | None] = [*given] or [None]
    return tuple(_task(root, settings, subject, each) for each in sets)


def _task(
    root: Path, settings: ChecksSettings, subject: Subject, given: ParameterSet | None
) -> Task:
    execute = settings.execute
    kernel = execute.kernel or kernel_name(subject.document.nb) or DEFAULT_KERNEL
    functions = settings.test.functions and settings.test.severity != "off"
    tests = tuple(each.name for each in find_tests(subject)) if functions else ()
    values = {} if given is None else msgspec.to_builtins(given.values)
    data = _matching(root, execute.data)
    fingerprint = kernel_fingerprint(kernel)
    known_by = (
        _VERSION,
        jupyter_mlops.__version__,
        subject.source_digest,
        subject.path.rpartition("/")[0],
        allows_errors(subject),
        values,
        kernel,
        fingerprint,
        tests,
        data,
    )
    cell_timeout = execute.cell_timeout or own_cell_timeout(subject)
    return Task(
        name="" if given is None else given.name,
        values=values,
        kernel=kernel,
        tests=tests,
        timeout=seconds_of(execute.timeout) or None,
        cell_timeout=seconds_of(cell_timeout) or None,
        data=data,
        key=f"execution {_digest(known_by)}" if fingerprint else "",
    )


def _matching(root: Path, patterns: tuple[str, ...]) -> tuple[str, ...]:
    found = {
        file.relative_to(root).as_posix()
        for pattern in patterns
        for file in root.glob(pattern.rstrip("/"))
        if file.is_file()
    }
    return tuple(sorted(found))


def _digest(values: Any) -> str:
    return hashlib.sha256(msgspec.json.encode(values, order="sorted")).hexdigest()
