"""Carries imports out in a template, and tells which of them a fork would not survive."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from jupyter_mlops.jobs.warm.unforkable import UNFORKABLE

#: Bytes that are read of what an import has printed; one would do.
_ENOUGH = 1000


def preload(statement: str) -> str:
    """Carries an import out as a notebook would.

    Args:
        statement: One import statement.

    Returns:
        Why its process must not be forked for a notebook now; empty if it may.
    """
    before = _open_files()
    with _listening() as heard:
        try:
            # In the name of `__main__`, whose deprecation warnings alone are shown by default.
            exec(statement, {"__name__": "__main__"})  # noqa: S102 - an import that ast has made
        except BaseException as error:  # noqa: BLE001 - the notebook will see it for itself
            return f"raises {type(error).__name__}"
    unforkable = sorted(UNFORKABLE & sys.modules.keys())
    if unforkable:
        return f"imports {', '.join(unforkable)}"
    if heard:
        return "prints or warns, which the notebook would miss"
    if _open_files() - before:
        return "leaves a file or connection open"
    if threads_after_fork() != 1:
        return "leaves a thread at work"
    return ""


def threads_after_fork() -> int:
    """How many threads this process has once it has been forked.

    Libraries such as OpenBLAS end theirs before a fork and start them again when they are needed;
    a thread that is still there would be missing from the child, with whatever lock it holds.
    """
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
    return len(os.listdir("/proc/self/task"))  # noqa: PTH208 - names alone


def _open_files() -> set[str]:
    """What this process has open, but for the listing itself."""
    found = set()
    for number in os.listdir("/proc/self/fd"):  # noqa: PTH208 - names alone
        with suppress(FileNotFoundError):  # the listing's own
            found.add(f"{number} {os.readlink(f'/proc/self/fd/{number}')}")  # noqa: PTH115
    return found


@contextmanager
def _listening() -> Iterator[bytearray]:
    """Catches what is printed, by whatever means, into what it yields; filled at the end."""
    heard, kept = bytearray(), (os.dup(1), os.dup(2))
    with tempfile.TemporaryFile() as stream:
        try:
            os.dup2(stream.fileno(), 1)
            os.dup2(stream.fileno(), 2)
            yield heard
        finally:
            for each in (sys.stdout, sys.stderr):
                each.flush()
            for number, copy in zip((1, 2), kept, strict=True):
                os.dup2(copy, number)
                os.close(copy)
            stream.seek(0)
            heard += stream.read(_ENOUGH)


def remembered(folder: Path) -> list[tuple[dict[str, Any], str]]:
    """Where modules have kept the working directory that they were imported in.

    `multiprocessing` is one: its new processes look for modules there.

    Args:
        folder: The working directory.

    Returns:
        The namespaces, and the names in them.
    """
    return [
        (vars(module), name)
        for module in list(sys.modules.values())
        for name, value in list(getattr(module, "__dict__", {}).items())
        if isinstance(value, (str, Path)) and str(value) == str(folder)
    ]
