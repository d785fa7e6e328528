"""Runs git without a shell, a prompt or a guess at its language."""

from __future__ import annotations

import os
from subprocess import PIPE, Popen
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jupyter_mlops.errors import MlopsError, UnavailableError
from jupyter_mlops.git.ask import find_git
from jupyter_mlops.git.process import Outcome, run_process

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Never ask anybody anything, never fetch, never hold the index against the user's own git, and
#: take a path as a path even where its name looks like a pattern.
_QUIET = {
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}

#: Neither a terminal to ask in nor an editor to open.
_NOBODY_THERE = {"GIT_EDITOR": ":", "GIT_TERMINAL_PROMPT": "0"}
_C_LOCALE = {"LANGUAGE": "C", "LC_ALL": "C"}
#: How long a command may take where nothing else is said, in seconds.
_LIMIT = 300.0


class GitError(MlopsError):
    """Git refused a command."""

    code = "git"


def run_git(
    folder: Path,
    *arguments: str,
    config: Mapping[str, str] = MappingProxyType({}),
    env: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Runs one git command in `folder`, in the C locale and without standard input.

    Args:
        folder: Where git looks for the repository.
        arguments: The command and its arguments.
        config: Settings over those of the user, for this command only.
        env: Variables over those of this process.

    Returns:
        What git wrote to standard output.

    Raises:
        UnavailableError: Git isn't installed.
        GitError: It ended with another status than 0; the message is git's own.
    """
    options = [word for key, value in config.items() for word in ("-c", f"{key}={value}")]
    status, output, problem = _execute(
        folder,
        [*options, *arguments],
        env={**_QUIET, **env},
        stdout_as_string=False,
        with_extended_output=True,
        with_exceptions=False,
    )
    if status:
        # `git commit` tells on standard output that there is nothing to commit.
        reason = problem.strip() or os.fsdecode(output).strip()
        raise _refused(folder, arguments, reason)
    return bytes(output)


def feed_git(
    folder: Path,
    *arguments: str,
    data: bytes = b"",
    config: Mapping[str, str] = MappingProxyType({}),
    env: Mapping[str, str] = MappingProxyType({}),
    limit: float = _LIMIT,
) -> bytes:
    """Runs one git command as `run_git` does, but with something on standard input, and an end.

    Args:
        folder: Where git looks for the repository.
        arguments: The command and its arguments.
        data: What it finds on standard input.
        config: Settings over those of the user, for this command only.
        env: Variables over those of this process.
        limit: How long it may take, in seconds.

    Returns:
        What git wrote to standard output, the last line feed included.

    Raises:
        UnavailableError: Git isn't installed.
        GitError: It ended with another status than 0, or not in time.
    """
    done = call_git(folder, *arguments, data=data, config=config, env=env, limit=limit)
    if done.status:
        raise _refused(folder, arguments, done.problem.strip())
    return done.output


def call_git(  # noqa: PLR0913 - all but the command by name, and usually left out
    folder: Path,
    *arguments: str,
    data: bytes = b"",
    config: Mapping[str, str] = MappingProxyType({}),
    env: Mapping[str, str] = MappingProxyType({}),
    as_user: bool = False,
    limit: float = _LIMIT,
) -> Outcome:
    """Runs one git command and says how it ended, whatever that was.

    Args:
        folder: Where git looks for the repository.
        arguments: The command and its arguments.
        data: What it finds on standard input.
        config: Settings over those of the user, for this command only.
        env: Variables over those of this process.
        as_user: As if the user had typed it, language and all, for commands that run hooks; else
            as `run_git` does.
        limit: How long it may take, in seconds.

    Raises:
        UnavailableError: Git isn't installed.
        GitError: It did not end in time, and was ended.
    """
    git = find_git()
    if git is None:
        raise _missing()
    options = [word for key, value in config.items() for word in ("-c", f"{key}={value}")]
    extra = _NOBODY_THERE if as_user else {**_C_LOCALE, **_QUIET}
    try:
        return run_process(
            [git, "-C", str(folder), *options, *arguments],
            data=data,
            env={**os.environ, **extra, **env},
            limit=limit,
        )
    except FileNotFoundError as error:
        raise _missing() from error
    except TimeoutError as error:
        raise _refused(folder, arguments, f"no end after {limit:g} seconds") from error


def start_git(folder: Path, *arguments: str) -> Popen[bytes]:
    """Starts a git command that answers on standard output what it is asked on standard input.

    Returns:
        The process; who started it ends it.

    Raises:
        UnavailableError: Git isn't installed.
    """
    started = _execute(folder, list(arguments), env=_QUIET, istream=PIPE, as_process=True)
    process: Popen[bytes] = started.proc
    started.proc = None  # else the process would end as soon as its wrapper is forgotten
    return process


def _execute(folder: Path, arguments: list[str], **options: Any) -> Any:
    try:
        import git
    except ImportError as error:  # GitPython looks for git when it is imported
        raise _missing() from error
    # GitPython quietly runs in this process's folder when it cannot enter the one it was given;
    # with `-C` git itself goes there, or refuses.
    command = [git.Git.GIT_PYTHON_GIT_EXECUTABLE, "-C", str(folder), *arguments]
    try:
        return git.Git(folder).execute(command, **options)
    except git.GitCommandNotFound as error:
        raise _missing() from error


def _refused(folder: Path, arguments: tuple[str, ...], reason: str) -> GitError:
    return GitError(f"git {arguments[0]} failed in {folder}: {reason}")


def _missing() -> UnavailableError:
    return UnavailableError("git is not installed", hint="install git and put it on PATH")
