"""Addresses of remote repositories: which are let through, and how they are told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from msgspec import Struct

from jupyter_mlops.errors import InvalidError

#: Ways to reach a repository that start no program of the address's choice, as `ext::` would.
PROTOCOLS: Final = ("http", "https", "ssh", "git", "file")
_SSH = "ssh"
_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://(?:([^/@]*)@)?([^/]*)(/.*)?", re.DOTALL)
#: `user@host:path`, as `scp` has it; https://git-scm.com/docs/git-clone#_git_urls
_SCP = re.compile(r"(?:([^/:@]+)@)?(\[[^]/]+\]|[^/:@]+):(?!:)(?!//)(.+)", re.DOTALL)
_USERINFO = re.compile(r"\b([A-Za-z][A-Za-z0-9+.-]*)://([^/\s@'\"]*)@")
_HINT = "use an address such as https://example.org/lab.git or git@example.org:lab.git"
_LONGEST_NAME = 255


class Address(Struct, frozen=True, kw_only=True):
    """Where a repository is, and the password that was written into that."""

    #: The address without any password.
    url: str
    #: As `https://example.org`; empty where nobody asks who one is.
    host: str
    #: The name in it; may be empty.
    username: str
    #: The password that was in it; may be empty.
    password: str


def read_url(url: str) -> Address:
    """Reads an address that somebody has typed, and takes the password out of it.

    Args:
        url: Of a protocol in `PROTOCOLS`, as `scp` has it, or an absolute path.

    Raises:
        InvalidError: It is none of these, or made to be taken for something else.
    """
    url = url.strip()
    if not url or url.startswith("-") or not url.isprintable():
        raise InvalidError("this is no address of a repository", hint=_HINT)
    if found := _URL.fullmatch(url):
        return _read(*(part or "" for part in found.groups()))
    if Path(url).is_absolute():
        return Address(url=url, host="", username="", password="")
    if found := _SCP.fullmatch(url):
        user, host, path = (part or "" for part in found.groups())
        if not any(part.startswith("-") for part in (user, host, path)):
            return Address(url=url, host=f"ssh://{host}", username=user, password="")
    raise InvalidError(f"{mask_urls(url)} is no address of a repository", hint=_HINT)


def folder_name(url: str) -> str:
    """The name of the folder that git would clone into; may be empty."""
    path = re.split(r"[/:]", url.rstrip("/").removesuffix("/.git"))[-1]
    return unquote(path).removesuffix(".git").strip()


def check_name(name: str) -> str:
    """Makes sure that a new folder can have this name.

    Raises:
        InvalidError: It cannot.
    """
    bad = not name.isprintable() or set(name) & {"/", "\\"} or name.startswith("-")
    if bad or name in {"", ".", ".."} or name.lower() == ".git" or len(name) > _LONGEST_NAME:
        raise InvalidError(f"a folder cannot be named {name!r}", hint="choose another name")
    return name


def mask_urls(text: str) -> str:
    """A text without what addresses in it say of who one is.

    Over HTTP the name may be a token as well, so that it goes, too.
    """
    return _USERINFO.sub(_mask, text)


def _mask(found: re.Match[str]) -> str:
    protocol, user = found.groups()
    if protocol.lower() == _SSH and ":" not in user:
        return found[0]
    return f"{protocol}://***@"


def _read(protocol: str, user: str, host: str, path: str) -> Address:
    protocol = protocol.lower()
    local = protocol == "file"
    if protocol not in PROTOCOLS or host.startswith("-") or user.startswith("-"):
        raise InvalidError(f"addresses with {protocol}:// are not taken", hint=_HINT)
    if not path or not (host or local):
        raise InvalidError("the address names no repository", hint=_HINT)
    name, _, password = user.partition(":")
    who = f"{name}@" if name else ""
    return Address(
        url=f"{protocol}://{who}{host}{path}",
        host="" if local else f"{protocol}://{host}",
        username=unquote(name),
        password=unquote(password),
    )
