"""Values that are given to names such as `password` and `api_key`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from jupyter_mlops.checks.secrets_entropy import change_of_kinds, entropy_of
from jupyter_mlops.checks.secrets_placeholders import is_placeholder

_PASSWORD: Final = r"(?:password|passwd|passphrase|passwort|pwd)"  # noqa: S105 - a pattern of names
_KEY: Final = (
    r"(?:secret|token|api[_-]?key|access[_-]?key|auth[_-]?key|private[_-]?key|secret[_-]?key"
    r"|encryption[_-]?key|signing[_-]?key|account[_-]?key|credentials?|client[_-]?secret|apikey)"
)
_NAME: Final = rf"(?P<name>\b[\w.-]{{0,60}}?(?:{_PASSWORD}|{_KEY})[\w-]{{0,40}})"
#: A literal that is given to a name: variable, argument, member of a dict, of the environment.
_GIVEN: Final = re.compile(
    rf"{_NAME}[\"']?\]?\s*(?::\s*(?:str|Final)[\w\[\]| ]*)?(?:=(?!=)|:|=>|,(?=\s*[\"']))\s*"
    r"(?P<prefix>[rbuRBU]{0,2})(?P<quote>\"|')(?P<value>[^\"'\n]{3,300})(?P=quote)",
    re.IGNORECASE,
)
#: The same in lines of a shell, of `%env` and in printed settings, without quotes.
_BARE: Final = re.compile(
    rf"(?:^|[\s;&]){_NAME}(?:=|:[ \t]+)(?P<value>[^\s\"'`;,)\]}}]{{6,300}})",
    re.IGNORECASE | re.MULTILINE,
)
_OPTION: Final = re.compile(
    rf"--(?P<name>[\w-]*(?:{_PASSWORD}|{_KEY}))[ =](?P<value>[^\s\"'`-][^\s\"'`]{{3,300}})",
    re.IGNORECASE,
)
#: For texts in lower case, which is quicker than to ignore it.
_ANY: Final = re.compile(f"{_PASSWORD}|{_KEY}")
#: Longer lines of what was printed are data, or programs of a page.
_LONGEST_LINE: Final = 20_000
#: What stands further away on a line than this has nothing to do with a name.
_REACH: Final = 400
_LONGEST_SHELL: Final = 2_000
_SHELL: Final = re.compile(r"^\s*(?:[%!]|export\s|set\s)|\s--[a-z]", re.IGNORECASE)
#: Names that are about a secret and hold none.
_ABOUT: Final = re.compile(
    r"(?:_|-|\b)(?:name|names|field|col|column|file|filename|path|dir|url|uri|endpoint|type|id|ids"
    r"|env|var|variable|label|prefix|suffix|count|length|len|limit|max|min|policy|hint|help|prompt"
    r"|title|regex|pattern|format|header|scope|scopes|usage|index|idx|list|set|map|size|scope|kind"
    r"|strategy|classes|class|version|manager|provider|expir\w*|param|option|message|error|text)s?$"
    r"|^(?:.*[_.])?(?:pad|eos|bos|unk|sep|cls|mask|start|end|stop|next|prev|first|last|special|oov"
    r"|image|audio|video|begin|blank|separator|delimiter|word|sub|input|output|dummy|test)_?tokens?$"
    r"|tokeni[sz]|tokens|passwordless|secretar|token_to|keyword",
    re.IGNORECASE,
)
#: Names of things: words, `CONSTANTS` and `ClassNames`, with separators or without.
_WORDLIKE: Final = re.compile(
    r"(?:[A-Z]*[a-z]*|(?:[A-Z][a-z]+)+)(?:[_\-. /:](?:[A-Z]*[a-z]*|(?:[A-Z][a-z]+)+))*"
)
_WEAK, _STRONG, _BITS, _MIX = 4, 12, 3.0, 0.15


class Given(NamedTuple):
    """A value that is given to a name."""

    name: str
    start: int
    end: int


def find_given(text: str, *, code: bool) -> Iterator[Given]:
    """Yields values that look like secrets by the names that they are given to.

    Args:
        text: Any text.
        code: Whether it is a cell's source, in which literals stand in quotes.
    """
    for start, end in _surroundings(text, longest=None if code else _LONGEST_LINE):
        for found in _GIVEN.finditer(text, start, end):
            if _is_secret(found, code=code, quoted=True) and not _is_no_gift(text, found):
                yield _given(found)
        for pattern in (_BARE, _OPTION):
            for found in pattern.finditer(text, start, end):
                if code and not _is_shell(text, found.start("name")):
                    continue
                if _is_secret(found, code=code, quoted=False):
                    yield _given(found)


def _surroundings(text: str, longest: int | None) -> Iterator[tuple[int, int]]:
    """Yields parts of lines that have such a name, none within another.

    Args:
        text: The text.
        longest: Longer lines are left out; None for none.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # few capitals have small letters of another length
        lowered = "".join(char.lower() if char.isascii() else char for char in text)
    last = 0
    while found := _ANY.search(lowered, last):
        line = text.rfind("\n", 0, found.start()) + 1
        stop = text.find("\n", found.end())
        stop = len(text) if stop < 0 else stop
        if longest is None or stop - line <= longest:
            stop = min(stop, found.end() + _REACH)
            yield max(last, line, found.start() - _REACH), stop
        last = stop


def _given(found: re.Match[str]) -> Given:
    return Given(found["name"], found.start("value"), found.end("value"))


def _is_secret(found: re.Match[str], *, code: bool, quoted: bool) -> bool:
    name, value = found["name"], found["value"]
    if _ABOUT.search(name) or is_placeholder(value) or value.lower() in name.lower():
        return False
    if re.search(_PASSWORD, name, re.IGNORECASE):
        # A sentence is a prompt; in outputs and without quotes anything may follow a colon.
        weak = " " not in value.strip() and len(value) >= _WEAK and code
        return weak if quoted or code else _is_strong(value)
    return _is_strong(value)


def _is_strong(value: str) -> bool:
    """Whether a value is long and mixed enough to be a key rather than a word or a path."""
    if len(value) < _STRONG or re.search(r"\s", value) or _WORDLIKE.fullmatch(value):
        return False
    if re.match(r"(?:https?:|[\w.]*\(|/|~|\.{1,2}/|[\w-]+\.\w+\()", value):
        return False
    if re.fullmatch(r"[\d.,:eE+-]+", value):
        return False
    hexadecimal = re.fullmatch(r"[0-9a-fA-F-]{24,}", value) is not None
    return hexadecimal or (entropy_of(value) >= _BITS and change_of_kinds(value) >= _MIX)


def _is_no_gift(text: str, found: re.Match[str]) -> bool:
    """Whether a comma stands between name and value, and not in `getenv("TOKEN", "abc")`."""
    between = text[found.end("name") : found.start("value")]
    before = text[max(0, found.start() - 40) : found.start()]
    return "," in between and not re.search(r"(?:getenv|setdefault|environ\.get|get)\(", before)


def _is_shell(text: str, at: int) -> bool:
    """Whether a line is one of a shell; those that are very long are none."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - start <= _LONGEST_SHELL and bool(_SHELL.search(text[start:end]))
