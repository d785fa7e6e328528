"""Use case: have git check the notebooks of each commit, and no longer."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from jupyter_mlops.errors import ConflictError, MlopsError, NotFoundError, StorageError
from jupyter_mlops.files import ensure_folder, write_atomically
from jupyter_mlops.git.command import call_git
from jupyter_mlops.git.layout import Layout, read_layout
from jupyter_mlops.git.repository import MAKE_ONE

HookName = Literal["pre-commit", "commit-msg"]
HOOKS: Final[tuple[HookName, ...]] = ("pre-commit", "commit-msg")
#: What stands in a hook of ours and in no other.
_SIGN: Final = "# jupyter-mlops: checks notebooks (`jupyter mlops git hook remove` takes this away)"
_EXECUTABLE: Final = 0o755
#: With what the program ends if a commit must not be made. 1 is how Python ends where the package
#: cannot be imported, 2 how a verb does that doesn't know its arguments: neither is a verdict.
REFUSED: Final = 4


class Hook(Struct, frozen=True, kw_only=True):
    """A hook of a repository, as it concerns us."""

    name: HookName
    file: Path
    #: `foreign`: there is one that we have not written.
    state: Literal["installed", "missing", "foreign"]
    #: What to add to a hook that is there, for it to check notebooks, too.
    line: str


def find_hooks(folder: Path) -> tuple[Hook, ...]:
    """How the hooks of the repository around a folder stand.

    Args:
        folder: Where git looks for the repository.

    Raises:
        NotFoundError: There is no repository.
    """
    hooks = _hooks_folder(folder)
    return tuple(_look(hooks / name, name) for name in HOOKS)


def is_installed(root: Path) -> bool:
    """Whether each commit is checked, as far as can be seen.

    Args:
        root: Of the worktree.
    """
    try:
        return all(hook.state == "installed" for hook in find_hooks(root))
    except (MlopsError, OSError):
        return False


def install_hooks(folder: Path, *, program: Path | None = None) -> tuple[Hook, ...]:
    """Writes the hooks; a hook that somebody else has written stays as it is.

    Args:
        folder: Where git looks for the repository; linked worktrees share its hooks.
        program: The `jupyter-mlops` program; this environment's by default.

    Returns:
        How the hooks stand now.

    Raises:
        NotFoundError: There is no repository.
        ConflictError: Git takes the hooks of all repositories from one folder.
        StorageError: A hook cannot be written.
    """
    from jupyter_mlops.git.drivers import find_program

    program = program or find_program()
    _refuse_shared(folder)
    for hook in find_hooks(folder):
        if hook.state != "foreign":
            ensure_folder(hook.file.parent)
            write_atomically(hook.file, _script(hook.name, program).encode())
            hook.file.chmod(_EXECUTABLE)
    return find_hooks(folder)


def remove_hooks(folder: Path) -> tuple[Hook, ...]:
    """Takes our hooks away, and nothing else.

    Args:
        folder: Where git looks for the repository.

    Returns:
        Those that were taken away.

    Raises:
        NotFoundError: There is no repository.
        StorageError: A hook cannot be removed.
    """
    ours = tuple(hook for hook in find_hooks(folder) if hook.state == "installed")
    try:
        for hook in ours:
            hook.file.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"cannot remove {error.filename}: {error.strerror}") from error
    return ours


def _look(file: Path, name: HookName) -> Hook:
    line = f'jupyter-mlops git-hook {name} "$@" || test $? -ne {REFUSED} || exit 1'
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return Hook(name=name, file=file, state="missing", line=line)
    except OSError:
        return Hook(name=name, file=file, state="foreign", line=line)
    # One that calls us was chained by hand: it does what ours would, and is not ours to remove.
    state: Literal["installed", "foreign"] = "installed" if _SIGN in text else "foreign"
    return Hook(name=name, file=file, state=state, line=line)


def _hooks_folder(folder: Path) -> Path:
    """Where git looks for hooks: `core.hooksPath`, else in what linked worktrees share."""
    base = folder.resolve()
    told = call_git(base, "rev-parse", "--git-path", "hooks")
    if told.status:
        raise NotFoundError(f"no git repository around {base}", hint=MAKE_ONE)
    return Path(os.path.normpath(base / os.fsdecode(told.output).removesuffix("\n")))


def _refuse_shared(folder: Path) -> None:
    """Stops where a hook of ours would be called in other repositories, too."""
    hooks = _hooks_folder(folder).resolve()
    layout = _layout(folder)
    if any(hooks.is_relative_to(place.resolve()) for place in (layout.root, layout.common)):
        return
    raise ConflictError(
        f"git takes the hooks of several repositories from {hooks} (core.hooksPath)",
        hint=f"add to its hooks: {'; '.join(hook.line for hook in find_hooks(folder))}",
    )


def _layout(folder: Path) -> Layout:
    from jupyter_mlops.git.repository import find_worktree

    root = find_worktree(folder)
    if root is None:
        raise NotFoundError(f"{folder} is in a bare repository", hint="go to one with files")
    return read_layout(root)


def _script(name: HookName, program: Path) -> str:
    quoted = shlex.quote(program.as_posix())
    return f"""#!/bin/sh
{_SIGN}
program={quoted}
if [ ! -x "$program" ]; then
  echo "jupyter mlops: $program is gone, so notebooks are not checked" >&2
  exit 0
fi
"$program" git-hook {name} "$@"
test $? -ne {REFUSED}
"""
