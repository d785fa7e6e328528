"""Reads and writes git's own settings, of a repository or of the user."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from jupyter_mlops.git.command import GitError, call_git, run_git
from jupyter_mlops.git.repository import repository_file

Scope = Literal["local", "global"]


def read_values(folder: Path, scope: Scope, keys: Iterable[str]) -> dict[str, str]:
    """Reads settings from one scope alone; those that are not set there are missing."""
    found = {}
    for key in keys:
        value = _read(folder, scope, key)
        if value is not None:
            found[key] = value
    return found


def is_set(folder: Path, key: str) -> bool:
    """Whether a setting is set in any scope."""
    return bool(call_git(folder, "config", "--get", key).output)


def write_values(folder: Path, scope: Scope, values: Mapping[str, str]) -> None:
    """Writes settings.

    Raises:
        GitError: Git cannot write them.
    """
    for key, value in values.items():
        run_git(folder, "config", f"--{scope}", "--replace-all", key, value)


def remove_values(folder: Path, scope: Scope, keys: Iterable[str]) -> None:
    """Removes settings that are set, and the file of the user if nothing is left in it."""
    for key in keys:
        run_git(folder, "config", f"--{scope}", "--unset-all", key)
    file = settings_file(folder, scope)
    if scope == "global" and file.is_file() and not file.stat().st_size:
        file.unlink()


def settings_file(folder: Path, scope: Scope) -> Path:
    """Where git keeps the settings of a scope.

    https://git-scm.com/docs/git-config#FILES
    """
    if scope == "local":
        return repository_file(folder, "config")
    if chosen := os.environ.get("GIT_CONFIG_GLOBAL"):
        return Path(chosen)
    usual = home() / ".gitconfig"
    other = user_folder() / "config"
    return other if other.exists() and not usual.exists() else usual


def attributes_file(folder: Path, scope: Scope) -> Path:
    """The attributes file of a scope that is not part of any commit.

    https://git-scm.com/docs/gitattributes#FILES
    """
    if scope == "local":
        return repository_file(folder, "info/attributes")
    for level in ("global", "system"):
        chosen = _read(folder, level, "core.attributesFile", "--type=path")
        if chosen:
            return Path(chosen)
    return user_folder() / "attributes"


def home() -> Path:
    """The user's folder, as git sees it."""
    chosen = os.environ.get("HOME")
    return Path(chosen) if chosen else Path.home()


def user_folder() -> Path:
    """Where git keeps files of the user."""
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else home() / ".config") / "git"


def _read(folder: Path, scope: str, key: str, *options: str) -> str | None:
    try:
        return os.fsdecode(run_git(folder, "config", f"--{scope}", *options, "--get", key))
    except GitError:
        return None
