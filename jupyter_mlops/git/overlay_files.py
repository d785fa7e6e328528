"""Which working files an overlay keeps."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.git.raw_files import file_mode

#: Largest file that is kept, and how much of files that git doesn't know, in bytes.
LARGEST: Final = 50_000_000
MOST: Final = 100_000_000
#: Most files that git doesn't know.
_COUNT: Final = 5_000
#: How many of those left out are named.
_NAMED: Final = 20
#: How many fields stand before the path of an entry, and which tells of a submodule; see
#: https://git-scm.com/docs/git-status#_porcelain_format_version_2
_FIELDS: Final = {"1": 8, "u": 10, "?": 1}
_SUBMODULE: Final = 2


class Changed(Struct, frozen=True, kw_only=True):
    """What differs from the commit at HEAD."""

    #: Names of files that git knows.
    tracked: list[str]
    #: Names of files that it does not; a folder with a repository of its own ends in `/`.
    untracked: list[str]
    #: Names of submodules that have changes of their own.
    submodules: list[str]


class Chosen(Struct, frozen=True, kw_only=True):
    """What is kept."""

    #: Modes of the files by name.
    modes: dict[str, str]
    #: Names of files that are gone.
    gone: list[str]
    #: What is not kept, and why, for people.
    left_out: list[str]


def read_changed(status: bytes) -> Changed:
    """Reads what `git status --porcelain=v2 -z --no-renames` has told."""
    tracked, untracked, submodules = [], [], []
    for entry in os.fsdecode(status).split("\0"):
        if entry[:1] not in _FIELDS:
            continue
        *fields, path = entry.split(" ", _FIELDS[entry[0]])
        if fields[0] == "?":
            untracked.append(path)
        elif not fields[_SUBMODULE].startswith("S"):
            tracked.append(path)
        elif fields[_SUBMODULE][2:] != "..":
            submodules.append(path)
    return Changed(tracked=tracked, untracked=untracked, submodules=submodules)


def choose_files(
    root: Path, changed: Changed, *, also: Collection[str], skip: Collection[str]
) -> Chosen:
    """Decides what is kept: not what is large, and of unknown files not more than has room.

    Args:
        root: Of the worktree.
        changed: What differs.
        also: Names of files to keep even if git ignores them.
        skip: Names of folders whose unknown files don't count.
    """
    folders = tuple(f"{name.rstrip('/')}/" for name in skip if name not in ("", "."))
    own = [*changed.tracked, *(name for name in also if name not in changed.tracked)]
    others = [
        name for name in changed.untracked if name not in also and not name.startswith(folders)
    ]
    refused = [f"{name}: a submodule with changes of its own" for name in changed.submodules]
    modes = _modes(root, own, refused)
    refused += [f"{name}: a repository of its own" for name in others if name.endswith("/")]
    unknown = _modes(root, [name for name in others if not name.endswith("/")], refused)
    for name in _beyond(root, unknown):
        del unknown[name]
        refused.append(f"{name}: there are too many files that git doesn't know")
    gone = [name for name in own if not _is_there(root / name)]
    return Chosen(modes={**modes, **unknown}, gone=gone, left_out=_few(refused))


def _modes(root: Path, names: Iterable[str], refused: list[str]) -> dict[str, str]:
    """Modes of those that are files and not too large; the others are refused."""
    modes = {}
    for name in names:
        mode = file_mode(root / name)
        if mode is None:
            if _is_there(root / name):
                refused.append(f"{name}: no file")
        elif _size(root / name) > LARGEST:
            refused.append(f"{name}: larger than {LARGEST // 1_000_000} MB")
        else:
            modes[name] = mode
    return modes


def _beyond(root: Path, names: Iterable[str]) -> list[str]:
    """Those for which there is no room, the largest first to go."""
    sizes = sorted((_size(root / name), name) for name in names)
    total = 0
    for position, (size, _) in enumerate(sizes):
        total += size
        if total > MOST or position >= _COUNT:
            return [name for _, name in sizes[position:]]
    return []


def _is_there(file: Path) -> bool:
    """Whether anything but a folder is there: a folder in a file's place has files of its own."""
    return os.path.lexists(file) and (file.is_symlink() or not file.is_dir())


def _size(file: Path) -> int:
    try:
        return file.lstat().st_size
    except OSError:  # it has just gone
        return 0


def _few(refused: Sequence[str]) -> list[str]:
    more = len(refused) - _NAMED
    return [*refused[:_NAMED], *([f"{more} more"] if more > 0 else [])]
