"""Whether what a template has loaded is still what a new process would load."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping

#: Not compared: a run's mark, who launched it, and the shell's own record of the last command.
_PASSING = frozenset({"JUPYTER_MLOPS_RUN", "JPY_PARENT_PID", "_"})

Stamp = tuple[int, int, int]


def environment_digest(environment: Mapping[str, str]) -> str:
    """A digest of an environment, but for what differs from one process to the next anyway."""
    items = sorted(item for item in environment.items() if item[0] not in _PASSING)
    return hashlib.sha256(repr(items).encode("utf-8", "surrogateescape")).hexdigest()


def loaded_files() -> set[str]:
    """Every file that this process's modules came from, and the folders they are looked up in."""
    files = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
    folders = {each for each in sys.path if each}
    return {each for each in files | folders if isinstance(each, str)} | {_virtual_environment()}


def _virtual_environment() -> str:
    return os.path.join(sys.prefix, "pyvenv.cfg")  # noqa: PTH118 - thousands of these are compared


def stamps(files: Iterable[str]) -> dict[str, Stamp | None]:
    """What tells the present state of each file; None for one that is not there."""
    return {file: _stamp(file) for file in files}


def _stamp(file: str) -> Stamp | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - the same
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def changed(before: Mapping[str, Stamp | None]) -> str | None:
    """A file that is not as it was; None if all are."""
    for file, stamp in before.items():
        if _stamp(file) != stamp:
            return file
    return None
