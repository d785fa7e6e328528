"""How a process is started that outlives whoever starts it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any


def detached() -> dict[str, Any]:
    """Options of `Popen` that keep the terminal's interrupt and the starter's end from a process.

    It leads a session of its own; on Windows, a process group without a console.
    """
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        return {"creationflags": flags}
    return {"start_new_session": True}
