"""The one error tree: what can go wrong, said once, mapped once for HTTP and once for the shell."""

from __future__ import annotations

from typing import ClassVar


class MlopsError(Exception):
    """A foreseen failure, told to the user in one line.

    Raise the subclass that fits; a failure nobody foresaw stays an ordinary exception, so that it
    surfaces as the bug it is.

    Args:
        message: What went wrong, naming the file, the cell or the key.
        hint: What the user can do about it.
        detail: What another program said of it, such as a hook; may have several lines.

    Attributes:
        code: Stable identifier for programs (`error.code` in REST replies and JSON output).
        http_status: The status with which the server answers (RFC 9110).
        exit_status: The exit status of the command line.
    """

    code: ClassVar[str] = "error"
    http_status: ClassVar[int] = 500
    exit_status: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.detail = detail


class InvalidError(MlopsError):
    """The request or a file in it is not what it has to be."""

    code = "invalid"
    http_status = 400
    exit_status = 2


class NotebookInvalidError(InvalidError):
    """A file is not a notebook that can be read."""

    code = "notebook_invalid"


class ParameterError(InvalidError):
    """A run parameter has an unknown name, a wrong type or no cell to go to."""

    code = "parameter_invalid"


class ForbiddenError(MlopsError):
    """The path or the object exists outside of what this user may touch."""

    code = "forbidden"
    http_status = 403


class NotFoundError(MlopsError):
    """Nothing of that name is here, or nothing that this user may see."""

    code = "not_found"
    http_status = 404


class ConflictError(MlopsError):
    """The request is sound but the present state of the thing does not allow it."""

    code = "conflict"
    http_status = 409


class StaleError(ConflictError):
    """What was looked at has changed meanwhile."""

    code = "stale"


class LockedError(ConflictError):
    """Another git is at work, or has left its lock behind."""

    code = "locked"


class IdentityError(ConflictError):
    """Git doesn't know by whom commits are."""

    code = "identity_missing"


class HookError(ConflictError):
    """A hook of the repository refused; `detail` has what it said."""

    code = "hook_failed"


class LargeFileError(ConflictError):
    """A file is larger than a repository should hold."""

    code = "large_file"


class OverwriteError(ConflictError):
    """Git would have to overwrite changes that are not committed; `detail` lists the files."""

    code = "would_overwrite"


class UnconfirmedReleaseError(ConflictError):
    """A version is a smaller step than is advised, and nobody has said that it is meant."""

    code = "release_unconfirmed"


class GateError(ConflictError):
    """A check stands in the way of a commit; `detail` has what it found, a line each."""

    code = "gate_blocked"


class BuildError(ConflictError):
    """A package could not be built; `detail` has what was said."""

    code = "build_failed"


class RemoteError(MlopsError):
    """A remote repository refused or could not be reached; `detail` has what was said."""

    code = "remote"
    http_status = 502


class RejectedError(RemoteError):
    """The remote has commits that are not here."""

    code = "push_rejected"


class CredentialsError(RemoteError):
    """The remote did not accept who asked, or nobody answered when it asked."""

    code = "credentials"


class RateLimitError(RemoteError):
    """A remote takes no more requests for a while.

    Args:
        message: What was asked of which host.
        retry_after: After how long it may be asked again, in seconds.
    """

    code = "rate_limited"

    def __init__(self, message: str, *, retry_after: float = 60.0, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after


class CancelledError(MlopsError):
    """The user has cancelled it."""

    code = "cancelled"
    http_status = 409


class UnavailableError(MlopsError):
    """Something that the request needs is not installed here."""

    code = "unavailable"
    http_status = 422


class StorageError(MlopsError):
    """A file could not be written: no room, no permission, no such folder."""

    code = "storage"
    http_status = 507


class DamageError(StorageError):
    """The database is damaged, or is none."""

    code = "storage_damaged"
