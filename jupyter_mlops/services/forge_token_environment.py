"""Tokens in the environment, each for the host that it is meant for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from jupyter_mlops.forges.model import ForgeKind

#: Variables that may hold a token, by kind of forge.
_NAMES: Final[Mapping[ForgeKind, tuple[str, ...]]] = {
    ForgeKind.GITHUB: ("GH_TOKEN", "GITHUB_TOKEN"),
    ForgeKind.GITLAB: ("GITLAB_TOKEN",),
    ForgeKind.GITEA: ("GITEA_TOKEN", "FORGEJO_TOKEN"),
    ForgeKind.FORGEJO: ("FORGEJO_TOKEN", "GITEA_TOKEN"),
}
#: `gh` has others for hosts of one's own, see https://cli.github.com/manual/gh_help_environment
_ENTERPRISE: Final = ("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN")
#: Variables that name the host; the first that is set counts. In a job of Gitea or Forgejo the
#: variables are called as on GitHub.
_HOSTS: Final[Mapping[ForgeKind, tuple[str, ...]]] = {
    ForgeKind.GITHUB: ("GITHUB_SERVER_URL", "GH_HOST"),
    ForgeKind.GITLAB: ("CI_SERVER_URL", "CI_SERVER_HOST", "GITLAB_HOST"),
    ForgeKind.GITEA: ("GITEA_SERVER_URL", "FORGEJO_SERVER_URL"),
    ForgeKind.FORGEJO: ("FORGEJO_SERVER_URL", "GITEA_SERVER_URL"),
}
#: Hosts that a token is for where nothing names another.
_DEFAULTS: Final[Mapping[ForgeKind, frozenset[str]]] = {
    ForgeKind.GITHUB: frozenset({"github.com"}),
    ForgeKind.GITLAB: frozenset({"gitlab.com"}),
    ForgeKind.GITEA: frozenset({"gitea.com", "codeberg.org"}),
    ForgeKind.FORGEJO: frozenset({"gitea.com", "codeberg.org"}),
}
_FORGEJO_LIKE: Final = (ForgeKind.GITEA, ForgeKind.FORGEJO)


def environment_tokens(
    kind: ForgeKind, host: str, environ: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Tokens for a host, each with the name of its variable, best first.

    Args:
        kind: What kind of forge the host is.
        host: With its port, if it has one of its own.
        environ: The environment.
    """
    names = _NAMES[kind] if host in _hosts(kind, environ) else ()
    if kind is ForgeKind.GITHUB and host == _host(environ.get("GH_HOST", "")):
        names = (*_ENTERPRISE, *names)
    if kind in _FORGEJO_LIKE and host == _host(environ.get("GITHUB_SERVER_URL", "")):
        names = (*_NAMES[kind], "GITHUB_TOKEN")  # a job that runs on this very host
    for name in names:
        if token := environ.get(name, "").strip():
            yield token, name


def token_variables(kind: ForgeKind) -> tuple[str, ...]:
    """Names of the variables in which a token is looked for."""
    return _NAMES[kind]


def names_host(kind: ForgeKind, host: str) -> str:
    """What to set besides a token for a host that none is taken to be for; empty if nothing."""
    if host in _DEFAULTS[kind]:
        return ""
    variable = {
        ForgeKind.GITHUB: "GH_HOST",
        ForgeKind.GITLAB: "GITLAB_HOST",
        ForgeKind.GITEA: "GITEA_SERVER_URL",
        ForgeKind.FORGEJO: "FORGEJO_SERVER_URL",
    }[kind]
    return f"{variable}={host}"


def _hosts(kind: ForgeKind, environ: Mapping[str, str]) -> frozenset[str]:
    """Hosts that a token of this kind is for."""
    named = [environ[name] for name in _HOSTS[kind] if environ.get(name)]
    if not named:
        return _DEFAULTS[kind]
    host = _host(named[0])
    if named[0] == environ.get("CI_SERVER_HOST") and ":" not in host:
        port = environ.get("CI_SERVER_PORT", "443")
        host = host if port in ("443", "80") else f"{host}:{port}"
    return frozenset({host})


def _host(named: str) -> str:
    """The host of an address, or of what is only a host."""
    address = named if "://" in named else f"//{named}"
    return urlsplit(address).netloc.rpartition("@")[2].lower()
