"""What takes its time: clone, fetch, pull, push."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from jupyter_mlops.server.payloads.errors import ErrorReply


class OperationRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Talk to a remote."""

    kind: Literal["clone", "fetch", "pull", "push"]
    #: In which repository; for `clone`: contents path of the folder to make it in.
    repository: str
    #: For `clone`: where from.
    url: str | None = None
    #: For `clone`: name of the new folder; by default the last part of the address.
    name: str | None = None
    #: Whether to set up diff, merge and clean of notebooks in a clone.
    set_up: bool = True
    #: By default the upstream's, or the only one.
    remote: str | None = None
    #: For `pull`, what to do where both sides have commits.
    diverged: Literal["merge", "stop"] = "merge"


class PromptReply(Struct, frozen=True, kw_only=True):
    """What git or ssh wants to know."""

    id: str
    #: `confirm` is answered with `yes` or `no`.
    kind: Literal["username", "password", "passphrase", "confirm", "text"]
    #: The question; holds no secret.
    text: str
    #: For whom, such as `https://example.org`; may be empty.
    host: str
    #: The name already given or known; may be empty.
    username: str


class OperationReply(Struct, frozen=True, kw_only=True):
    """Where an operation stands."""

    id: str
    kind: Literal["clone", "fetch", "pull", "push"]
    #: `RepositoryReply.path`; of a clone once it is there.
    repository: str
    state: Literal["running", "succeeded", "failed", "cancelled"]
    #: What goes on, such as `Receiving objects`; may be empty.
    phase: str
    #: How far that is, from 0 to 100; null if nobody knows.
    percent: int | None
    #: What came of it, for people; empty while it runs.
    message: str
    #: Why it failed.
    error: ErrorReply | None
    #: What it waits for.
    prompt: PromptReply | None
    #: Contents paths of files that a pull has left conflicts in.
    conflicts: list[str]


class AnswerRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answer to a prompt."""

    prompt: str
    #: Null to refuse, which ends the operation.
    answer: str | None
    #: Whether to keep it in memory, as long as the server lives, for the same host.
    remember: bool = False
