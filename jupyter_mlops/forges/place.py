"""From the address of a git remote to a repository on a forge."""

from __future__ import annotations

import re
from typing import Final, Literal
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.forges.model import ForgeKind, Place

#: Hosts that are known without asking them.
KNOWN: Final = {
    "github.com": ForgeKind.GITHUB,
    "gitlab.com": ForgeKind.GITLAB,
    "codeberg.org": ForgeKind.FORGEJO,
    "gitea.com": ForgeKind.GITEA,
}
#: Where a host takes ssh on port 443, for networks that let nothing else through.
_SSH_ALIASES: Final = {"ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com"}
#: `user@host:path`, as `scp` has it.
_SCP: Final = re.compile(r"(?:[^/:@]+@)?(\[[^]/]+\]|[^/:@]+):(?!:|//)(.+)", re.DOTALL)
_HOST: Final = re.compile(r"(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?")
_DEFAULT_PORTS: Final = {"https": ":443", "http": ":80"}
_SHORTEST: Final = 2
Scheme = Literal["https", "http"]


class Site(Struct, frozen=True, kw_only=True):
    """Where a remote's repository is on the web."""

    scheme: Scheme
    #: With its port where that isn't the usual one.
    host: str
    #: Without slashes around it and without `.git`.
    path: str


def read_remote(url: str) -> Site | None:
    """Where the repository of a remote is on the web.

    Args:
        url: As git has it: http, https, ssh, git, or as `scp` has it. Who it names is left out.

    Returns:
        The place; None for folders, and for what is no address of a repository.
    """
    if not url.isprintable():
        return None
    if "://" in url:
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        scheme, host, path = parts.scheme, parts.netloc.rpartition("@")[2], parts.path
    elif found := _SCP.fullmatch(url):
        scheme, host, path = "ssh", found[1], found[2]
    else:
        return None
    return _site(scheme.lower(), host.lower(), path)


def place_of(site: Site, kind: ForgeKind) -> Place:
    """A repository on a forge of a kind.

    Args:
        site: Where the remote says that it is.
        kind: What the host is; see `detect`.

    Raises:
        InvalidError: Repositories of such a forge have no such path.
    """
    segments = site.path.split("/")
    root = f"{site.scheme}://{site.host}"
    if len(segments) < _SHORTEST:
        raise InvalidError(f"{site.path} on {site.host} names no repository: owner/name is wanted")
    if kind is ForgeKind.GITHUB:
        path = "/".join(segments[:2])
        return Place(kind=kind, host=site.host, api=_github(site), path=path, url=f"{root}/{path}")
    if kind is ForgeKind.GITLAB:
        api, url = f"{root}/api/v4", f"{root}/{site.path}"
        return Place(kind=kind, host=site.host, api=api, path=site.path, url=url)
    # Owner and name come last; what is before them is where the forge itself is on that host.
    root = "/".join((root, *segments[:-2]))
    path = "/".join(segments[-2:])
    return Place(kind=kind, host=site.host, api=f"{root}/api/v1", path=path, url=f"{root}/{path}")


def is_public(host: str) -> bool:
    """Whether a host is one of those that everybody knows, which speak TLS only."""
    return host in KNOWN or host.endswith(".ghe.com")


def _site(scheme: str, host: str, path: str) -> Site | None:
    web: Scheme = "http" if scheme == "http" else "https"
    if scheme not in {"http", "https", "ssh", "git", "git+ssh", "ssh+git"}:
        return None
    if scheme == web:
        host = host.removesuffix(_DEFAULT_PORTS[web])
    else:  # its port is that of another protocol
        host = re.sub(r":\d*$", "", host)
        host = _SSH_ALIASES.get(host, host)
    path = unquote(path).strip("/").removesuffix(".git").rstrip("/")
    segments = path.split("/")
    sound = path.isprintable() and "\\" not in path
    sound = sound and not any(part in {"", ".", ".."} for part in segments)
    if not sound or not _HOST.fullmatch(host):
        return None
    # A token must not go there in the clear, whatever the remote's address says.
    return Site(scheme="https" if is_public(host) else web, host=host, path=path)


def _github(site: Site) -> str:
    if is_public(site.host):
        return f"https://api.{site.host}"
    return f"{site.scheme}://{site.host}/api/v3"
