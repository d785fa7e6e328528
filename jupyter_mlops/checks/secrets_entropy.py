"""Texts that look as if chance had written them."""

from __future__ import annotations

import math
import re
from base64 import b64decode
from binascii import Error
from collections import Counter
from itertools import pairwise
from typing import Final

#: Longer ones are data: images, models, notebooks in notebooks.
_LONGEST: Final = 200
_SHORTEST: Final = 20
_KINDS: Final = (str.isdigit, str.isupper, str.islower)
#: Part of the neighbours that are of different kinds: `ResNet50` changes rarely, chance often.
_CHANGES: Final = 0.42
#: How what is encoded in base64 begins, where it is a file.
_FILES: Final = ("iVBORw0KGgo", "/9j/", "R0lGOD", "JVBERi", "UEsDB", "H4sI", "gAS", "gAN", "PHN2Z")
#: Words of names such as `ModelCheckpoint`, and the part of a text that they may be.
_WORD: Final = re.compile(r"[A-Z][a-z]{2,}|[a-z]{3,}")
_WORDS: Final = 0.6
_PRINTABLE: Final = re.compile(rb"[\t\n\r\x20-\x7e]+")


def entropy_of(text: str) -> float:
    """Shannon's entropy of a text, in bits per character."""
    size = len(text)
    return -sum(n / size * math.log2(n / size) for n in Counter(text).values()) if size else 0.0


def is_random(text: str, limit: float) -> bool:
    """Whether a text without spaces looks as if it were made by chance.

    Hexadecimal text, which is a hash far more often than a key, never reaches 4 bits.

    Args:
        text: Letters, digits and few other characters.
        limit: Bits per character from which it is; 0 for never.
    """
    if not limit or not _SHORTEST <= len(text) <= _LONGEST or entropy_of(text) < limit:
        return False
    if not all(any(map(kind, text)) for kind in _KINDS) or text.startswith(_FILES):
        return False
    if sum(map(len, _WORD.findall(text))) > _WORDS * len(text):
        return False
    return change_of_kinds(text) >= _CHANGES and not _is_encoded_text(text)


def change_of_kinds(text: str) -> float:
    """Which part of neighbouring characters is of different kinds: digits, capitals, small."""
    kinds = [next((n for n, kind in enumerate(_KINDS) if kind(char)), -1) for char in text]
    changes = sum(left != right and -1 not in (left, right) for left, right in pairwise(kinds))
    return changes / max(1, len(text) - 1)


def _is_encoded_text(text: str) -> bool:
    """Whether a text is base64 of one that people can read."""
    try:
        plain = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (Error, ValueError):
        return False
    return bool(_PRINTABLE.fullmatch(plain))
