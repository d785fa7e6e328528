"""Use case: make git read notebooks as notebooks, and undo that."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from jupyter_mlops.errors import NotFoundError, StorageError
from jupyter_mlops.files import ensure_folder, write_atomically
from jupyter_mlops.git.attributes import driver_of_notebooks, with_lines, without_lines
from jupyter_mlops.git.drivers import ATTRIBUTES, NAME, SETTINGS, command_line, find_program
from jupyter_mlops.git.repository import find_worktree
from jupyter_mlops.git.settings_files import (
    Scope,
    attributes_file,
    read_values,
    remove_values,
    settings_file,
    write_values,
)


class Setup(Struct, frozen=True, kw_only=True):
    """What git is told, and where."""

    #: The configuration file.
    settings_file: Path
    #: Its settings.
    settings: dict[str, str]
    #: The attributes file.
    attributes_file: Path
    #: Its lines.
    attributes: tuple[str, ...]
    #: Whether anything was not so already.
    changed: bool
    #: What the user should know, such as which driver wins.
    notes: tuple[str, ...] = ()


def set_up(
    folder: Path, scope: Scope = "local", *, program: Path | None = None, dry: bool = False
) -> Setup:
    """Tells git how to show notebooks; doing it again changes nothing.

    Args:
        folder: Where git looks for the repository.
        scope: `local` for this repository (with its linked worktrees), `global` for all of the
            user's.
        program: The `jupyter-mlops` program; this environment's by default.
        dry: Only say what would be written.

    Raises:
        NotFoundError: `local`, and there is no repository.
        GitError: Git cannot write its configuration.
        StorageError: The attributes file cannot be written.
    """
    found = program or find_program()
    wanted = {setting.key: command_line(setting, found) for setting in SETTINGS}
    file = attributes_file(folder, scope)
    data = _read(file)
    missing = {
        key: value
        for key, value in wanted.items()
        if read_values(folder, scope, [key]).get(key) != value
    }
    attributes = with_lines(data, ATTRIBUTES)
    before = _driver(folder)
    if not dry:
        write_values(folder, scope, missing)
        if attributes != data:
            ensure_folder(file.parent)
            write_atomically(file, attributes)
    return Setup(
        settings_file=settings_file(folder, scope),
        settings=wanted,
        attributes_file=file,
        attributes=ATTRIBUTES,
        changed=bool(missing) or attributes != data,
        notes=_notes(before, before if dry else _driver(folder), scope),
    )


def take_down(folder: Path, scope: Scope = "local") -> Setup:
    """Takes away what `set_up` has written, and nothing else.

    Returns:
        What was taken away; nothing in it where there was nothing.

    Raises:
        NotFoundError: `local`, and there is no repository.
        GitError: Git cannot write its configuration.
        StorageError: The attributes file cannot be written.
    """
    config = settings_file(folder, scope)
    file = attributes_file(folder, scope)
    settings = read_values(folder, scope, [setting.key for setting in SETTINGS])
    remove_values(folder, scope, settings)
    data = _read(file)
    rest = without_lines(data)
    if rest != data:
        if rest:
            write_atomically(file, rest)
        else:
            file.unlink()
    driver = _driver(folder)
    others = (f"git uses the driver {driver} for notebooks here",) if driver else ()
    return Setup(
        settings_file=config,
        settings=settings,
        attributes_file=file,
        attributes=ATTRIBUTES if rest != data else (),
        changed=bool(settings) or rest != data,
        notes=others,
    )


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise StorageError(f"cannot read {file}: {error.strerror}") from error


def _driver(folder: Path) -> str | None:
    """The driver in force where we are; None outside of a worktree."""
    with suppress(NotFoundError):
        root = find_worktree(folder)
        return driver_of_notebooks(root) if root else None
    return None


def _notes(before: str | None, after: str | None, scope: Scope) -> tuple[str, ...]:
    if after not in (None, NAME):
        hint = "a .gitattributes here counts more than the user's file" if scope == "global" else ""
        wins = f"the driver {after} of other attributes wins for notebooks in this repository"
        return (f"{wins}: {hint}" if hint else wins,)
    if before not in (None, NAME):
        return (f"the driver {before} was used for notebooks here; {NAME} now wins over it",)
    return ()
