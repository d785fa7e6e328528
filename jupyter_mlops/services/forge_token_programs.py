"""Tokens that other programs keep: `gh`, git's credential helpers, the keyring.

Each is asked in a process with an end; none can ask the user back.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.forges.model import Place
from jupyter_mlops.git.command import call_git
from jupyter_mlops.git.process import run_process

_log = logging.getLogger(__name__)

#: Name under which the keyring has tokens: `keyring set jupyter-mlops HOST`.
KEYRING_SERVICE: Final = "jupyter-mlops"

#: How long each may take, in seconds: some ask another process, which asks a file.
_LIMIT = 10.0
#: What `gh` would answer with in place of what it keeps, for whatever host.
_TOKENS_OF_GH = ("GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN")


def gh_token(host: str) -> str:
    """What GitHub's command line keeps for a host; empty if nothing, or it isn't installed."""
    program = shutil.which("gh")
    if program is None:
        return ""
    env = {name: value for name, value in os.environ.items() if name not in _TOKENS_OF_GH}
    env["GH_PROMPT_DISABLED"] = "1"
    return _said_by([program, "auth", "token", "--hostname", host], env)


def git_token(root: Path, place: Place) -> str:
    """The password that git's credential helpers have for a repository's host; empty if none.

    Nobody is asked: no terminal, no askpass, no window.
    https://git-scm.com/docs/git-credential

    Args:
        root: Of the worktree, whose settings may name a helper.
        place: The repository.
    """
    protocol = place.api.partition("://")[0]
    asked = f"protocol={protocol}\nhost={place.host}\npath={place.path}.git\n\n"
    try:
        done = call_git(
            root,
            "credential",
            "fill",
            data=asked.encode(),
            # An empty program is none, whatever the settings and SSH_ASKPASS say.
            env={"GIT_ASKPASS": "", "GCM_INTERACTIVE": "never", "GIT_TERMINAL_PROMPT": "0"},
            config={"credential.interactive": "false"},
            limit=_LIMIT,
        )
    except MlopsError:
        _log.info("git's credential helpers have no answer for %s", place.host)
        return ""
    if done.status:
        return ""
    lines = done.output.decode("utf-8", "replace").splitlines()
    return next((line[9:] for line in lines if line.startswith("password=")), "")


def keyring_token(host: str) -> str:
    """What the system's keyring keeps for a host; empty if nothing, or it isn't installed."""
    if importlib.util.find_spec("keyring") is None:
        return ""
    command = [sys.executable, "-m", "keyring", "get", KEYRING_SERVICE, host]
    return _said_by(command, dict(os.environ))


def _said_by(command: Sequence[str], env: dict[str, str]) -> str:
    """The one line that a program prints; empty if it fails or takes too long."""
    try:
        done = run_process(command, data=b"", env=env, limit=_LIMIT)
    except (OSError, TimeoutError):
        _log.info("%s has no answer", Path(command[0]).name)
        return ""
    return "" if done.status else done.output.decode("utf-8", "replace").strip()
