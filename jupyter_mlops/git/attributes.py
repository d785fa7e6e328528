"""Our lines in an attributes file that belongs to others too."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jupyter_mlops.git.command import run_git

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
    + rb"[^\n]*\n(?:[^\n]*\n)*?"
    + re.escape(_END)
    + rb"(?:\n|\Z)"
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


def driver_of_notebooks(root: Path, attribute: str = "diff") -> str | None:
    """The driver that git uses for a notebook at the root of a worktree; None without any."""
    told = run_git(root, "check-attr", "-z", attribute, "--", "notebook.ipynb")
    value = os.fsdecode(told).split("\0")[2]
    return None if value == _UNSPECIFIED else value
