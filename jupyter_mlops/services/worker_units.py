"""How the machine's own supervisor is told to keep a worker at work."""

from __future__ import annotations

import plistlib
import sys

from jupyter_mlops.jobs.home import HOME_VARIABLE, Home

_LABEL = "org.jupyter-mlops.worker"


def systemd_unit(home: Home) -> str:
    """A unit of the user's systemd (systemd.service(5)).

    Only the worker itself is ended with the service: runs go on, and the next worker follows them.
    """
    command = " ".join(map(_quoted, _command()))
    setting = _quoted(f"{HOME_VARIABLE}={home.root}")
    return f"""\
# ~/.config/systemd/user/jupyter-mlops.service, then:
#   systemctl --user enable --now jupyter-mlops
# Without being logged in: loginctl enable-linger
[Unit]
Description=Runs notebooks of jupyter-mlops

[Service]
ExecStart={command}
Environment={setting}
KillMode=process
Restart=always
RestartSec=5

[Install]
WantedBy=default.target
"""


def launchd_agent(home: Home) -> str:
    """An agent of the user's launchd (launchd.plist(5)); runs outlive it, too."""
    agent = {
        "Label": _LABEL,
        "ProgramArguments": _command(),
        "EnvironmentVariables": {HOME_VARIABLE: str(home.root)},
        "RunAtLoad": True,
        "KeepAlive": True,
        "AbandonProcessGroup": True,
        "StandardErrorPath": str(home.root / "worker.log"),
    }
    return plistlib.dumps(agent).decode()


def _command() -> list[str]:
    return [sys.executable, "-m", "jupyter_mlops.cli.main", "worker"]


def _quoted(text: str) -> str:
    r"""A word of a unit: `%` and `$` are doubled, `\` and `"` escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("%", "%%").replace("$", "$$") + '"'
