"""What renderers are given: compared notebooks with their names, and what of them to show."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from jupyter_mlops.notebooks.diff.model import NotebookDiff


class Comparison(Struct, frozen=True, kw_only=True):
    """One notebook file, before and after."""

    #: Path to show, with `/`; the head's unless the file is gone.
    path: str
    #: Path in the base where it was another.
    old_path: str | None = None
    status: Literal["added", "deleted", "modified", "renamed"] = "modified"
    #: What to call the sides, such as `HEAD~1`, `index`, `worktree` or a file's name.
    base_name: str = "base"
    head_name: str = "head"
    #: The notebooks as decoded; one without cells where the file does not exist.
    base: dict[str, Any] = {}
    head: dict[str, Any] = {}
    #: None if a side could not be read.
    diff: NotebookDiff | None = None
    #: Why not, in a sentence for people.
    problem: str = ""
    #: Further things to know, such as that a side was upgraded from an old format.
    notes: tuple[str, ...] = ()


class Shown(Struct, frozen=True, kw_only=True):
    """What to show of a diff."""

    outputs: bool = True
    metadata: bool = True
    #: Also what the rules call noise: execution counts, times, addresses, ids, volatile metadata.
    noise: bool = False
    #: Unchanged lines around a change.
    context: int = 3
