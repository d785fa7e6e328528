"""What kind of forge a host is."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

from jupyter_mlops.forges.cache import Cache
from jupyter_mlops.forges.failures import SenselessError, UnreachableError
from jupyter_mlops.forges.model import ForgeKind
from jupyter_mlops.forges.place import KNOWN, Scheme
from jupyter_mlops.forges.redirects import ask
from jupyter_mlops.forges.reply import Reply

_NAMES: Final = {kind.value: kind for kind in ForgeKind}
#: How long an answer counts, and how long that there was none, in seconds.
_DAY: Final = 86400.0
_HOUR: Final = 3600.0
_OK: Final = 200
_UNAUTHORIZED: Final = 401


class Found(Struct, frozen=True, kw_only=True):
    """What a host was found to be."""

    kind: ForgeKind | None
    at: float


def detect(host: str, scheme: Scheme = "https", *, folder: Path | None = None) -> ForgeKind | None:
    """What kind of forge a host is.

    By what everybody knows, then by its name, then by asking it, without any token. What it
    answers is remembered for a day.

    Args:
        host: With its port, such as `Site.host`.
        scheme: How it is asked.
        folder: Where answers are remembered; None for nowhere.

    Returns:
        The kind; None if it is none that is known here, or can't be reached.
    """
    kind = known_kind(host)
    if kind is not None:
        return kind
    root = f"{scheme}://{host}"
    cache = None if folder is None else Cache(folder, "")
    found = None if cache is None else cache.get(root, Found)
    if found is not None and time.time() - found.at < (_HOUR if found.kind is None else _DAY):
        return found.kind
    try:
        kind = _probe(root)
    except UnreachableError:
        return None
    if cache is not None:
        cache.put(root, Found(kind=kind, at=time.time()))
    return kind


def known_kind(host: str) -> ForgeKind | None:
    """What kind of forge a host is, as far as that can be said without asking it."""
    name = host.partition(":")[0]
    if name.endswith(".ghe.com"):
        return ForgeKind.GITHUB
    return KNOWN.get(name) or _NAMES.get(name.partition(".")[0])


def kind_of_version(version: str) -> ForgeKind:
    """Which of the two a version is of: Forgejo says with which Gitea it is compatible."""
    return ForgeKind.FORGEJO if "+gitea-" in version else ForgeKind.GITEA


def _probe(root: str) -> ForgeKind | None:
    probes: tuple[tuple[str, Callable[[Reply], ForgeKind | None]], ...] = (
        ("/api/v1/version", _gitea),
        ("/api/v4/version", _gitlab),
        ("/api/v3/meta", _github),
    )
    for path, read in probes:
        try:
            reply = ask("GET", f"{root}{path}", {"Accept": "application/json"}, private={})
        except SenselessError:
            continue
        kind = read(reply)
        if kind is not None:
            return kind
    return None


def _gitea(reply: Reply) -> ForgeKind | None:
    version = _told(reply).get("version") if reply.status == _OK else None
    return kind_of_version(version) if isinstance(version, str) else None


def _gitlab(reply: Reply) -> ForgeKind | None:
    """It tells its version to those only whom it knows, but in words of its own."""
    marked = "x-gitlab-meta" in reply.headers
    refused = reply.status == _UNAUTHORIZED and _told(reply).get("message") == "401 Unauthorized"
    return ForgeKind.GITLAB if marked or refused else None


def _github(reply: Reply) -> ForgeKind | None:
    open_ = reply.status == _OK and "verifiable_password_authentication" in _told(reply)
    return ForgeKind.GITHUB if open_ or "x-github-media-type" in reply.headers else None


def _told(reply: Reply) -> dict[str, Any]:
    try:
        told = msgspec.json.decode(reply.content)
    except msgspec.DecodeError:
        return {}
    return told if isinstance(told, dict) else {}
