"""Runs a git command that takes its time: heard while it runs, ended when it must be."""

from __future__ import annotations

import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from msgspec import Struct

from jupyter_mlops.errors import CancelledError, RemoteError, UnavailableError
from jupyter_mlops.git.activity import Activity, read_activity
from jupyter_mlops.git.ask import find_git
from jupyter_mlops.git.process import end_group
from jupyter_mlops.git.progress import Listener, Step

#: Most seconds without a sign of life.
STALL_LIMIT = 60.0
#: How often to look whether to go on, in seconds.
_TICK = 0.1
#: After this much silence it is looked at more closely, in seconds.
_QUIET = 5.0
#: Who has not looked for so long has stood still, and cannot tell how long others were silent, in
#: seconds.
_ASLEEP = 1.0
#: How long to wait for the rest of what an ended git has written, in seconds. Others may hold its
#: standard error open for hours, as ssh's ControlPersist does.
_DRAIN = 0.5
#: Most that is kept of standard output, in bytes.
_OUTPUT = 1 << 20


class Transferred(Struct, frozen=True, kw_only=True):
    """How a transfer has ended."""

    #: Git's exit status.
    status: int
    #: What it wrote on standard output.
    output: str
    #: What it said besides its progress, with passwords in addresses still in it.
    said: str


class Watch(Struct, frozen=True, kw_only=True):
    """Who looks on."""

    #: Hears how far it is.
    tell: Callable[[Step], None]
    #: Set to end it.
    cancelled: threading.Event
    #: Whether a person is being asked, which takes as long as it takes.
    asking: Callable[[], bool]
    #: Most seconds without a sign of life.
    stall_limit: float = STALL_LIMIT


def transfer(
    folder: Path, arguments: Sequence[str], *, env: Mapping[str, str], watch: Watch
) -> Transferred:
    """Runs a git command without a terminal, in a group of processes of its own.

    Args:
        folder: Where.
        arguments: The command and its arguments.
        env: All of its environment.
        watch: Who looks on.

    Raises:
        UnavailableError: Git isn't installed.
        CancelledError: It was cancelled; all of its processes have ended.
        RemoteError: Nothing has moved for too long; the same.
    """
    process = _start(folder, arguments, env)
    pipes = _Pipes(process)
    try:
        return _follow(process, pipes, watch)
    finally:
        pipes.close()
        if process.poll() is None:
            end_group(process)


def _start(
    folder: Path, arguments: Sequence[str], env: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    git = find_git()
    try:
        if git is None:
            raise FileNotFoundError
        # The user's own git; the caller has checked what is the user's among the words.
        return subprocess.Popen(  # noqa: S603
            [git, "-C", str(folder), *arguments],
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # without a terminal nobody can wait for one
            bufsize=0,
        )
    except OSError as error:
        raise UnavailableError(
            "git is not installed", hint="install git and put it on PATH"
        ) from error


class _Pipes:
    """What a process writes, as it comes, whether or not it closes its pipes."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._heard: queue.Queue[tuple[str, bytes]] = queue.Queue(maxsize=64)
        self._closed = False
        #: How many are open.
        self.open = 0
        for name, stream in (("output", process.stdout), ("error", process.stderr)):
            if stream is not None:
                self.open += 1
                threading.Thread(target=self._read, args=(stream, name), daemon=True).start()

    def get(self) -> tuple[str, bytes]:
        """The name of a pipe and what has come from it; nothing if nothing has for a moment."""
        try:
            name, data = self._heard.get(timeout=_TICK)
        except queue.Empty:
            return "", b""
        self.open -= not data
        return name, data

    def close(self) -> None:
        """Hears no more."""
        self._closed = True

    def _read(self, stream: IO[bytes], name: str) -> None:
        with stream:
            while data := os.read(stream.fileno(), 1 << 16):
                self._put(name, data)
        self._put(name, b"")

    def _put(self, name: str, data: bytes) -> None:
        while not self._closed:
            with suppress(queue.Full):
                self._heard.put((name, data), timeout=_TICK)
                return


def _follow(process: subprocess.Popen[bytes], pipes: _Pipes, watch: Watch) -> Transferred:
    listener, output = Listener(), bytearray()
    patience = _Patience(process, watch)
    ended: float | None = None
    while pipes.open:
        if ended is None and process.poll() is not None:
            ended = time.monotonic()
        name, data = pipes.get()
        if ended is None:
            patience.check(moved=bool(data))
        elif not name and time.monotonic() - ended > _DRAIN:
            break
        if name == "output" and len(output) < _OUTPUT:
            output += data
        elif name == "error":
            for step in listener.hear(data):
                watch.tell(step)
    status = _status(process, patience)
    return Transferred(status=status, output=output.decode("utf-8", "replace"), said=listener.said)


def _status(process: subprocess.Popen[bytes], patience: _Patience) -> int:
    """The exit status of who has closed its streams, and so ends soon, if at all."""
    while process.poll() is None:
        patience.check(moved=False)
        time.sleep(_TICK)
    return process.returncode


class _Patience:
    """Decides when it has been quiet for too long."""

    def __init__(self, process: subprocess.Popen[bytes], watch: Watch) -> None:
        self._process = process
        self._watch = watch
        self._moved = self._looked = self._checked = time.monotonic()
        self._activity: Activity | None = None

    def check(self, *, moved: bool) -> None:
        """Raises if it is to end."""
        if self._watch.cancelled.is_set():
            raise CancelledError("cancelled")
        now = time.monotonic()
        if now - self._checked > _ASLEEP:
            self._moved += now - self._checked
        self._checked = now
        if moved or self._watch.asking():
            self._moved = self._looked = now
            self._activity = None
        elif now - self._looked > min(_QUIET, self._watch.stall_limit / 4):
            self._looked = now
            seen = read_activity(self._process.pid)
            if self._activity is not None and seen != self._activity:
                self._moved = now
            self._activity = seen
        if now - self._moved > self._watch.stall_limit:
            raise RemoteError(
                f"nothing has come for {self._watch.stall_limit:.0f} seconds",
                hint="look whether the network works, and try again",
            )
