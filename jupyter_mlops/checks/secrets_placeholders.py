"""Values that stand where a secret would, and are none."""

from __future__ import annotations

import re
from typing import Final

#: What people write for "put yours here", anywhere in the value.
_WORDS: Final = re.compile(
    r"example|change[_-]?me|change[_-]?this|place[_-]?holder|dummy|sample|redacted|masked|hidden"
    r"|your[_-]?|my[_-]?(?:secret|token|key|pass|api)|insert[_-]|replace|goes[_-]?here|todo|fixme"
    r"|fake|mock|foobar|lorem|<[^>]+>|\[[^\]]+\]|\{[^}]*\}|\$\w|\$\(|%\w|%\(|\*{3}|x{4}|\.{3}|…",
    re.IGNORECASE,
)
#: Values that say what they stand for, or nothing.
_EXACT: Final = re.compile(
    r"pass(?:word|wd|phrase)?|pwd|secret|token|(?:api[_-]?)?key|auth|credentials?|private|none|null"
    r"|nil|true|false|undefined|unknown|empty|default|test(?:ing)?|user|username|login|admin|root"
    r"|guest|string|str|text|value|abc|foo|ba[rz]|qux|hello|(?:dis|en)abled|required|optional"
    r"|bearer|basic|anonymous|public|notebook|tiger"
)
_RUNS: Final = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop")


def is_placeholder(value: str) -> bool:
    """Whether a value stands for a secret that is elsewhere.

    Args:
        value: What was found in its place.
    """
    plain = value.strip().strip("'\"")
    lowered = plain.lower()
    if len(set(lowered)) <= 2 or _EXACT.fullmatch(lowered) or _WORDS.search(plain):  # noqa: PLR2004 - xx, --
        return True
    bare = re.sub(r"[\W_]", "", lowered)
    return any(bare and (bare in run or run.startswith(bare)) for run in _RUNS) or _is_name(plain)


def _is_name(value: str) -> bool:
    """Whether a value is the name of a variable of the environment: `OPENAI_API_KEY`."""
    return bool(re.fullmatch(r"[A-Z][A-Z]+(?:_[A-Z0-9]+)+", value)) and not re.search(
        r"\d[A-Z]+\d", value
    )
