"""What an operation with a remote is: asked for, running, waiting for an answer, ended."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from jupyter_mlops.errors import MlopsError

Kind = Literal["clone", "fetch", "pull", "push"]
PromptKind = Literal["username", "password", "passphrase", "confirm", "text"]


class Wanted(Struct, frozen=True, kw_only=True):
    """What somebody asks for."""

    kind: Kind
    #: Root of the worktree; for a clone the folder to make it in.
    folder: Path
    #: Where to clone from.
    url: str = ""
    #: Name of a clone's folder; by default the last part of the address.
    name: str = ""
    #: Whether to set up diff, merge and clean of notebooks in a clone.
    set_up: bool = True
    #: By default the upstream's, or the only one.
    remote: str | None = None
    #: What a pull does where both sides have commits.
    diverged: Literal["merge", "stop"] = "merge"


class Prompt(Struct, frozen=True, kw_only=True):
    """What git or ssh wants to know."""

    id: str
    kind: PromptKind
    #: The question; holds no secret.
    text: str
    #: For whom, such as `https://example.org`; may be empty.
    host: str
    #: The name already given or known; may be empty.
    username: str


class Done(Struct, frozen=True, kw_only=True):
    """What came of an operation."""

    #: For people.
    message: str
    #: Root of the worktree.
    folder: Path
    #: Git's paths of the files that a pull has left conflicts in.
    conflicts: tuple[str, ...] = ()


class Operation(Struct, frozen=True, kw_only=True):
    """Where an operation stands."""

    id: str
    #: Whose it is; nobody else may see it.
    user: str
    kind: Kind
    #: Root of the worktree; of a clone once it is there, before that the folder it is made in.
    folder: Path
    state: Literal["running", "succeeded", "failed", "cancelled"] = "running"
    #: What goes on, such as `Receiving objects`; may be empty.
    phase: str = ""
    #: How far that is, from 0 to 100; None if nobody knows.
    percent: int | None = None
    #: What came of it, for people; empty while it runs.
    message: str = ""
    #: Why it failed.
    error: MlopsError | None = None
    #: What it waits for.
    prompt: Prompt | None = None
    #: Git's paths of the files that a pull has left conflicts in.
    conflicts: tuple[str, ...] = ()
