"""What a terminal text looks like once it has settled: progress bars redrawn, colours left out."""

from __future__ import annotations

import re

#: Escape sequences of ECMA-48: CSI (colours, cursor), OSC (titles, links), and the short ones.
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|[@-Z\\^_=>c])?")


def settle(text: str) -> str:
    """The text that a person sees in the end.

    Escape sequences are left out, a carriage return goes back to the start of its line and
    overwrites it, a backspace takes the character before it away, as in JupyterLab. Line feeds
    stay what and as many as they are.
    """
    if "\x1b" in text:
        text = _ESCAPE.sub("", text)
    if "\r" not in text and "\b" not in text:
        return text
    return "\n".join(_settle_line(line) for line in text.split("\n"))


def _settle_line(line: str) -> str:
    if "\b" in line:
        line = _rub_out(line)
    return _overwrite(line) if "\r" in line else line


def _overwrite(line: str) -> str:
    """What is left of texts written over each other, in one pass from the last to the first."""
    seen, pieces = 0, []
    for text in reversed(line.split("\r")):
        if len(text) > seen:
            pieces.append(text[seen:])
            seen = len(text)
    return "".join(pieces)


def _rub_out(line: str) -> str:
    """What backspaces leave; carriage returns stop them. Every piece is cut once, at the end."""
    first, *rest = line.split("\b")
    pieces = [(first, len(first))]
    for text in rest:
        while pieces and not pieces[-1][1]:
            pieces.pop()
        if pieces:
            piece, end = pieces[-1]
            if piece[end - 1] != "\r":
                pieces[-1] = piece, end - 1
        pieces.append((text, len(text)))
    return "".join(piece[:end] for piece, end in pieces)
