"""A module as it was exported last, wherever that is still known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.modules.text.hashes import module_hash
from jupyter_mlops.modules.text.header import split_header

if TYPE_CHECKING:
    from jupyter_mlops.modules.bases import Bases
    from jupyter_mlops.services.module_look import Look

#: How many commits of a file are looked through.
_COMMITS: Final = 200


def find_base(root: Path, look: Look, bases: Bases, exported: str | None) -> str | None:
    """Finds what a module's edits are measured against, without its header.

    Args:
        root: The project's folder.
        look: The module's file.
        bases: The modules as they were exported on this machine.
        exported: What its notebooks make of it now, with or without a header; None if nobody has
            asked.

    Returns:
        The text at the last export; of a module that nbdev made, that of the last commit. None if
        nobody knows it: it was exported on another machine and never committed.
    """
    if look.header is None:
        return next(_committed(root, look.plan.file, 1), look.body)
    wanted = look.header.module
    if module_hash(look.body) == wanted:
        return look.body
    kept = bases.get(wanted)
    if kept is not None:
        return kept
    if exported is not None:
        body = split_header(exported)[1]
        if module_hash(body) == wanted:
            return body
    texts = _committed(root, look.plan.file, _COMMITS)
    committed = next((text for text in texts if module_hash(text) == wanted), None)
    if committed is None and exported is not None and not look.cells_edited:
        return split_header(exported)[1]  # but for another formatter's taste it is the same
    return committed


def _committed(root: Path, file: str, limit: int) -> Iterator[str]:
    """A file as commits have it, without our header, newest first; nothing outside of git."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return
    from jupyter_mlops.git.blobs import Objects
    from jupyter_mlops.git.command import feed_git

    try:
        flags = (f"--max-count={limit}", "--format=%H", "HEAD")
        told = feed_git(root, "log", *flags, "--", file).decode("ascii", "replace")
        with closing(Objects(root)) as objects:
            for commit in told.split():
                found = objects.find(f"{commit}:./{file}")
                if found is not None and found.type == "blob":
                    yield split_header(objects.read(found.oid).decode())[1]
    except (MlopsError, UnicodeDecodeError):  # no commit, no git, or none that it lets us read
        return
