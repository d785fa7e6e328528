"""The environment in which git talks to remotes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType

from jupyter_mlops.git.urls import PROTOCOLS

#: A connection that cannot be made or is dead is noticed; ssh would wait for minutes.
_SSH = "ssh -o ConnectTimeout=20 -o ServerAliveInterval=15 -o ServerAliveCountMax=4"
_SETTINGS = {"http.lowSpeedLimit": "1", "http.lowSpeedTime": "60"}


def remote_env(
    *,
    helper: str,
    variables: Mapping[str, str],
    own_ssh: bool = False,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """All of the environment for a git that talks to remotes.

    Settings are given as variables, which others on the machine cannot see as they can arguments.

    Args:
        helper: The credential helper that is asked when those of the user had no answer.
        variables: By which it finds the server.
        own_ssh: Whether the user has configured what is started as ssh.
        settings: Further settings over those of the user.
    """
    env = dict(os.environ)
    env |= {
        "LC_ALL": "C",
        "LANGUAGE": "",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_MERGE_AUTOEDIT": "no",
        "GIT_EDITOR": ":",
    }
    # What the user allows or forbids stays so.
    env.setdefault("GIT_ALLOW_PROTOCOL", ":".join(PROTOCOLS))
    if not own_ssh and not ({"GIT_SSH", "GIT_SSH_COMMAND"} & env.keys()):
        env["GIT_SSH_COMMAND"] = _SSH
    told = {**_SETTINGS, **settings, "credential.helper": helper}
    return env | dict(variables) | _as_variables(list(told.items()), env)


def _as_variables(settings: list[tuple[str, str]], env: Mapping[str, str]) -> dict[str, str]:
    """Settings after those that are in the environment already.

    https://git-scm.com/docs/git-config#Documentation/git-config.txt-GITCONFIGCOUNT
    """
    told = env.get("GIT_CONFIG_COUNT", "")
    first = int(told) if told.isdecimal() else 0
    added = {"GIT_CONFIG_COUNT": str(first + len(settings))}
    for number, (key, value) in enumerate(settings, first):
        added[f"GIT_CONFIG_KEY_{number}"] = key
        added[f"GIT_CONFIG_VALUE_{number}"] = value
    return added
