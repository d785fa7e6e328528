"""Between operations and payloads: folders become contents paths."""

from __future__ import annotations

from jupyter_mlops.errors import InvalidError, MlopsError, NotFoundError
from jupyter_mlops.server.paths import Root
from jupyter_mlops.server.payloads.errors import ErrorReply
from jupyter_mlops.server.payloads.operations import OperationReply, OperationRequest, PromptReply
from jupyter_mlops.server.worktrees import Worktree, open_worktree
from jupyter_mlops.services.operation_model import Operation, Prompt, Wanted


def wanted(request: OperationRequest, root: Root) -> Wanted:
    """What a request asks for; asks git: call from a thread.

    Args:
        request: The request.
        root: The server's root.

    Raises:
        InvalidError: A clone without an address.
        NotFoundError: There is no such repository or folder.
        ForbiddenError: It lies outside of the server's root.
    """
    if request.kind == "clone":
        folder = root.file(request.repository)
        if not folder.is_dir():
            raise NotFoundError(f"there is no folder {request.repository}")
        if not request.url:
            raise InvalidError("a clone needs the address of a repository")
    else:
        folder = open_worktree(root, request.repository).root
    return Wanted(
        kind=request.kind,
        folder=folder,
        url=request.url or "",
        name=request.name or "",
        set_up=request.set_up,
        remote=request.remote,
        diverged=request.diverged,
    )


def operation_reply(operation: Operation, root: Root) -> OperationReply:
    """Where an operation stands."""
    worktree = Worktree(root=operation.folder, server=root)
    paths = [worktree.contents_path(path) for path in operation.conflicts]
    return OperationReply(
        id=operation.id,
        kind=operation.kind,
        repository=worktree.path,
        state=operation.state,
        phase=operation.phase,
        percent=operation.percent,
        message=_spoken(operation.message, root),
        error=None if operation.error is None else _error(operation.error, root),
        prompt=None if operation.prompt is None else _prompt(operation.prompt, root),
        conflicts=[path for path in paths if path is not None],
    )


def _prompt(prompt: Prompt, root: Root) -> PromptReply:
    return PromptReply(
        id=prompt.id,
        kind=prompt.kind,
        text=_spoken(prompt.text, root),
        host=prompt.host,
        username=prompt.username,
    )


def _error(error: MlopsError, root: Root) -> ErrorReply:
    return ErrorReply(
        code=error.code,
        message=_spoken(error.message, root),
        hint=_spoken(error.hint, root),
        detail=_spoken(error.detail, root),
    )


def _spoken(text: str, root: Root) -> str:
    """A text as it is sent: of contents paths, and without names' bytes that are no text."""
    return root.in_text(text).encode("utf-8", "replace").decode("utf-8")
