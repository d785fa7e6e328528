"""Reads objects of a repository, all through one process."""

from __future__ import annotations

from contextlib import suppress
from subprocess import Popen, TimeoutExpired
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.git.command import GitError, start_git

if TYPE_CHECKING:
    from pathlib import Path

#: How long a process that was told to end may take, in seconds.
_PATIENCE = 5.0
#: `ID TYPE SIZE`, see https://git-scm.com/docs/git-cat-file#_batch_output
_FIELDS = 3


class ObjectName(Struct, frozen=True, kw_only=True):
    """What a revision stands for."""

    #: Full hexadecimal id.
    oid: str
    #: `commit`, `tree`, `blob` or `tag`.
    type: str


class Objects:
    """The objects of the repository around `folder`; use it with `contextlib.closing`.

    Names and ids go to git on standard input, where nothing can be taken for an option.

    Args:
        folder: Where git looks for the repository, and what `HEAD:./name` is relative to.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: dict[str, Popen[bytes]] = {}

    def find(self, revision: str) -> ObjectName | None:
        """Finds what a revision stands for, in any of the ways that git spells one.

        https://git-scm.com/docs/gitrevisions

        Returns:
            None if it stands for nothing, or for several things.
        """
        # The first is an option everywhere else; the others would be two questions, or none.
        if revision.startswith("-") or not revision or set(revision) & {"\n", "\r", "\0"}:
            return None
        return self._ask("--batch-check", revision)[0]

    def size(self, oid: str) -> int | None:
        """The size of an object in bytes; None if it isn't in the repository.

        Args:
            oid: Its full id.
        """
        found, size = self._ask("--batch-check", oid)
        return None if found is None else size

    def read(self, oid: str) -> bytes:
        """Reads an object.

        Args:
            oid: Its full id.

        Raises:
            NotFoundError: It isn't in the repository, as in a partial or a damaged clone.
        """
        found, size = self._ask("--batch", oid)
        if found is None:
            raise NotFoundError(
                f"object {oid[:7]} is not in the repository",
                hint="fetch it, if this is a partial clone: git fetch --refetch",
            )
        stdout = self._processes["--batch"].stdout
        data = stdout.read(size + 1) if stdout else b""  # a line feed comes after it
        if len(data) != size + 1:
            raise GitError(f"object {oid[:7]} cannot be read", hint="look with git fsck")
        return data[:-1]

    def close(self) -> None:
        """Ends the processes."""
        for process in self._processes.values():
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream is not None:
                    with suppress(OSError):
                        stream.close()
            try:
                process.wait(_PATIENCE)
            except TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()

    def _ask(self, mode: str, name: str) -> tuple[ObjectName | None, int]:
        if mode not in self._processes:
            self._processes[mode] = start_git(self._folder, "cat-file", mode)
        process = self._processes[mode]
        answer = b""
        if process.stdin and process.stdout:
            with suppress(OSError):  # it has ended: then there is no answer either
                process.stdin.write(name.encode("utf-8", "surrogateescape") + b"\n")
                process.stdin.flush()
                answer = process.stdout.readline()
        if not answer:
            raise GitError(f"git cat-file has ended in {self._folder}", hint="look with git fsck")
        # `NAME missing` and `NAME ambiguous` can look like an answer only if NAME has spaces.
        fields = answer.decode("utf-8", "replace").rsplit(" ", _FIELDS - 1)
        if len(fields) != _FIELDS or not fields[-1].strip().isdigit():
            return None, 0
        return ObjectName(oid=fields[0], type=fields[1]), int(fields[-1])
