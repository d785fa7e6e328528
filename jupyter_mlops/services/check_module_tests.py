"""Runs the tests that were exported with modules, for the check of tests."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from jupyter_mlops.checks.known import Known
from jupyter_mlops.checks.model import CheckName, Finding
from jupyter_mlops.errors import MlopsError, UnavailableError
from jupyter_mlops.modules.project import ModuleProject, read_project
from jupyter_mlops.modules.text.header import find_header
from jupyter_mlops.services.check_environment import kernel_fingerprint
from jupyter_mlops.services.kernels import DEFAULT_KERNEL

if TYPE_CHECKING:
    from jupyter_mlops.services.export_tests import PytestCommand

#: Most seconds that all of them may take.
_LIMIT: Final = 1800.0
_VERSION: Final = 1
#: What pytest ends with when it has said all that there is to say of the tests: they passed, some
#: failed, some could not be read, there are none (https://docs.pytest.org/en/stable/reference/exit-codes.html).
_CARRIED_OUT: Final = (0, 1, 2, 5)
_LAST: Final = 2000


class _Results(Struct, frozen=True, kw_only=True):
    """What the tests have said."""

    findings: tuple[Finding, ...]


def module_test_findings(root: Path, known: Known, *, fresh: bool = False) -> tuple[Finding, ...]:
    """What the exported tests of a project say; nothing where there are none or all pass.

    They are known as long as tests, modules and the environment stay the same.

    Args:
        root: Folder of the project, links resolved.
        known: What is known from earlier.
        fresh: Whether that is not asked for.
    """
    project = read_project(root)
    files = tuple(_exported(root / project.tests))
    if not files:
        return ()
    key = f"module tests {_VERSION} {_digest(project)} {kernel_fingerprint(DEFAULT_KERNEL)}"
    found = None if fresh else known.get(key, _Results)
    if found is None:
        found = _Results(findings=_run(project, files))
        known.put(key, found)
    return found.findings


def _exported(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("test_*.py")):
        try:
            header, _ = find_header(file.read_text(encoding="utf-8").splitlines())
        except (OSError, UnicodeDecodeError):
            continue
        if header is not None:
            yield file


def _digest(project: ModuleProject) -> str:
    """Names all that the tests can import of the project, and themselves."""
    digest = hashlib.sha256()
    for folder in (project.root / project.tests, project.root / project.package_folder):
        for file in sorted(folder.rglob("*.py")):
            digest.update(f"{file.relative_to(project.root).as_posix()}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _run(project: ModuleProject, files: tuple[Path, ...]) -> tuple[Finding, ...]:
    from jupyter_mlops.services.export_tests import pytest_command

    names = [file.relative_to(project.root).as_posix() for file in files]
    with tempfile.TemporaryDirectory(prefix="mlops-tests-") as folder:
        report = Path(folder, "junit.xml")
        options = ["-q", "-p", "no:cacheprovider", "-o", "junit_family=xunit1"]
        command = pytest_command(project, [*options, f"--junitxml={report}", *names])
        _carry_out(command)
        cases = list(ET.parse(report).getroot().iter("testcase"))  # noqa: S314 - our own
    return tuple(_findings(cases))


def _carry_out(command: PytestCommand) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, an argument list
            command.arguments,
            cwd=command.folder,
            env=command.environment,
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnavailableError(f"the tests of modules took longer than {_LIMIT:g} s") from error
    if done.returncode not in _CARRIED_OUT:
        raise MlopsError("pytest could not run the tests of modules", detail=done.stdout[-_LAST:])


def _findings(cases: list[ET.Element]) -> Iterator[Finding]:
    for case in cases:
        trouble = case.find("failure")
        trouble = case.find("error") if trouble is None else trouble
        if trouble is None:
            continue
        name, file = case.get("name", ""), case.get("file", "")
        line = case.get("line", "")
        said = (trouble.get("message") or "it fails").strip().splitlines()
        yield Finding(
            check=CheckName.TEST,
            code="module-test-failed",
            severity="error",
            message=f"{name} fails: {said[0] if said else 'it fails'}",
            notebook=file,
            line=int(line) + 1 if line.isdecimal() else None,
            detail=(trouble.text or "").strip(),
            key=name,
        )
