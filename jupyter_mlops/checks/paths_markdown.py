"""Links and pictures of text cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote

from jupyter_mlops.checks.subject import Cell

_CODE: Final = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|(?P<ticks>`+)[^\n]*?(?<!`)(?P=ticks)(?!`)|<!--.{0,5000}?-->"
    r"|\$\$.{0,5000}?\$\$",
    re.DOTALL | re.MULTILINE,
)
_LINK: Final = re.compile(
    r"(?P<picture>!?)\[(?:[^\[\]]|\[[^\[\]]*\](?:\([^()\s]*\))?)*\]"
    r"\(\s*(?P<to><[^<>\n]+>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+[\"'(][^\n]*?)?\s*\)"
)
_TAG: Final = re.compile(
    r"<(?:img|a|source|video|audio|iframe)\b[^>]{0,500}?\b(?P<picture>src|href)\s*=\s*"
    r"(?P<quote>[\"'])(?P<to>(?:(?!(?P=quote)).){1,500})(?P=quote)",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(
    r"^ {0,3}\[(?P<picture>(?!\^)[^\]\n]+)\]:[ \t]*(?P<to><[^<>\n]+>|\S+)[ \t]*(?:[\"'(].*)?$",
    re.MULTILINE,
)
_HEADING: Final = re.compile(
    r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$|^(.+)\n(?:=+|-+)[ \t]*$", re.MULTILINE
)
_ANCHOR: Final = re.compile(r"\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)|^\(([\w-]+)\)=$", re.MULTILINE)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")


class Link(NamedTuple):
    """A link to a file or to a place of this notebook."""

    cell: Cell
    #: The file, decoded; empty if it is this notebook.
    path: str
    #: The place in it; may be empty.
    anchor: str
    line: int
    column: int
    #: Whether it is a picture or the like, which is shown and not opened.
    shown: bool


def find_links(cells: Iterable[Cell]) -> Iterator[Link]:
    """Yields links of text cells that lead to no other host."""
    for cell in cells:
        if cell.kind != "markdown" or not any(sign in cell.source for sign in "](<"):
            continue
        text = _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), cell.source)
        for pattern in (_LINK, _TAG, _REFERENCE):
            for found in pattern.finditer(text):
                link = _link(cell, text, found)
                if link is not None:
                    yield link


def anchors_of(cells: Iterable[Cell]) -> frozenset[str]:
    """The places of a notebook that links can lead to: headings and anchors, made comparable."""
    found: set[str] = set()
    for cell in cells:
        if cell.kind != "markdown":
            continue
        for heading in _HEADING.finditer(cell.source):
            text = _LINK.sub(
                lambda link: link[0].partition("](")[0], heading[1] or heading[2] or ""
            )
            found.add(comparable(re.sub(r"<[^>]*>", "", text)))
        found.update(comparable(one or other) for one, other in _ANCHOR.findall(cell.source))
    return frozenset(found)


def comparable(anchor: str) -> str:
    """An anchor without what renderers spell differently: capitals, spaces, punctuation."""
    return re.sub(r"[\W_]+", "", anchor).casefold()


def _link(cell: Cell, text: str, found: re.Match[str]) -> Link | None:
    to = found["to"].strip("<>").strip()
    if not to or (_SCHEME.match(to) and not to.lower().startswith("file:")):
        return None
    path, _, anchor = to.partition("#")
    start = found.start("to")
    return Link(
        cell,
        unquote(path.partition("?")[0]),
        unquote(anchor),
        text.count("\n", 0, start) + 1,
        start - text.rfind("\n", 0, start),
        shown=found["picture"] in ("!", "src"),
    )
