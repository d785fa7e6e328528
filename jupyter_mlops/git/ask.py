"""Small questions to git, on the way to a diff.

Git starts a diff driver once a file; GitPython takes longer to import than such a question to
answer, so these do without it.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from pathlib import Path


def wants_colour(*, tty: bool) -> bool | None:
    """Whether the user's git would colour a diff here.

    Git knows `color.diff`, `color.ui`, `TERM` and whether it has started a pager that shows
    colours, see https://git-scm.com/docs/git-config#Documentation/git-config.txt-colordiff

    Args:
        tty: Whether standard output is a terminal.

    Returns:
        None if git cannot be asked.
    """
    told = _ask("config", "--get-colorbool", "color.diff", "true" if tty else "false")
    return None if told is None else told == "true"


def configured_pager() -> str | None:
    """The command line of the user's pager: `GIT_PAGER`, `core.pager`, `PAGER`, git's own default.

    Returns:
        None if git cannot be asked.
    """
    return _ask("var", "GIT_PAGER")


def is_filtered(path: str, driver: str) -> bool:
    """Whether git stores a file not as it is but as a filter makes it.

    Args:
        path: In the worktree, from the current folder.
        driver: The filter's name.
    """
    told = _ask("check-attr", "-z", "filter", "--", path)
    if told is None or told.split("\0")[2:3] != [driver]:
        return False
    return bool(_ask("config", "--get", f"filter.{driver}.process"))


def show_plain_diff(base: str, head: str) -> None:
    """Lets git show how two files differ as text, on standard output.

    Args:
        base: The older file; `/dev/null` where there is none.
        head: The newer.
    """
    git = find_git()
    if git is not None:
        plain = ("--no-index", "--no-ext-diff", "--no-textconv", "--no-renames")
        with suppress(OSError):
            subprocess.run(  # noqa: S603 - the same, and paths only after `--`
                [git, "--no-pager", "diff", *plain, "--", base, head],
                stdin=subprocess.DEVNULL,
                check=False,
            )


def _ask(*words: str) -> str | None:
    git = find_git()
    if git is None:
        return None
    try:
        # The user's own git, found on PATH; the words are ours.
        done = subprocess.run(  # noqa: S603
            [git, *words], stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError:
        return None
    if done.returncode and not done.stdout:
        return None
    return done.stdout.decode("utf-8", "replace").rstrip("\n")


def find_git() -> str | None:
    """The user's git, by name or path; None where it would have to be guessed."""
    chosen = os.environ.get("GIT_PYTHON_GIT_EXECUTABLE")
    if chosen or os.name != "nt":
        return chosen or "git"
    # Windows would look in the current folder first, which may be anybody's repository.
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        program = Path(folder) / "git.exe"
        if program.is_absolute() and program.is_file():
            return str(program)
    return None
