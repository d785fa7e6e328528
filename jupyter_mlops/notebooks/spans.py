"""Where in its bytes a JSON document has which value.

Nothing is decoded: a walk over an object or a list yields where its members stand and steps over
what is in them, so that a large notebook costs little if little of it is looked at. The bytes must
be valid JSON, which whoever has decoded them knows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

_SPACE = re.compile(rb"[ \t\r\n]*")
_COLON = re.compile(rb"[ \t\r\n]*:[ \t\r\n]*")
_SCALAR = re.compile(rb"[^ \t\r\n,\]}]+")
# Strings and flat lists of numbers are taken in hundreds: one match each is slow, and one for all
# of them takes memory.
_TO_BRACKET = re.compile(
    rb'[^"\[\]{}]*(?:(?:"[^"]*"|\[[^"\[\]{}]*\])[^"\[\]{}]*){0,200}([\[\]{}])?'
)
_OPENING = (b"[", b"{")


class Item(NamedTuple):
    """A member of an object or a list, as offsets into the bytes."""

    #: The key; None in a list.
    key: str | None
    #: Where the key starts, or the value in a list.
    start: int
    #: Where the value starts.
    value: int
    #: Where the value ends.
    end: int


def without_escapes(data: bytes) -> bytes:
    r"""The same JSON with other text in place of `\\` and `\"`, so that `"` always ends a string.

    A run of backslashes starts an escape, hence taking them in pairs from the left is right.
    """
    if b"\\" not in data:
        return data
    return data.replace(rb"\\", b"__").replace(rb"\"", b"__")


class Spans:
    """The members of objects and lists in a JSON document.

    Args:
        data: The document, valid JSON.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._plain = without_escapes(data)

    def items(self, start: int) -> Iterator[Item]:
        """The members of the object or list that starts at offset `start`, in order.

        A key that an object holds twice comes twice.
        """
        plain = self._plain
        keyed = plain[start] == ord("{")
        at = self.skip_space(start + 1)
        while plain[at] not in b"]}":
            key, value = self._key(at) if keyed else (None, at)
            end = self._end(value)
            yield Item(key, at, value, end)
            at = self.skip_space(end)
            if plain[at] == ord(","):
                at = self.skip_space(at + 1)

    def skip_space(self, at: int) -> int:
        """The offset of the first byte from `at` on that is no white space."""
        found = _SPACE.match(self._plain, at)
        return found.end() if found else at

    def _key(self, start: int) -> tuple[str, int]:
        """The key that starts at `start`, and where its value starts."""
        end = self._plain.index(b'"', start + 1) + 1
        colon = _COLON.match(self._plain, end)
        key: str = json.loads(self._data[start:end].decode())
        return key, colon.end() if colon else end

    def _end(self, start: int) -> int:
        """Where the value that starts at `start` ends."""
        first = self._plain[start : start + 1]
        if first == b'"':
            return self._plain.index(b'"', start + 1) + 1
        if first in _OPENING:
            return self._end_of_container(start)
        scalar = _SCALAR.match(self._plain, start)
        return scalar.end() if scalar else start

    def _end_of_container(self, start: int) -> int:
        at, depth = start + 1, 1
        while depth:
            found = _TO_BRACKET.match(self._plain, at)
            if not found or found.end() == at:
                return at
            at = found.end()
            if bracket := found[1]:
                depth += 1 if bracket in _OPENING else -1
        return at
