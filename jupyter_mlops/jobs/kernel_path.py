"""Has a kernel find a project's own modules before what is installed of them.

This file is sent to IPython kernels as text and runs there, in whatever environment that is, so it
imports nothing of ours.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, MutableMapping


def put_first(
    folders: Iterable[str], path: list[str], environment: MutableMapping[str, str]
) -> None:
    """Does what `PYTHONPATH` would have done when the kernel was started, for its children, too.

    Args:
        folders: In order.
        path: The interpreter's; what stands for the working directory stays first.
        environment: The kernel's.
    """
    folders = list(folders)
    at = 1 if path[:1] == [""] else 0
    path[at:at] = [folder for folder in folders if folder not in path]
    there = environment.get("PYTHONPATH")
    environment["PYTHONPATH"] = os.pathsep.join([*folders, *([there] if there else [])])


if __name__ == "__kernel__":  # set by whoever sends this to a kernel
    put_first(globals()["folders"], sys.path, os.environ)
