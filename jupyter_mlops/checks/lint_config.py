"""How a project has configured its linters."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

#: In each folder the first that is there counts, as ruff has it.
_RUFF: Final = (".ruff.toml", "ruff.toml", "pyproject.toml")
_MYPY: Final = {
    "mypy.ini": b"[mypy",
    ".mypy.ini": b"[mypy",
    "pyproject.toml": b"[tool.mypy",
    "setup.cfg": b"[mypy",
}
_EXTEND: Final = re.compile(r"^\s*extend\s*=\s*[\"'](.+?)[\"']", re.MULTILINE)
#: Folders that hold no sources of a project.
_ELSEWHERE: Final = frozenset({"node_modules", "site-packages", "__pycache__", "venv", "env"})
#: A project of more modules is not read whole to know whether one has changed.
_MANY: Final = 3_000


def find_tool(name: str) -> str | None:
    """Where a tool is: with this Python, else on the search path; None if nowhere."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def ruff_configuration(root: Path, folder: Path) -> Path | None:
    """The file that configures ruff for notebooks in a folder.

    Only what comes with the repository counts, lest another machine should say otherwise.

    Args:
        root: The project's folder.
        folder: The project's folder or one below it.

    Returns:
        None if ruff is left to its defaults.
    """
    for parent in _upwards(root, folder):
        for name in _RUFF:
            content = _content(parent / name)
            if content is not None and (name != "pyproject.toml" or b"[tool.ruff" in content):
                return parent / name
    return None


def mypy_configuration(root: Path) -> Path | None:
    """The file that configures mypy in a project; None if there is none."""
    for name, table in _MYPY.items():
        if table in (_content(root / name) or b""):
            return root / name
    return None


def digest_of(files: Iterable[Path | None], *more: str) -> str:
    """SHA-256 of configurations, with what they extend, and of other texts."""
    digest = hashlib.sha256("\0".join(more).encode("utf-8", "replace"))
    for file in dict.fromkeys(files):
        for each in _with_bases(file, 0) if file else ():
            digest.update(b"\0" + each)
    return digest.hexdigest()


def tool_stamp(tool: str) -> str:
    """What changes when a tool is updated."""
    try:
        stat = Path(tool).resolve().stat()
    except OSError:
        return ""
    return f"{stat.st_size} {stat.st_mtime_ns}"


def sources_digest(root: Path) -> str | None:
    """SHA-256 of all modules of a project; None if there are too many to read."""
    digest, count = hashlib.sha256(), 0
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in _ELSEWHERE
        )
        for name in sorted(files):
            if name.endswith((".py", ".pyi")):
                file = Path(folder, name)
                digest.update(f"{file.relative_to(root)}\0".encode("utf-8", "replace"))
                digest.update(_content(file) or b"")
                count += 1
        if count > _MANY:
            return None
    return digest.hexdigest()


def _upwards(root: Path, folder: Path) -> Iterator[Path]:
    """Yields a folder and those above it, up to that of the repository, else of the project."""
    yield folder
    for parent in folder.parents:
        if (folder / ".git").exists():
            return
        if folder == root and not any((each / ".git").exists() for each in folder.parents):
            return
        folder = parent
        yield folder


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _with_bases(file: Path, depth: int) -> Iterator[bytes]:
    content = _content(file) or b""
    yield content
    found = _EXTEND.search(content.decode("utf-8", "replace"))
    if found and depth < 8:  # noqa: PLR2004 - deep enough for people, shallow enough for a circle
        yield from _with_bases(file.parent / found[1], depth + 1)
