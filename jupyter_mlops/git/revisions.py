"""What a user means by a revision or a range."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.git.blobs import ObjectName, Objects
from jupyter_mlops.git.command import GitError, run_git

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SHORT = 7
_COMPARABLE = ("commit", "tree")


class Revision(Struct, frozen=True, kw_only=True):
    """A commit or a tree to compare with."""

    #: Full id.
    oid: str
    #: What to call it, such as `HEAD~1 (ab12cd3)`.
    name: str


def is_revision(objects: Objects, text: str) -> bool:
    """Whether `text` names something to compare with: a revision, or a range of two."""
    return bool(_split(objects, text)) or objects.find(text) is not None


def read_revisions(folder: Path, texts: Sequence[str]) -> list[Revision]:
    """Finds the sides that a command line asks for.

    `A..B` is A and B, `A...B` is the merge base of both and B, and a missing end is HEAD, as
    everywhere in git.

    Args:
        folder: Where git looks for the repository.
        texts: What the user has written: nothing, a revision, a range or two revisions.

    Returns:
        None, one or two.

    Raises:
        InvalidError: There is no such revision, or there are too many.
    """
    with closing(Objects(folder)) as objects:
        if len(texts) == 1 and (ends := _split(objects, texts[0])):
            return _range(folder, objects, *ends)
        if len(texts) > 2:  # noqa: PLR2004 - a diff has two sides
            raise InvalidError("a diff has two sides, not more", hint="name one or two revisions")
        return [_read(objects, text) for text in texts]


def _read(objects: Objects, text: str) -> Revision:
    found = _find(objects, text)
    if found is None or found.type not in _COMPARABLE:
        ends = text.replace("...", "..").split("..")
        missing = next((end for end in ends if end and _find(objects, end) is None), text)
        raise InvalidError(
            f"{missing} is no revision here", hint="name a branch, a tag or a commit that there is"
        )
    short = found.oid[:_SHORT]
    name = short if found.oid.startswith(text) else f"{text} ({short})"
    return Revision(oid=found.oid, name=name)


def _split(objects: Objects, text: str) -> tuple[str, str, str] | None:
    """The ends of a range with what is between them, if it is one and both ends exist."""
    dots = "..." if "..." in text else ".."
    base, found, head = text.partition(dots)
    if not found or not (base or head):
        return None
    ends = base or "HEAD", head or "HEAD"
    for end in ends:
        commit = _find(objects, end)
        if commit is None or commit.type != "commit":
            return None
    return ends[0], dots, ends[1]


def _find(objects: Objects, text: str) -> ObjectName | None:
    """What a revision stands for, and not the tag that may be on it."""
    found = objects.find(text)
    if found is not None and found.type == "tag":
        # By its id: `:/some text^{commit}` would search for the braces too.
        return objects.find(f"{found.oid}^{{}}")
    return found


def _range(folder: Path, objects: Objects, base: str, dots: str, head: str) -> list[Revision]:
    sides = [_read(objects, base), _read(objects, head)]
    if dots == "...":
        try:
            found = run_git(folder, "merge-base", sides[0].oid, sides[1].oid)
        except GitError as error:
            raise InvalidError(
                f"{base} and {head} have no commit in common", hint=f"try {base}..{head}"
            ) from error
        oid = os.fsdecode(found)
        if oid != sides[0].oid:
            sides[0] = Revision(oid=oid, name=f"merge base with {base} ({oid[:_SHORT]})")
    return sides
