"""The working file among what git hands to a driver, as git would store it.

Git compares what it would store, and then hands over the working file all the same.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def as_stored(old: str, new: str, *, path: str) -> Iterator[tuple[Path, Path]]:
    """Two files, with a cleaned copy instead of the working file where git has our filter for it.

    Args:
        old: As git has named it: a temporary file, or the path itself for the working file.
        new: The same.
        path: In the worktree, from the current folder.
    """
    cleaned = clean_working_file(path) if path in (old, new) else None
    if cleaned is None:
        yield Path(old), Path(new)
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / Path(path).name
        copy.write_bytes(cleaned)
        yield (copy if old == path else Path(old)), (copy if new == path else Path(new))


def clean_working_file(path: str) -> bytes | None:
    """What git would store of a working file; None where it has no filter of ours for it."""
    from jupyter_mlops.git.ask import is_filtered
    from jupyter_mlops.git.drivers import NAME

    file = Path(path)
    if file.is_absolute() or file.is_symlink() or not is_filtered(path, NAME):
        return None
    from jupyter_mlops.services.git_clean import GitClean

    try:
        data = file.read_bytes()
    except OSError:  # told by whoever reads the file itself
        return None
    # What cannot be cleaned is shown as it is, with the reason where there is one.
    return GitClean(Path.cwd(), warn=lambda _: None).clean(path, data)
