"""A host's answer, read whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec
from msgspec import Struct

#: Longest text of a host that is passed on, in characters.
_LONGEST: Final = 500
#: https://www.rfc-editor.org/rfc/rfc8288#section-3
_LINK: Final = re.compile(r"<([^<>]*)>([^<]*)")
_NEXT: Final = re.compile(r';\s*rel="?next\b', re.IGNORECASE)


class Reply(Struct, frozen=True, kw_only=True):
    """An answer over HTTP."""

    status: int
    #: Names in lower case.
    headers: Mapping[str, str]
    content: bytes


def next_url(link: str) -> str:
    """Where the next page is; empty on the last.

    Args:
        link: The header `Link`.
    """
    for url, parameters in _LINK.findall(link):
        if _NEXT.search(parameters):
            return str(url)
    return ""


def documentation_of(reply: Reply) -> str:
    """The page that GitHub refers to for what it says; empty if none."""
    try:
        told = msgspec.json.decode(reply.content)
    except msgspec.DecodeError:
        return ""
    page = told.get("documentation_url") if isinstance(told, dict) else None
    return page if isinstance(page, str) else ""


def message_of(reply: Reply, secret: str = "") -> str:
    """What the host says about a refusal, in a line or a few.

    Args:
        reply: The answer.
        secret: What must not be in it, even if the host sends it back.
    """
    try:
        told = msgspec.json.decode(reply.content)
    except msgspec.DecodeError:
        return ""
    text = "\n".join(dict.fromkeys(_texts(told))) if isinstance(told, dict) else ""
    text = text.replace(secret, "***") if secret else text
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _texts(told: dict[str, Any]) -> list[str]:
    """GitHub and Gitea have `message` and `errors`, GitLab `message` of any shape or `error`."""
    texts: list[str] = []
    waiting: list[Any] = [told.get(key) for key in ("message", "error", "errors")]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, str) and part.strip():
            texts.append(part.strip())
        elif isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, dict):
            waiting.extend(part.values())
    return texts
