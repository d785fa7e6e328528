"""Which forges a repository's remotes are on."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.forges.detect import detect, known_kind
from jupyter_mlops.forges.model import ForgeKind, Place
from jupyter_mlops.forges.place import Site, place_of, read_remote
from jupyter_mlops.git.command import feed_git
from jupyter_mlops.git.configuration import Configuration
from jupyter_mlops.git.ssh_hosts import real_host
from jupyter_mlops.git.tracking import Tracking, read_tracking

#: `git remote -v`: the address is what is left of the user's `url.….insteadOf`.
_LINE: Final = re.compile(r"(?P<name>[^\t\n]+)\t(?P<url>.*) \(fetch\)(?: \[[^]\n]*\])?")
#: Addresses whose host is what it says.
_WEB: Final = re.compile(r"(https?|git)://", re.IGNORECASE)
_TITLES: Final[Mapping[ForgeKind, str]] = {
    ForgeKind.GITHUB: "GitHub",
    ForgeKind.GITLAB: "GitLab",
    ForgeKind.GITEA: "Gitea",
    ForgeKind.FORGEJO: "Forgejo",
}


class ForgeRemote(Struct, frozen=True, kw_only=True):
    """A remote whose repository is on a web host."""

    #: Git's name of the remote.
    name: str
    site: Site
    #: What kind of forge the host is; None where only asking it can tell.
    kind: ForgeKind | None


class Remotes(Struct, frozen=True, kw_only=True):
    """A repository's remotes, as far as forges are concerned."""

    #: Of the worktree.
    root: Path
    tracking: Tracking
    #: Those on a web host, the upstream's first; of several for one repository the first.
    found: tuple[ForgeRemote, ...]
    #: Names of the others.
    others: tuple[str, ...]


def read_remotes(root: Path) -> Remotes:
    """Reads a repository's remotes; asks nobody but git.

    Args:
        root: Of the worktree.

    Raises:
        InvalidError: The user's settings call a host a forge that there is none of.
        GitError: Git refused.
    """
    tracking = read_tracking(root)
    told = os.fsdecode(feed_git(root, "remote", "-v")).splitlines()
    addresses = {found["name"]: found["url"] for found in map(_LINE.fullmatch, told) if found}
    upstream = tracking.upstream
    first = upstream[0] if upstream else "origin"
    found: dict[Site, ForgeRemote] = {}
    others = []
    for name in sorted(addresses, key=lambda each: (each != first, each != "origin", each)):
        site = _site(addresses[name])
        if site is None:
            others.append(name)
        elif site not in found:
            kind = _configured(site.host, tracking.configuration) or known_kind(site.host)
            found[site] = ForgeRemote(name=name, site=site, kind=kind)
    return Remotes(root=root, tracking=tracking, found=tuple(found.values()), others=tuple(others))


def place_of_remote(remote: ForgeRemote, folder: Path | None) -> Place | None:
    """The repository on its forge; may ask the host, without a token, what it is.

    Args:
        remote: The remote.
        folder: Where what hosts have answered is remembered; None for nowhere.

    Returns:
        None where the host is no forge that is known, or can't be reached to tell.

    Raises:
        InvalidError: Repositories of such a forge have no such path.
    """
    site = remote.site
    kind = remote.kind or detect(site.host, site.scheme, folder=folder)
    return None if kind is None else place_of(site, kind)


def kind_title(kind: ForgeKind) -> str:
    """What people call a kind of forge."""
    return _TITLES[kind]


def _site(url: str) -> Site | None:
    """Where a remote is on the web; a host that only ssh knows by that name gets its real one."""
    site = read_remote(url)
    if site is None or "." in site.host or _WEB.match(url):
        return site
    host = real_host(site.host)
    return site if host == site.host else read_remote(f"ssh://{host}/{site.path}")


def _configured(host: str, configuration: Configuration) -> ForgeKind | None:
    """What the user's own git settings say; a repository that is cloned brings none."""
    key = f"jupyter-mlops.{host}.forge"
    given = configuration.get(key)
    if not given:
        return None
    kinds = [kind.value for kind in ForgeKind]
    if given not in kinds:
        raise InvalidError(
            f"git's setting {key} is {given!r}, which is no forge that is known here",
            hint=f"git config {key} {'|'.join(kinds)}",
        )
    return ForgeKind(given)
