"""Notes which modules made of notebook cells a kernel imports, and in which version.

This file is sent to IPython kernels as text and runs there, in whatever environment that is, so it
imports nothing of ours. After each cell that has imported anything, the new modules are looked at;
those whose file begins with the header of an export go into a file of JSON lines.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

#: As `modules/text/header.py` writes it.
_HEADER = re.compile(
    rb"# Exported from .+ by jupyter-mlops\..*\n"
    rb"# (?:version (?P<version>\S+)|no version) "
    rb"\xc2\xb7 cells [0-9a-f]{16} \xc2\xb7 module (?P<module>[0-9a-f]{16})\n"
)
_LIBRARY = os.path.dirname(os.__file__)  # noqa: PTH120 - module files are texts
_INSTALLED = "site-packages"
#: Enough for a licence above the header.
_BEGINNING = 4096


def watch_imports(log: str) -> Callable[..., None]:
    """Gives what is to be called after each cell.

    Args:
        log: The file of JSON lines.
    """
    # What an environment brings along is there before the first cell; a project's modules may be,
    # too, where the kernel was forked from one that has imported them.
    seen = {name for name, file in _files(set(sys.modules)) if _INSTALLED in file}
    count = 0

    def look(*_: Any) -> None:
        nonlocal count
        if len(sys.modules) == count:
            return
        count = len(sys.modules)
        # A full disk, or a thread that imports just now, is not the notebook's trouble.
        with suppress(OSError, RuntimeError):
            new = set(sys.modules) - seen
            seen.update(new)
            found = [known for name, file in sorted(_files(new)) if (known := _known(name, file))]
            if found:
                with open(log, "a", encoding="utf-8") as stream:  # noqa: PTH123 - kept small
                    stream.writelines(json.dumps(known) + "\n" for known in found)

    return look


def _files(names: set[str]) -> list[tuple[str, str]]:
    """The source files of modules; what only looks like a module is not asked, it might answer."""
    kind = type(sys)
    found = [(name, sys.modules.get(name)) for name in names]
    files = [
        (name, vars(module).get("__file__"))
        for name, module in found
        if isinstance(module, kind) and name != "__main__"
    ]
    return [(name, file) for name, file in files if isinstance(file, str) and _is_source(file)]


def _is_source(file: str) -> bool:
    """Whether a file may be an export; the standard library, half of all modules, is not read."""
    return file.endswith(".py") and (not file.startswith(_LIBRARY) or _INSTALLED in file)


def _known(name: str, file: str) -> dict[str, object] | None:
    """What the header of a module says; None if it has none."""
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - a thousand of them
            text = stream.read(_BEGINNING).replace(b"\r\n", b"\n")
            header = _HEADER.search(text)
            if header is None:
                return None
            text = (text + stream.read()).replace(b"\r\n", b"\n")
    except OSError:
        return None
    body = (text[: header.start()] + text[header.end() :]).lstrip(b"\n")
    content = hashlib.sha256(body).hexdigest()[:16]
    return {
        "name": name,
        "version": (header["version"] or b"").decode(),
        "edited": content != header["module"].decode(),
        "content": content,
    }


if __name__ == "__kernel__":  # set by whoever sends this to a kernel
    from IPython.core.getipython import get_ipython

    if (shell := get_ipython()) is not None:
        shell.events.register("post_run_cell", watch_imports(globals()["imports_log"]))
