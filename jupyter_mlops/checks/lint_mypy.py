"""Mypy on notebooks: each as one module that is made of its cells."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from jupyter_mlops.checks.cell_code import read_code
from jupyter_mlops.checks.lint_config import find_tool, mypy_configuration
from jupyter_mlops.checks.model import CheckName, Finding
from jupyter_mlops.checks.places import finding_at
from jupyter_mlops.checks.subject import Cell, Subject
from jupyter_mlops.errors import InvalidError, MlopsError, UnavailableError
from jupyter_mlops.settings.checks import LintSettings

#: Seconds: without a cache it reads all libraries anew.
_PATIENCE: Final = 600
_OPTIONS: Final = (
    "--output=json",
    "--no-error-summary",
    "--follow-imports=silent",
    "--allow-redefinition",
    "--disable-error-code=top-level-await",
    "--no-warn-unused-configs",
)
_FAULTY: Final = 2


class _Message(Struct):
    file: str
    line: int
    column: int
    message: str
    severity: str
    hint: str | None = None
    code: str | None = None


def wants_mypy(root: Path, settings: LintSettings) -> bool:
    """Whether a project's notebooks are read by mypy, too.

    Raises:
        UnavailableError: They are to be, and it is not installed.
    """
    if settings.mypy == "auto":
        return mypy_configuration(root) is not None and find_tool("mypy") is not None
    if settings.mypy and find_tool("mypy") is None:
        raise UnavailableError("mypy is not installed", hint="install it: pip install mypy")
    return settings.mypy


def lint_with_mypy(root: Path, subjects: Sequence[Subject]) -> dict[str, list[Finding]]:
    """What mypy finds, as the project has configured it.

    Args:
        root: The project's folder.
        subjects: Notebooks of Python.

    Returns:
        Findings by the notebooks' paths; of those that have any.

    Raises:
        InvalidError: Its configuration is not what it has to be.
        MlopsError: It doesn't end.
    """
    import tempfile

    findings: dict[str, list[Finding]] = {}
    with tempfile.TemporaryDirectory(prefix="jupyter-mlops-") as made:
        folder = Path(os.path.realpath(made))
        modules = [_Module(subject) for subject in subjects]
        files = {f"notebook_{at}.py": module for at, module in enumerate(modules)}
        for file, module in files.items():
            (folder / file).write_text(module.text, encoding="utf-8", errors="replace")
        for found in _mypy(root, folder, list(files)):
            name = Path(found.file).name
            if name in files and found.severity == "error":
                module = files[name]
                findings.setdefault(module.subject.path, []).append(module.finding(found))
    return findings


class _Module:
    """The module that a notebook's cells make, and where its lines come from."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self._lines: list[tuple[Cell, int]] = []
        parts: list[str] = []
        for code in read_code(subject):
            if code.tree is None:
                continue
            parts.append(code.text)
            lines = code.text.count("\n") + 1
            self._lines.extend((code.cell, line) for line in range(1, lines + 1))
        self.text = "\n".join(parts) + "\n"

    def finding(self, found: _Message) -> Finding:
        cell, line = self._lines[min(max(found.line, 1), len(self._lines)) - 1]
        return finding_at(
            self.subject,
            cell,
            CheckName.LINT,
            found.code or "mypy",
            found.message.replace(f"{Path(found.file).stem}.", ""),
            hint=found.hint or "",
            line=line,
            column=max(found.column, 0) + 1,
        )


def _mypy(root: Path, folder: Path, names: list[str]) -> list[_Message]:
    import subprocess
    import sys

    if not names:
        return []
    own = [str(part) for part in (root, root / "src") if part.is_dir()]
    path = os.pathsep.join([*own, *filter(None, [os.environ.get("MYPYPATH")])])
    known = root / ".mypy_cache"
    cache = f"--cache-dir={known if known.is_dir() else os.devnull}"
    program = [sys.executable, "-m", "mypy"] if find_spec("mypy") else [find_tool("mypy") or "mypy"]
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments, and no shell
            [*program, *_OPTIONS, cache, "--", *(str(folder / name) for name in names)],
            cwd=root,
            env={**os.environ, "MYPYPATH": path},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,  # it fails when it finds something
        )
    except subprocess.TimeoutExpired as error:
        raise MlopsError(f"mypy has not ended after {_PATIENCE} seconds") from error
    lines = [line for line in done.stdout.splitlines() if line.startswith(b"{")]
    if done.returncode >= _FAULTY and not lines:
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
        raise InvalidError(f"mypy: {next(iter(said.splitlines()), 'it fails')}", detail=said)
    return [msgspec.json.decode(line, type=_Message) for line in lines]
