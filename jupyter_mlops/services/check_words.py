"""What an execution says, without the place where it was carried out.

The same notebook fails in the same words here, in a clone and in a worktree of its commit.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from jupyter_mlops.checks.cell_file import CELL_FILE
from jupyter_mlops.checks.ports import Execution

_CELL_FILE: Final = re.compile(CELL_FILE, re.MULTILINE)


def without_place(execution: Execution, root: Path) -> Execution:
    """The execution with paths relative to the project in all that it says.

    Args:
        execution: It.
        root: Folder of the project.
    """
    home = Path.home()
    names = [f"{root}/"]
    if root.is_relative_to(home):  # as IPython shortens them
        names.append(f"~/{root.relative_to(home).as_posix()}/")

    def plain(text: str) -> str:
        text = _CELL_FILE.sub("<cell>", text)
        for name in names:
            text = text.replace(name, "")
        return text

    tests = tuple(
        replace(call, message=plain(call.message), traceback=plain(call.traceback))
        for call in execution.tests
    )
    return replace(
        execution,
        message=plain(execution.message),
        traceback=plain(execution.traceback),
        tests=tests,
    )
