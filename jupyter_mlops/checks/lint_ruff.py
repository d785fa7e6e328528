"""Ruff on notebooks: one process for all, findings at cells."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.checks.cell_code import is_bare_magic
from jupyter_mlops.checks.lint_config import find_tool, ruff_configuration
from jupyter_mlops.checks.lint_magics import (
    UNUSED,
    is_used_by_magic,
    magic_words,
    may_be_mended,
)
from jupyter_mlops.checks.lint_tree import is_on_disk, mirror, slim
from jupyter_mlops.checks.model import CheckName, Finding
from jupyter_mlops.checks.places import finding_at
from jupyter_mlops.checks.subject import Cell, Subject
from jupyter_mlops.errors import InvalidError, MlopsError, UnavailableError

#: What is looked for where a project says nothing: faults, and no matters of taste.
_RULES: Final = "E4,E7,E9,F"
#: What notebooks do as a matter of course: late and repeated imports, short statements, trying
#: one definition after another, everything of a library. Names that are not defined are what
#: `order` finds, which knows magics.
_NOISE: Final = "E402,E701,E702,E703,E711,E712,E731,E741,F403,F405,F811"
_UNDEFINED: Final = ",F821"
#: Seconds, for thousands of notebooks.
_PATIENCE: Final = 120
#: Files of one process: command lines are limited.
_MOST: Final = 400
#: Cells are named by their ids, not in words.
_CELL: Final = re.compile(r" from cell \d+, line \d+|cell \d+, ")
_SYNTAX: Final = frozenset({"invalid-syntax", "E902", "E999"})


class _Location(Struct):
    row: int = 1
    column: int = 1


class _Fix(Struct):
    applicability: str = ""
    message: str | None = None


class _Diagnostic(Struct):
    filename: str
    message: str
    code: str | None = None
    cell: int | None = None
    location: _Location | None = None
    fix: _Fix | None = None


def find_ruff() -> str:
    """Where ruff is.

    Raises:
        UnavailableError: It is not installed.
    """
    ruff = find_tool("ruff")
    if ruff is None:
        raise UnavailableError("ruff is not installed", hint="install it: pip install ruff")
    return ruff


def lint_with_ruff(
    root: Path, subjects: Sequence[Subject], *, undefined: bool
) -> dict[str, list[Finding]]:
    """What ruff finds.

    Args:
        root: The project's folder.
        subjects: Notebooks of Python.
        undefined: Whether names that are not defined are looked for where the project configures
            nothing.

    Returns:
        Findings by the notebooks' paths.

    Raises:
        UnavailableError: Ruff is not installed.
        InvalidError: Its configuration is not what it has to be.
        MlopsError: It doesn't end.
    """
    import tempfile

    ruff = find_ruff()
    by_path = {subject.path: subject for subject in subjects}
    findings: dict[str, list[Finding]] = {subject.path: [] for subject in subjects}
    there = {subject.path for subject in subjects if is_on_disk(subject)}
    for options, paths in _configured(root, by_path, undefined=undefined):
        here = {str(by_path[path].file): path for path in paths if path in there}
        told = _placed(here, _ruff(ruff, options, here, root))
        read = there - {path for path, found in told if _is_unread(found)}
        _add(findings, by_path, [each for each in told if each[0] in read])
        made = {path: slim(by_path[path]) for path in paths if path not in read}
        if made:
            with tempfile.TemporaryDirectory(prefix="jupyter-mlops-") as name:
                folder = Path(os.path.realpath(name))
                files = {str(file): path for file, path in mirror(root, folder, made).items()}
                _add(findings, by_path, _placed(files, _ruff(ruff, options, files, folder)))
    return findings


def fix_with_ruff(root: Path, subjects: Sequence[Subject], *, undefined: bool) -> dict[str, bytes]:
    """Notebooks after `ruff check --fix`, without their outputs.

    Args:
        root: The project's folder.
        subjects: Notebooks of Python.
        undefined: As in `lint_with_ruff`.

    Returns:
        Their content by their paths, changed or not.

    Raises:
        MlopsError: As in `lint_with_ruff`.
    """
    import tempfile

    ruff = find_ruff()
    by_path = {subject.path: subject for subject in subjects}
    fixed: dict[str, bytes] = {}
    mendable = may_be_mended(subjects)
    groups = [
        ([*options, *(() if may else ("--unfixable", ",".join(sorted(UNUSED))))], group)
        for options, paths in _configured(root, by_path, undefined=undefined)
        for may in (True, False)
        if (group := [path for path in paths if mendable[path] == may])
    ]
    for options, paths in groups:
        with tempfile.TemporaryDirectory(prefix="jupyter-mlops-") as name:
            folder = Path(os.path.realpath(name))
            files = mirror(root, folder, {path: slim(by_path[path]) for path in paths})
            list(_ruff(ruff, [*options, "--fix"], map(str, files), folder))
            fixed |= {path: file.read_bytes() for file, path in files.items()}
    return fixed


def _configured(
    root: Path, subjects: Mapping[str, Subject], *, undefined: bool
) -> Iterator[tuple[list[str], list[str]]]:
    """Yields options of ruff, and the paths of the notebooks for which they hold."""
    default = _NOISE + ("" if undefined else _UNDEFINED)
    plain = ["--isolated", "--select", _RULES, "--ignore", default]
    groups: dict[Path | None, list[str]] = {}
    folders: dict[Path, Path | None] = {}
    for path in subjects:
        folder = (root / path).parent
        if folder not in folders:
            folders[folder] = ruff_configuration(root, folder)
        found = folders[folder]
        # What lies in the project ruff finds by itself, in a copy of the project, too.
        inside = found is not None and root in found.parents
        groups.setdefault(root if inside else found, []).append(path)
    for found, paths in groups.items():
        if found is None:
            yield plain, paths
        else:
            above = [] if found == root else ["--config", str(found)]
            yield ["--force-exclude", *above], paths


def _ruff(
    ruff: str, options: Sequence[str], files: Iterable[str], folder: Path
) -> Iterator[_Diagnostic]:
    import subprocess

    names = list(files)
    for start in range(0, len(names), _MOST):
        command = [ruff, "check", "--no-cache", "--quiet", "--output-format", "json", *options]
        try:
            done = subprocess.run(  # noqa: S603 - a list of arguments, and no shell
                [*command, "--", *names[start : start + _MOST]],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_PATIENCE,
                check=False,  # it fails when it finds something
            )
        except subprocess.TimeoutExpired as error:
            raise MlopsError(f"ruff has not ended after {_PATIENCE} seconds") from error
        except OSError as error:
            raise UnavailableError(f"ruff cannot be started: {error.strerror}") from error
        try:
            yield from msgspec.json.decode(done.stdout, type=list[_Diagnostic])
        except msgspec.DecodeError as error:
            said = done.stderr.decode("utf-8", "replace").strip()
            first = next(iter(said.splitlines()), f"exit status {done.returncode}")
            raise InvalidError(f"ruff: {first}", detail=said) from error


def _placed(
    files: Mapping[str, str], diagnostics: Iterable[_Diagnostic]
) -> list[tuple[str, _Diagnostic]]:
    """What was said, each with the path of its notebook."""
    resolved = {os.path.realpath(file): path for file, path in files.items()}
    placed = []
    for found in diagnostics:
        path = files.get(found.filename) or resolved.get(os.path.realpath(found.filename))
        if path is not None:
            placed.append((path, found))
    return placed


def _is_unread(found: _Diagnostic) -> bool:
    """Whether it is the file that ruff makes nothing of: it takes format 4 to the letter only."""
    return found.cell is None and (found.code or "invalid-syntax") in _SYNTAX


def _add(
    findings: dict[str, list[Finding]],
    subjects: Mapping[str, Subject],
    told: Sequence[tuple[str, _Diagnostic]],
) -> None:
    paths = {path for path, _ in told}
    words = {path: magic_words(subjects[path]) for path in paths}
    mendable = may_be_mended(subjects[path] for path in paths)
    for path, found in told:
        cell = _cell(subjects[path], found)
        if cell is not None and is_bare_magic(cell):
            continue  # ruff knows magics by their percent signs
        line = found.location.row if found.location else 0
        if not is_used_by_magic(found.code or "", cell, line, words[path]):
            made = _finding(subjects[path], cell, found)
            left = made.code in UNUSED and not mendable[path]
            findings[path].append(replace(made, fixable=False) if left else made)


def _cell(subject: Subject, found: _Diagnostic) -> Cell | None:
    index = (found.cell or 0) - 1
    return subject.cells[index] if 0 <= index < len(subject.cells) else None


def _finding(subject: Subject, cell: Cell | None, found: _Diagnostic) -> Finding:
    code = found.code or "invalid-syntax"
    more: dict[str, Any] = {}
    if found.location is not None:
        more = {"line": found.location.row, "column": found.location.column}
    return finding_at(
        subject,
        cell,
        CheckName.LINT,
        code,
        _CELL.sub("", found.message),
        severity="error" if code in _SYNTAX else "warning",
        hint=(found.fix.message if found.fix else None) or "",
        fixable=found.fix is not None and found.fix.applicability == "safe",
        **more,
    )
