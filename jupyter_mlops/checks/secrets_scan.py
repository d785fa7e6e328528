"""Secrets in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from msgspec import Struct

from jupyter_mlops.checks.secrets_entropy import is_random
from jupyter_mlops.checks.secrets_names import find_given
from jupyter_mlops.checks.secrets_placeholders import is_placeholder
from jupyter_mlops.checks.secrets_shapes import SHAPES

#: Codes of what is told otherwise than by its shape.
NAMED: Final = "named-secret"
RANDOM: Final = "high-entropy"
#: Remarks of other tools that the author has looked at a line.
_LOOKED_AT: Final = re.compile(r"pragma:\s*allowlist[ -]secret|gitleaks:\s*allow|ggignore")
_CANDIDATE: Final = re.compile(r"(?P<quote>[\"'])(?P<value>[A-Za-z0-9+/_=.~-]{20,200})(?P=quote)")
_LOOSE: Final = re.compile(r"(?<![\w+/=.-])[A-Za-z0-9+/_=~-]{20,200}(?![\w+/=-])")
_WORDS: Final = re.compile(r"key|token|secret|passw|credential|auth", re.IGNORECASE)
#: What is named so, or stands so, is random and no secret.
_HARMLESS: Final = re.compile(
    r"(?:id|ids|hash|digest|checksum|sha\w{0,4}|md5|etag|uuid|guid|commit|rev|revision|url|href|src"
    r"|integrity|fingerprint|version|nonce|seed|path|file|public_?key|pub)[\"']?\]?\s*[=:(,\[{]\s*"
    r"[\"']?$|base64,$|sha\d+[-:]$|b64decode\([rb]?[\"']?$|[?&/][\w.%=&-]*$|https?://\S*$",
    re.IGNORECASE,
)
_DATA: Final = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]+")
#: Words of longer lines are those of minified scripts and of data.
_LONG: Final = 2_000
#: The longest name of a scheme, and more.
_REACH: Final = 60
#: More in one text are told by as many.
_MOST: Final = 300
#: Shapes in which a percent sign is no placeholder, and what follows is not read by people.
_NEVER_PLACEHOLDERS: Final = frozenset({"private-key", "azure-sas"})


class Hit(Struct, frozen=True, kw_only=True):
    """A secret in a text; what it is stays where it was."""

    #: What kind of secret.
    code: str
    #: The same for people, with its article.
    title: str
    #: The name that it is given to, if it was told by that.
    name: str = ""
    #: Where it is in the text.
    start: int
    end: int
    #: Line and column, from 1.
    line: int
    column: int

    @property
    def length(self) -> int:
        """How many characters it has."""
        return self.end - self.start


def scan_text(
    text: str,
    *,
    allow: Sequence[re.Pattern[str]] = (),
    entropy: float = 4.2,
    code: bool = True,
) -> tuple[Hit, ...]:
    """Looks for secrets.

    Args:
        text: What somebody has written, or a program has printed.
        allow: What one of these finds something in is no secret.
        entropy: Bits per character from which a random-looking text is one; 0 for never.
        code: Whether it is source code; in other texts less is taken for a secret.

    Returns:
        In their order, none within another; of very many not all.
    """
    if "base64," in text:
        text = _DATA.sub(lambda found: " " * len(found[0]), text)
    found = chain(_by_shape(text), _by_name(text, code=code), _by_chance(text, entropy, code=code))
    taken: list[tuple[int, int]] = []
    hits: list[Hit] = []
    for code_, title, name, start, end in found:
        at = bisect_left(taken, (start, end))
        within = any(start < right and left < end for left, right in taken[max(0, at - 1) : at + 1])
        allowed = any(pattern.search(text[start:end]) for pattern in allow)
        if within or allowed or _is_looked_at(text, start):
            continue
        taken.insert(at, (start, end))
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        hits.append(
            Hit(code=code_, title=title, name=name, start=start, end=end, line=line, column=column)
        )
        if len(hits) == _MOST:
            break
    return tuple(sorted(hits, key=lambda hit: hit.start))


def masked_line(text: str, hit: Hit, hits: Sequence[Hit]) -> str:
    """The line of a secret, without any of the secrets in it."""
    start = text.rfind("\n", 0, hit.start) + 1
    stop = text.find("\n", hit.start)
    pieces, at = [], start
    stop = len(text) if stop < 0 else stop
    for other in hits:
        if other.end > start and other.start < stop:
            pieces += [text[at : max(at, other.start)], f"<{other.code}>"]
            at = min(max(at, other.end), stop)
    return "".join([*pieces, text[at:stop]])


_Found = tuple[str, str, str, int, int]


def _by_shape(text: str) -> Iterator[_Found]:
    lowered = text.lower()
    for shape in SHAPES:
        if any(hint in lowered for hint in shape.hints):
            for found in shape.pattern.finditer(text):
                start, end = found.span("value" if "value" in found.groupdict() else 0)
                before = text[max(0, found.start() - _REACH) : found.start()]
                if shape.before is not None and not shape.before.search(before):
                    continue
                never = shape.code in _NEVER_PLACEHOLDERS
                if never or not is_placeholder(text[start:end]):
                    yield shape.code, shape.title, "", start, end


def _by_name(text: str, *, code: bool) -> Iterator[_Found]:
    for given in find_given(text, code=code):
        yield NAMED, f"a value for {given.name}", given.name, given.start, given.end


def _by_chance(text: str, entropy: float, *, code: bool) -> Iterator[_Found]:
    if not entropy:
        return
    for found in (_CANDIDATE if code else _LOOSE).finditer(text):
        start, end = found.span("value" if code else 0)
        if not is_random(text[start:end], entropy) or is_placeholder(text[start:end]):
            continue
        line = text.rfind("\n", 0, start) + 1
        before = text[max(line, start - _LONG) : start]
        if _HARMLESS.search(before) or (not code and not _WORDS.search(before)):
            continue
        yield RANDOM, "a text that looks random, as keys do", "", start, end


def _is_looked_at(text: str, start: int) -> bool:
    stop = text.find("\n", start)
    line = text[text.rfind("\n", 0, start) + 1 : len(text) if stop < 0 else stop]
    return len(line) < _LONG and bool(_LOOKED_AT.search(line))
