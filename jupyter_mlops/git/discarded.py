"""The restore list: what was discarded, kept as commits on refs of their own.

A commit's tree holds the working files as they were, byte for byte; that of its parent, where it
has one, what the index had of them. Git alone can read them:

    git show refs/jupyter-mlops/discarded/ID:train.ipynb

Its message is a title, and below it JSON that says what belongs where.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from itertools import islice
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.git.command import feed_git
from jupyter_mlops.git.index import IndexEntry, read_tree
from jupyter_mlops.git.layout import read_layout
from jupyter_mlops.git.plumbing import plumb
from jupyter_mlops.git.raw_files import file_mode, store_files
from jupyter_mlops.git.settled import read_settled

REFS: Final = "refs/jupyter-mlops/discarded/"
#: How many are listed.
LIMIT: Final = 500

_ID = re.compile(r"[0-9A-Za-z-]{1,64}")


class KeptFile(Struct, frozen=True, kw_only=True):
    """A file on the restore list."""

    #: From the worktree's root, with `/`; bytes that are not UTF-8 are escaped as by `os.fsdecode`.
    path: str
    #: The working file; None if there was none.
    working: IndexEntry | None
    #: What the index had; None if nothing, or a conflict.
    index: IndexEntry | None
    #: Id of what the last commit had; None if nothing.
    base: str | None
    #: Whether it had a merge conflict; the sides of that are those of the commits being merged.
    unmerged: bool = False


class Discarded(Struct, frozen=True, kw_only=True):
    """What was discarded at one time."""

    id: str
    at: datetime
    #: What it was, such as `3 cells of train.ipynb`.
    title: str
    #: By path.
    files: list[KeptFile]


def keep(root: Path, paths: Collection[str], *, title: str) -> Discarded:
    """Puts files onto the restore list as they are now: working file and index; changes neither.

    Call it before anything that overwrites or removes what is not committed, under the same
    `index_guard`. Works without commits and without an identity.

    Args:
        root: Of the worktree.
        paths: Git's names of the files; some may be gone from the disk or from the index, or be
            unknown to git. Submodules are left out.
        title: What it was, for people.

    Raises:
        GitError: A file cannot be read, or git cannot write; then nothing may be discarded.
        ConflictError: A path names something that git cannot keep, such as a pipe.
    """
    now = datetime.now(tz=timezone.utc)
    wanted = sorted(set(paths))
    working = _store_working(root, wanted)
    settled = read_settled(root, wanted)
    index = settled.entries
    base = read_tree(root, "HEAD", wanted)
    files = [
        KeptFile(
            path=path,
            working=working.get(path),
            index=index.get(path),
            base=base[path].oid if path in base else None,
            unmerged=path in settled.unmerged,
        )
        for path in wanted
    ]
    own = [entry for path, entry in index.items() if _tells_more(entry, base, working)]
    kept = Discarded(id=_new_id(now), at=now, title=" ".join(title.split()), files=files)
    parent = [_commit(root, _tree(root, own), "The index\n")] if own else []
    commit = _commit(root, _tree(root, working.values()), _message(root, kept), parent)
    _set_ref(root, kept.id, commit)
    return kept


def list_discarded(root: Path) -> list[Discarded]:
    """Reads the restore list of a worktree, newest first, at most `LIMIT` entries.

    What belongs to other worktrees of the repository is left out, as long as these exist.
    """
    return list(islice(_entries(root, REFS), LIMIT))


def find_discarded(root: Path, discarded_id: str) -> Discarded:
    """Finds one entry of the restore list.

    Raises:
        NotFoundError: There is none of that id.
    """
    for kept in _entries(root, REFS + discarded_id) if _ID.fullmatch(discarded_id) else ():
        return kept
    raise NotFoundError(f"nothing discarded as {discarded_id}", hint="it may be restored already")


def forget(root: Path, discarded_id: str) -> None:
    """Takes an entry off the restore list."""
    plumb(root, "update-ref", "-d", REFS + discarded_id)


def _entries(root: Path, refs: str) -> Iterator[Discarded]:
    """Those of our refs that are named, or all below."""
    fields = "%(refname:lstrip=3)%00%(contents)%00"
    told = feed_git(root, "for-each-ref", "--sort=-refname", f"--format={fields}", refs)
    parts = os.fsdecode(told).split("\0")
    for name, message in zip(parts[::2], parts[1::2], strict=False):
        kept = _read(root, name.strip(), message)
        if kept is not None:
            yield kept


def _store_working(root: Path, paths: Sequence[str]) -> dict[str, IndexEntry]:
    modes = {path: mode for path in paths if (mode := file_mode(root / path)) is not None}
    for path in paths:
        if path not in modes and os.path.lexists(root / path) and not (root / path).is_dir():
            raise ConflictError(f"{path} is no file that git could keep")
    return {
        path: IndexEntry(path=path, mode=modes[path], oid=oid)
        for path, oid in store_files(root, modes).items()
    }


def _tells_more(
    entry: IndexEntry, base: Mapping[str, IndexEntry], working: Mapping[str, IndexEntry]
) -> bool:
    """Whether the index has a version that nobody else has."""
    others = {known.oid for known in (base.get(entry.path), working.get(entry.path)) if known}
    return entry.oid not in others


def _tree(root: Path, entries: Iterable[IndexEntry]) -> str:
    """Makes a tree by way of an index that is nobody's."""
    lines = [f"{entry.mode} {entry.oid}\t{entry.path}\0" for entry in entries]
    with tempfile.TemporaryDirectory(prefix="jupyter-mlops-") as folder:
        env = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        plumb(root, "update-index", "-z", "--index-info", data="".join(lines), env=env)
        # Of a partial clone: what git hasn't got, it can get again.
        return plumb(root, "write-tree", "--missing-ok", env=env)


def _commit(root: Path, tree: str, message: str, parents: Sequence[str] = ()) -> str:
    options = [word for parent in parents for word in ("-p", parent)]
    return plumb(root, "commit-tree", tree, *options, data=message)


def _set_ref(root: Path, name: str, commit: str) -> None:
    plumb(root, "update-ref", REFS + name, commit, "")  # which must not be there yet


def _new_id(now: datetime) -> str:
    """An id that sorts by time."""
    return f"{now:%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}"


def _message(root: Path, kept: Discarded) -> str:
    data = {**msgspec.to_builtins(kept), "worktree": _worktree(root)}
    # Python's own encoder escapes bytes of names that are not UTF-8, and gets them back.
    return f"{kept.title}\n\n{json.dumps(data)}\n"


def _read(root: Path, name: str, message: str) -> Discarded | None:
    """Reads an entry; None if it is not ours, or of another worktree that still exists."""
    try:
        data: dict[str, Any] = json.loads(message.partition("\n\n")[2])
        worktree = data.pop("worktree")
        kept = msgspec.convert(data, Discarded)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    other = worktree != _worktree(root) and (read_layout(root).common / worktree).exists()
    return None if other or kept.id != name else kept


def _worktree(root: Path) -> str:
    """Names a worktree among those of its repository, wherever these are moved to."""
    layout = read_layout(root)
    return layout.own.relative_to(layout.common).as_posix()
