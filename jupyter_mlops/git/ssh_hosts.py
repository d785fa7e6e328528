"""Hosts that ssh knows by a name of the user's own."""

from __future__ import annotations

import os
import shutil

from jupyter_mlops.git.process import run_process

#: How long ssh may take to read its settings, in seconds.
_LIMIT = 5.0
_KEY = "hostname "


def real_host(name: str) -> str:
    """The host that `Host NAME` in the user's `~/.ssh/config` stands for; connects to nothing.

    https://man.openbsd.org/ssh#G

    Args:
        name: As it stands in a remote's address.

    Returns:
        `name` itself where ssh knows no other, or isn't installed.
    """
    program = shutil.which("ssh")
    if program is None or name.startswith("-"):
        return name
    try:
        done = run_process([program, "-G", name], data=b"", env=dict(os.environ), limit=_LIMIT)
    except (OSError, TimeoutError):
        return name
    lines = done.output.decode("utf-8", "replace").splitlines() if done.status == 0 else []
    return next((line[len(_KEY) :] for line in lines if line.startswith(_KEY)), name)
