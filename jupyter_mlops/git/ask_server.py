"""Where git's and ssh's questions for passwords arrive."""

from __future__ import annotations

import hmac
import secrets
import shlex
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from jupyter_mlops.git import askpass

#: How long who connects may take to ask, in seconds.
_PATIENCE = 10.0


class Question(Struct, frozen=True, kw_only=True):
    """What git or ssh asks."""

    #: `get`, `store` and `erase` of a credential helper, or `prompt` and `confirm` of ssh.
    kind: str
    #: What a helper is told, such as `protocol` and `host`; or only `text`.
    fields: dict[str, str]


class _Asked(Question, frozen=True, kw_only=True):
    secret: str


#: Gives the answer, after asking people where it must; an empty one says that there is none.
Answer = Callable[[Question], dict[str, str]]


class AskServer:
    """Answers what git asks during one operation, on a socket that only this machine reaches.

    Who asks must know a secret that is made for the operation and stands in git's environment
    alone. Use it with `contextlib.closing`.

    Args:
        answer: Called from threads of their own, for each question.
    """

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._secret = secrets.token_urlsafe(32)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._folder = tempfile.TemporaryDirectory(
            prefix="jupyter-mlops-", ignore_cleanup_errors=True
        )
        self._program = self._write_program()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Answers nobody any more."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._folder.cleanup()

    def variables(self) -> dict[str, str]:
        """What has to be in git's environment."""
        program = str(self._program)
        return {
            askpass.VARIABLE: f"{self._socket.getsockname()[1]}:{self._secret}",
            "GIT_ASKPASS": program,
            "SSH_ASKPASS": program,
            # Without it, ssh would want a display; see https://man.openbsd.org/ssh.1#ENVIRONMENT
            "SSH_ASKPASS_REQUIRE": "force",
            "GIT_TERMINAL_PROMPT": "0",
        }

    def helper(self) -> str:
        """The value of `credential.helper` that leads here."""
        return f"!{_COMMAND} {askpass.CREDENTIAL}"

    def _write_program(self) -> Path:
        """A program without arguments of its own, as ssh wants it."""
        file = Path(self._folder.name, "askpass")
        file.write_text(f'#!/bin/sh\nexec {_COMMAND} "$@"\n')
        file.chmod(0o700)
        return file

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:  # closed
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError, msgspec.DecodeError):
            connection.settimeout(_PATIENCE)
            with connection.makefile("rb") as stream:
                asked = msgspec.json.decode(stream.readline(1 << 16), type=_Asked)
            if hmac.compare_digest(asked.secret.encode(), self._secret.encode()):
                answer = self._answer(Question(kind=asked.kind, fields=asked.fields))
                connection.sendall(msgspec.json.encode(answer) + b"\n")


#: Isolated, so that nothing in the current folder, which may be anybody's, is imported.
_COMMAND = shlex.join([sys.executable, "-I", str(Path(askpass.__file__).absolute())])
