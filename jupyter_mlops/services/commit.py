"""Use case: commit what is staged."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from jupyter_mlops.errors import ConflictError, IdentityError, InvalidError, StaleError
from jupyter_mlops.git.commit import Commit, make_commit
from jupyter_mlops.git.create import Author
from jupyter_mlops.git.layout import read_layout
from jupyter_mlops.git.lock import index_guard
from jupyter_mlops.git.state import RepositoryState, read_state
from jupyter_mlops.git.status import RepositoryStatus, read_status
from jupyter_mlops.services.commit_gate import (
    DONE,
    DONE_VARIABLE,
    Gate,
    find_gate,
    refuse,
    trailer,
    with_trailer,
)

#: What git is in the middle of while the last commit is not the one to be replaced.
_IN_BETWEEN: tuple[RepositoryState, ...] = ("merging", "cherry-picking", "reverting")
#: How many names a message lists.
_MOST = 20


class CommitOrder(Struct, frozen=True, kw_only=True):
    """What is wanted."""

    message: str
    #: Replace the last commit.
    amend: bool = False
    #: Add a `Signed-off-by` line.
    signoff: bool = False
    #: The commit that was looked at, empty for none yet; None if that doesn't matter.
    expected: str | None = None
    #: By whom, where git doesn't know; it will from then on.
    identity: Author | None = None
    #: Why it is to be made although a check stands in its way; told in the commit.
    override: str | None = None


class CheckedCommit(Commit, frozen=True, kw_only=True):
    """A commit that was made, and looked at before."""

    #: How many warnings the checks of its notebooks have.
    warnings: int = 0


def commit_staged(root: Path, order: CommitOrder) -> CheckedCommit:
    """Commits what is in the index, and with it a merge that is settled.

    The notebooks in it are checked first, by what looks and runs nothing.

    Args:
        root: Of the worktree, links resolved.
        order: What is wanted.

    Raises:
        InvalidError: There is no message, or no good identity.
        StaleError: HEAD is not what was looked at.
        ConflictError: Nothing is staged, nothing can be amended, or conflicts are left.
        GateError: It would hold secrets, and nobody has said why it should.
        IdentityError: Nobody knows by whom it would be.
        HookError: A hook refused.
        LockedError: Another git is at work.
    """
    if not order.message.strip():
        raise InvalidError("a commit needs a message", hint="say what has changed")
    with index_guard(root):
        status = read_status(root, untracked=False)
        state = read_state(read_layout(root).own)
        _check_head(status, order)
        _check_staged(status, state, order)
        gate = find_gate(root)
        message = _message(root, order, gate)
        _see_to_identity(root, order.identity)
        made = make_commit(
            root, message, amend=order.amend, signoff=order.signoff, env={DONE_VARIABLE: DONE}
        )
    return CheckedCommit(**asdict(made), warnings=len(gate.warnings))


def _message(root: Path, order: CommitOrder, gate: Gate) -> str:
    """The commit's message, which tells of an override."""
    reason = (order.override or "").strip()
    if not reason:
        refuse(gate)
    if not gate.blocking:
        return order.message
    given = order.message.encode("utf-8", "replace")
    return with_trailer(root, given, trailer(gate, reason)).decode()


def _check_head(status: RepositoryStatus, order: CommitOrder) -> None:
    if order.expected is not None and order.expected != (status.commit or ""):
        raise StaleError(
            "the branch has moved since you looked", hint="look at the changes again, then commit"
        )
    if order.amend and status.commit is None:
        raise ConflictError("there is no commit to amend", hint="make the first one")


def _check_staged(status: RepositoryStatus, state: RepositoryState, order: CommitOrder) -> None:
    if unmerged := [file.path for file in status.files if file.unmerged]:
        names = [*unmerged[:_MOST], *(["…"] if len(unmerged) > _MOST else [])]
        count = "1 file" if len(unmerged) == 1 else f"{len(unmerged)} files"
        raise ConflictError(
            f"conflicts are left in {count}",
            hint="settle them and stage the files, then commit",
            detail="\n".join(names),
        )
    if order.amend:
        if state in _IN_BETWEEN:
            raise ConflictError(
                f"the last commit cannot be amended while {state}", hint="commit without amending"
            )
        return
    if state != "merging" and all(file.index in ".?" for file in status.files):
        raise ConflictError("nothing is staged", hint="tick what the commit has to hold")


def _see_to_identity(root: Path, identity: Author | None) -> None:
    from jupyter_mlops.git.configuration import read_configuration
    from jupyter_mlops.git.identity import remember_identity

    if read_configuration(root).knows_identity:
        return
    if identity is None:
        raise IdentityError(
            "git does not know by whom the commit is", hint="tell your name and e-mail address"
        )
    remember_identity(root, identity)
