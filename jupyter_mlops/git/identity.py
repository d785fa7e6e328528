"""By whom commits are, where git has to be told."""

from __future__ import annotations

import re
from pathlib import Path

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.git.create import Author
from jupyter_mlops.git.settings_files import write_values

#: What git strips off the ends of a name, which must not be all of it; see `ident.c` of git.
_CRUD = re.compile(r"[\x00-\x20.,:;<>\"\\']*")
#: What cannot stand in the line of a commit that names its author.
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f<>]")


def remember_identity(root: Path, identity: Author) -> None:
    """Writes down by whom commits are, in the repository's own configuration.

    Args:
        root: Of the worktree.
        identity: Name and address.

    Raises:
        InvalidError: One of them is nothing that git can write into a commit.
        GitError: Git cannot write its configuration.
    """
    for what, text in (("name", identity.name), ("e-mail address", identity.email)):
        if _FORBIDDEN.search(text) or _CRUD.fullmatch(text):
            raise InvalidError(
                f"{text!r} is no {what} that a commit can have",
                hint="it needs a letter, and has neither line breaks nor < and >",
            )
    values = {"user.name": identity.name.strip(), "user.email": identity.email.strip()}
    write_values(root, "local", values)
