"""Use case: make git read, clean and merge notebooks as notebooks, and undo that."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from msgspec import Struct

from jupyter_mlops.errors import NotFoundError, StorageError
from jupyter_mlops.files import ensure_folder, write_atomically
from jupyter_mlops.git.attributes import lines_in, with_lines, without_lines
from jupyter_mlops.git.drivers import KEYS, PARTS, Part, attributes, find_program, values
from jupyter_mlops.git.repository import find_worktree
from jupyter_mlops.git.settings_files import (
    Scope,
    attributes_file,
    read_values,
    remove_values,
    settings_file,
    write_values,
)
from jupyter_mlops.services.git_rivals import drivers_here, kept_by_lfs, left_notes, rival_notes

_COMMITTED = ".gitattributes"


class Setup(Struct, frozen=True, kw_only=True):
    """What git is told, or no longer, and where."""

    #: The configuration file.
    settings_file: Path
    #: Its settings.
    settings: dict[str, str]
    #: Lines by attributes file.
    attributes: dict[Path, tuple[str, ...]]
    #: Whether anything was not so already.
    changed: bool
    #: What the user should know, such as which driver wins.
    notes: tuple[str, ...] = ()


def set_up(  # noqa: PLR0913 - all but the first by name, and usually left out
    folder: Path,
    scope: Scope = "local",
    *,
    parts: Collection[Part] = PARTS,
    committed: bool = False,
    program: Path | None = None,
    dry: bool = False,
) -> Setup:
    """Tells git what to do with notebooks; doing it again changes nothing.

    What an earlier setup had that is not asked for any more is taken away.

    Args:
        folder: Where git looks for the repository.
        scope: `local` for this repository (with its linked worktrees), `global` for all of the
            user's.
        parts: What git has to do.
        committed: Write the attributes to the repository's `.gitattributes`, for all who use it.
            Where they are there already, they are not written elsewhere again.
        program: The `jupyter-mlops` program; this environment's by default.
        dry: Only say what would be written.

    Raises:
        NotFoundError: `local` or `committed`, and there is no repository.
        GitError: Git cannot write its configuration.
        StorageError: An attributes file cannot be written.
    """
    root = _root(folder, needed=scope == "local" or committed)
    notes: tuple[str, ...] = ()
    if root is not None and (scope == "local" or committed):
        parts, notes = kept_by_lfs(root, parts)
    wanted = values(program or find_program(), parts)
    present = read_values(folder, scope, KEYS)
    stale = [key for key in present if key not in wanted]
    missing = {key: value for key, value in wanted.items() if present.get(key) != value}
    files, contents = _attributes(folder, root, scope, attributes(parts), committed=committed)
    before = drivers_here(root, parts)
    if not dry:
        remove_values(folder, scope, stale)
        write_values(folder, scope, missing)
        for file, data in contents.items():
            _replace(file, data)
    after = before if dry else drivers_here(root, parts)
    return Setup(
        settings_file=settings_file(folder, scope),
        settings=wanted,
        attributes=files,
        changed=bool(missing or stale or contents),
        notes=(*notes, *rival_notes(before, after, scope)),
    )


def take_down(folder: Path, scope: Scope = "local", *, committed: bool = False) -> Setup:
    """Takes away what `set_up` has written, and nothing else.

    Args:
        folder: Where git looks for the repository.
        scope: As for `set_up`. From a repository the lines in its `.gitattributes` are taken, too.
        committed: Take those away although `global` was asked for.

    Returns:
        What was taken away; nothing in it where there was nothing.

    Raises:
        NotFoundError: `local` or `committed`, and there is no repository.
        GitError: Git cannot write its configuration.
        StorageError: An attributes file cannot be written.
    """
    root = _root(folder, needed=scope == "local" or committed)
    config = settings_file(folder, scope)
    settings = read_values(folder, scope, KEYS)
    remove_values(folder, scope, settings)
    files = [attributes_file(folder, scope)]
    if root is not None and (scope == "local" or committed):
        files.append(root / _COMMITTED)
    taken = {}
    for file in files:
        data = _read(file)
        if lines := lines_in(data):
            taken[file] = lines
            _replace(file, without_lines(data))
    return Setup(
        settings_file=config,
        settings=settings,
        attributes=taken,
        changed=bool(settings or taken),
        notes=left_notes(root),
    )


def _root(folder: Path, *, needed: bool) -> Path | None:
    """Root of the worktree; None in a bare repository, and outside of any if none is needed."""
    try:
        return find_worktree(folder)
    except NotFoundError:
        if needed:
            raise
        return None


def _attributes(
    folder: Path, root: Path | None, scope: Scope, lines: tuple[str, ...], *, committed: bool
) -> tuple[dict[Path, tuple[str, ...]], dict[Path, bytes]]:
    """Where which lines have to be, and the contents that are not so yet."""
    own = attributes_file(folder, scope)
    shared = root / _COMMITTED if root is not None else None
    if committed and shared is None:
        raise NotFoundError("a bare repository has no .gitattributes", hint="leave out --committed")
    data = _read(own)
    if shared is not None and (committed or (scope == "local" and lines_in(_read(shared)))):
        theirs = _read(shared)
        wanted = with_lines(theirs, lines) if committed else theirs
        contents = {shared: (theirs, wanted), own: (data, without_lines(data))}
        files = {shared: lines_in(wanted)}
    else:
        contents = {own: (data, with_lines(data, lines))}
        files = {own: lines}
    return files, {file: new for file, (old, new) in contents.items() if new != old}


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise StorageError(f"cannot read {file}: {error.strerror}") from error


def _replace(file: Path, data: bytes) -> None:
    if data:
        ensure_folder(file.parent)
        write_atomically(file, data)
    else:
        file.unlink()
