"""A merge as git does it by itself: of lines of text."""

from __future__ import annotations

import subprocess
from pathlib import Path

from jupyter_mlops.git.ask import find_git

#: Git's own size of the markers of a conflict, in characters.
MARKER_SIZE = 7


def merge_text(
    base: Path,
    local: Path,
    remote: Path,
    *,
    names: tuple[str, str] = ("ours", "theirs"),
    marker_size: int = MARKER_SIZE,
) -> bool:
    """Merges files as text into `local`, with markers where both sides changed the same lines.

    Args:
        base: What both sides have been made of.
        local: One side, where the result goes.
        remote: The other side.
        names: What to call the sides in markers.
        marker_size: Characters of a marker.

    Returns:
        Whether there is no conflict. Files that are not text are one, and `local` stays as it is.
    """
    git = find_git()
    if git is None:
        return False
    labels = [word for name in (names[0], "base", names[1]) for word in ("-L", name)]
    files = [str(file.absolute()) for file in (local, base, remote)]
    try:
        # The user's own git; options cannot hide among absolute paths.
        done = subprocess.run(  # noqa: S603
            [git, "merge-file", f"--marker-size={marker_size}", *labels, *files],
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0
