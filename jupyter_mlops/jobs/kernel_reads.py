"""Notes which files a kernel opens, so that what a notebook depends on is known.

This file is sent to IPython kernels as text and runs there, in whatever environment that is, so it
imports nothing of ours. What a library opens by means of its own, below Python, is not seen
(https://peps.python.org/pep-0578).
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from importlib.util import source_from_cache
from typing import Any

_WRITE_FLAGS = os.O_TRUNC | os.O_EXCL
_PARTS = frozenset({".git", ".ipynb_checkpoints", "site-packages"})
#: Of the system, not of the notebook.
_SYSTEM = ("/proc", "/sys", "/dev", "/etc", "/usr", "/run", "/var", "/lib", "/opt")


def watch_reads(log: str, root: str) -> Callable[[str, tuple[Any, ...]], None]:
    """Gives what is to hear of all that the interpreter does.

    Args:
        log: The file of JSON lines that files are noted in, each once.
        root: The project's folder.
    """
    own = os.path.dirname(log)  # noqa: PTH120 - thousands of paths, as text
    elsewhere = {sys.prefix, sys.base_prefix, tempfile.gettempdir(), own, *_SYSTEM}
    handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    seen: set[str] = set()

    def concerns(path: str) -> bool:
        if _is_below(path, root):
            if _is_below(sys.prefix, root) and _is_below(path, sys.prefix):
                return False
            return _PARTS.isdisjoint(path[len(root) :].split(os.sep))  # noqa: PTH206 - text
        hidden = f"{os.sep}." in path
        return not hidden and not any(_is_below(path, folder) for folder in elsewhere)

    def note(path: str, *, made: bool) -> None:
        if path in seen or not concerns(path):
            return
        seen.add(path)
        line = json.dumps({"path": path, "made": made, **_stand(path)}) + "\n"
        os.write(handle, line.encode("utf-8", "surrogateescape"))

    def hear(event: str, args: tuple[Any, ...]) -> None:
        if event not in ("open", "sqlite3.connect"):
            return
        # Whatever goes wrong here must not be the notebook's trouble, which an exception would be.
        try:
            found = _opened(args) if event == "open" else (_text(args[0]), False)
            if found[0]:
                note(found[0], made=found[1])
        except Exception:  # noqa: BLE001, S110 - see above
            pass

    return hear


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _opened(args: tuple[Any, ...]) -> tuple[str, bool]:
    """The file that is opened, and whether whatever it holds goes."""
    path, mode, flags = _text(args[0]), args[1], args[2]
    made = "w" in mode or "x" in mode if mode else bool((flags or 0) & _WRITE_FLAGS)
    if path.endswith(".pyc"):  # what is imported is its source, even where that is not opened
        return ("" if made else _source(path)), False
    return path, made


def _source(cached: str) -> str:
    try:
        return source_from_cache(cached)
    except ValueError:
        return ""


def _text(path: Any) -> str:
    if isinstance(path, int) or not path or path == ":memory:":
        return ""
    return os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - a link stays one


def _stand(path: str) -> dict[str, int]:
    try:
        found = os.stat(path)  # noqa: PTH116 - as above
    except OSError:
        return {"size": -1, "modified": 0}
    return {"size": found.st_size, "modified": found.st_mtime_ns}


if __name__ == "__kernel__":  # set by whoever sends this to a kernel
    sys.addaudithook(watch_reads(globals()["log"], globals()["root"]))
