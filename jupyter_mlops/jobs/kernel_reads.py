"""Notes which files a kernel opens and which folders it lists: what its notebook depends on.

This file is sent to IPython kernels as text and runs there, in whatever environment that is, so it
imports nothing of ours. What a library opens by means of its own, below Python, is not seen
(https://peps.python.org/pep-0578).
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from importlib.util import source_from_cache
from types import FrameType
from typing import Any

_LISTINGS = frozenset({"os.listdir", "os.scandir"})
#: Who looks through folders for modules, which are noted as they are imported.
_FINDERS = ("importlib", "pkg_resources", "pkgutil")
_WRITE_FLAGS = os.O_TRUNC | os.O_EXCL
_PARTS = frozenset({".git", ".ipynb_checkpoints", "site-packages"})
#: Of the system, not of the notebook.
_SYSTEM = ("/proc", "/sys", "/dev", "/etc", "/usr", "/run", "/var", "/lib", "/opt")


class Reads:
    """Hears of all that the interpreter does, and notes what is read.

    Args:
        log: The file of JSON lines that files and folders are noted in, each once.
        root: The project's folder.
    """

    def __init__(self, log: str, root: str) -> None:
        own = os.path.dirname(log)  # noqa: PTH120 - thousands of paths, as text
        self._elsewhere = {sys.prefix, sys.base_prefix, tempfile.gettempdir(), own, *_SYSTEM}
        self._root = root
        self._log = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._seen: set[str] = set()

    def hear(self, event: str, args: tuple[Any, ...]) -> None:
        """An audit hook."""
        # Whatever goes wrong here must not be the notebook's trouble, which an exception would be.
        try:
            if event == "open":
                path, made = _opened(args)
                self._note(path, made=made)
            elif event == "sqlite3.connect":
                self._note(_text(args[0]), made=False)
            elif event in _LISTINGS and not _seeks_modules(sys._getframe(1)):  # noqa: SLF001
                self._note(_text(args[0] or "."), listed=True)
        except Exception:  # noqa: BLE001, S110 - see above
            pass

    def _note(self, path: str, **how: bool) -> None:
        if not path or path in self._seen or not self._concerns(path, **how):
            return
        self._seen.add(path)
        line = json.dumps({"path": path, **how, **_stand(path)}) + "\n"
        os.write(self._log, line.encode("utf-8", "surrogateescape"))

    def _concerns(self, path: str, *, listed: bool = False, **_: bool) -> bool:
        if _is_below(path, self._root):
            if _is_below(sys.prefix, self._root) and _is_below(path, sys.prefix):
                return False
            return _PARTS.isdisjoint(path[len(self._root) :].split(os.sep))  # noqa: PTH206 - text
        if listed or f"{os.sep}." in path:
            return False
        return not any(_is_below(path, folder) for folder in self._elsewhere)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _opened(args: tuple[Any, ...]) -> tuple[str, bool]:
    """The file that is opened, and whether whatever it holds goes."""
    path, mode, flags = _text(args[0]), args[1], args[2]
    made = "w" in mode or "x" in mode if mode else bool((flags or 0) & _WRITE_FLAGS)
    if path.endswith(".pyc"):  # what is imported is its source, even where that is not opened
        return ("" if made else _source(path)), False
    return path, made


def _seeks_modules(caller: FrameType) -> bool:
    return any(finder in caller.f_code.co_filename for finder in _FINDERS)


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
    sys.addaudithook(Reads(globals()["log"], globals()["root"]).hear)
