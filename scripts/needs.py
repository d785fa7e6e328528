"""What has to be on the machine before anything can be built: named in one line if it is not."""

from __future__ import annotations

import re
import shutil
import subprocess

from scripts.console import FailedError

LEAST_NODE = 20


def check_node() -> None:
    """Makes sure of Node.

    Raises:
        FailedError: It is missing or too old.
    """
    remedy = f"install Node {LEAST_NODE} or newer (https://nodejs.org/)"
    node = shutil.which("node")
    if node is None:
        raise FailedError(f"Node is missing: {remedy}")
    ended = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)", ended.stdout)
    if version is None:
        raise FailedError(f"`node --version` does not answer: {remedy}")
    if int(version[1]) < LEAST_NODE:
        raise FailedError(f"Node {ended.stdout.strip()} is too old: {remedy}")


def check_git() -> None:
    """Makes sure of git.

    Raises:
        FailedError: It is missing.
    """
    if shutil.which("git") is None:
        raise FailedError("git is missing: install it (https://git-scm.com/downloads)")
