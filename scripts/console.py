"""Running commands: quiet while they work, all of their output when they don't."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from scripts.beside import known, told
from scripts.places import ROOT, environ

#: Lines of a failed command that are shown.
TAIL = 60


class FailedError(Exception):
    """A foreseen failure, told in one line that names the remedy."""


@contextmanager
def stage(title: str) -> Iterator[None]:
    """Announces a stage and says how long it took."""
    print(f"· {title}", flush=True)
    start = time.monotonic()
    try:
        yield
    finally:
        print(f"  {title}: {time.monotonic() - start:.1f} s", flush=True)


def quietly(command: Sequence[str], folder: Path = ROOT, /, **changes: str) -> None:
    """Runs a command, showing its output only if it fails.

    Args:
        command: Program and arguments.
        folder: Where; in the root of the repository by default.
        **changes: Environment variables.

    Raises:
        FailedError: It ended with another status than 0, or could not start.
    """
    status, output = outcome(command, changes, folder)
    if status != 0:
        if not told():
            print("\n".join(output.splitlines()[-TAIL:]), flush=True)
        raise FailedError(f"`{' '.join(command)}` failed with status {status}; its output is above")


def outcome(
    command: Sequence[str], changes: Mapping[str, str] | None = None, folder: Path = ROOT
) -> tuple[int, str]:
    """Runs a command; returns its status and all of its output."""
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environ(**(changes or {})),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return 127, str(error)
    with process, known(process):
        output, _ = process.communicate()
    return process.returncode, output


def aloud(command: Sequence[str], **changes: str) -> int:
    """Runs a command in the root of the repository on this terminal; returns its status."""
    try:
        return subprocess.run(command, cwd=ROOT, env=environ(**changes), check=False).returncode
    except OSError as error:
        print(error, flush=True)
        return 127
