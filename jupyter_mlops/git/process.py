"""A process that always ends, with all that it has started."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from msgspec import Struct

#: How long a process may take to end when told to, in seconds; git takes its locks away then.
_PATIENCE = 3.0

#: What ends each of the processes that are waited for.
_alarms: set[Callable[[], None]] = set()


class Outcome(Struct, frozen=True, kw_only=True):
    """How a process has ended."""

    #: Its exit status; negative if a signal ended it.
    status: int
    #: What it wrote to standard output.
    output: bytes
    #: What it wrote to standard error, bytes that are not UTF-8 replaced.
    problem: str


def run_process(
    command: Sequence[str],
    *,
    data: bytes,
    env: Mapping[str, str],
    limit: float,
    folder: Path | None = None,
) -> Outcome:
    """Runs a program in a session of its own, away from the terminal.

    Its output goes to files, not through pipes: a child left running in the background would hold
    those open long after the program itself has ended.

    Args:
        command: The program and its arguments.
        data: What it finds on standard input.
        env: All of its environment.
        limit: How long it may take, in seconds.
        folder: Where it runs; by default where this process does.

    Raises:
        FileNotFoundError: There is no such program.
        TimeoutError: It took longer, and was ended with all that it had started.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as problem:
        process = subprocess.Popen(  # noqa: S603 - an argument list, of our own making
            command,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=problem,
            env=env,
            cwd=folder,
            start_new_session=True,
        )
        with _alarm(process, limit) as rung:
            # Without a time limit of its own, for with one it would look only now and then.
            process.communicate(data)
        if rung.is_set():
            raise TimeoutError
        return Outcome(
            status=process.returncode,
            output=_content(output),
            problem=_content(problem).decode("utf-8", "replace"),
        )


def end_processes() -> None:
    """Ends every process that is waited for, without waiting: the program is about to end itself.

    Who waits for one hears that its time is over.
    """
    for ring in list(_alarms):
        threading.Thread(target=ring, daemon=True).start()


@contextmanager
def _alarm(process: subprocess.Popen[bytes], limit: float) -> Iterator[threading.Event]:
    """Ends a process that takes too long, or that nobody waits for any more."""
    rung = threading.Event()

    def ring() -> None:
        rung.set()
        end_group(process)

    timer = threading.Timer(limit, ring)
    timer.daemon = True
    timer.start()
    _alarms.add(ring)
    try:
        yield rung
    finally:
        _alarms.discard(ring)
        timer.cancel()
        if process.poll() is None:  # somebody interrupts us
            end_group(process)


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Ends a process that leads a session, with its children; by force where asking is no use."""
    _signal(process, "SIGTERM")
    with suppress(subprocess.TimeoutExpired):
        process.wait(_PATIENCE)
    # The leader may have gone and left children that did not listen.
    _signal(process, "SIGKILL")
    process.wait()


def _signal(process: subprocess.Popen[bytes], name: str) -> None:
    if os.name == "nt":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, getattr(signal, name))


def _content(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
