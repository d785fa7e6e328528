"""Our lines in an attributes file that belongs to others too."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from jupyter_mlops.git.command import run_git, start_git

if TYPE_CHECKING:
    from pathlib import Path

_BEGIN = b"# jupyter-mlops: begin (`jupyter mlops git remove` takes these lines out)"
#: Said where the file did not end in a line feed, so that taking the lines out restores that.
_NO_FEED = b", added to the line before"
_END = b"# jupyter-mlops: end"
_BLOCK = re.compile(
    rb"(?:\n(?="
    + re.escape(_BEGIN + _NO_FEED)
    + rb"))?"
    + re.escape(_BEGIN)
    + rb"[^\n]*\n((?:[^\n]*\n)*?)"
    + re.escape(_END)
    + rb"\r?(?:\n|\Z)"  # a committed file may be checked out with other line ends
)
#: Git's answer for a file without the attribute.
_UNSPECIFIED = "unspecified"


def with_lines(data: bytes, lines: Sequence[str]) -> bytes:
    """The content of an attributes file with our lines at its end, where they count most."""
    data = without_lines(data)
    fed = not data or data.endswith(b"\n")
    begin = _BEGIN if fed else b"\n" + _BEGIN + _NO_FEED
    return data + b"\n".join([begin, *(line.encode() for line in lines), _END, b""])


def without_lines(data: bytes) -> bytes:
    """The content of an attributes file without our lines: what it was before they came."""
    return _BLOCK.sub(b"", data)


def lines_in(data: bytes) -> tuple[str, ...]:
    """Our lines in the content of an attributes file."""
    return tuple(
        line.decode("utf-8", "replace")
        for block in _BLOCK.findall(data)
        for line in block.splitlines()
    )


def driver_of_notebooks(root: Path, attribute: str = "diff") -> str | None:
    """The driver that git uses for a notebook at the root of a worktree; None without any."""
    told = run_git(root, "check-attr", "-z", attribute, "--", "notebook.ipynb")
    value = os.fsdecode(told).split("\0")[2]
    return None if value == _UNSPECIFIED else value


def notebooks_with(root: Path, attribute: str, value: str) -> list[str]:
    """The notebooks in the index that have an attribute of a certain value."""
    pattern = f":(attr:{attribute}={value})*.ipynb"
    told = run_git(
        root, "ls-files", "-z", "--full-name", "--", pattern, env={"GIT_LITERAL_PATHSPECS": "0"}
    )
    return [path for path in os.fsdecode(told).split("\0") if path]


def select_with(root: Path, attribute: str, value: str, paths: Collection[str]) -> set[str]:
    """Those of some paths that have an attribute of a certain value, by one process.

    Args:
        root: Of the worktree, which paths are relative to.
        attribute: Its name.
        value: The value.
        paths: With `/`, bytes that are not UTF-8 escaped as by `os.fsdecode`.
    """
    if not paths:
        return set()
    process = start_git(root, "check-attr", "-z", "--stdin", attribute)
    told, _ = process.communicate(b"".join(os.fsencode(path) + b"\0" for path in paths))
    fields = os.fsdecode(told).split("\0")
    return {path for path, found in zip(fields[::3], fields[2::3], strict=False) if found == value}
