"""Replaces what differs from run to run by placeholders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.notebooks.diff.outputs.rules import Rule


def quiet(text: str) -> str:
    """A text with placeholders for noise, so that two texts are equal if only noise differs.

    Takes time linear in the text's length, and keeps the number of its line feeds.
    """
    # Compiling the rules takes longer than comparing a small notebook that needs none.
    from jupyter_mlops.notebooks.diff.outputs.rules import RULES

    for rule in RULES:
        text = _apply(rule, text)
    return text


def quiet_addresses(text: str) -> str:
    """The same for memory addresses only, where times and ids are data, as in a table."""
    from jupyter_mlops.notebooks.diff.outputs.rules import ADDRESS

    return _apply(ADDRESS, text)


def _apply(rule: Rule, text: str) -> str:
    for hint in rule.hints:
        found = hint.search(text)
        if found:
            text = _replace(rule, hint, found, text)
    return text


def _replace(rule: Rule, hint: re.Pattern[str], found: re.Match[str] | None, text: str) -> str:
    """Applies a rule to the lines where its hint is found."""
    pieces: list[str] = []
    done = 0
    while found:
        start = text.rfind("\n", done, found.start()) + 1 or done
        stop = text.find("\n", found.start())
        stop = len(text) if stop < 0 else stop
        pieces += text[done:start], rule.pattern.sub(rule.placeholder, text[start:stop])
        done = stop
        found = hint.search(text, stop)
    return "".join(pieces) + text[done:]
