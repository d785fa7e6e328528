"""The tokens of Python code, as far as formatting leaves them alone."""

from __future__ import annotations

import io
import tokenize
from typing import NamedTuple

_BLANK = frozenset({tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER})


class Comment(NamedTuple):
    """A comment."""

    #: Without the space around and after the number signs.
    text: str
    #: Its line, from 1.
    line: int


class Remarks(NamedTuple):
    """What a syntax tree doesn't hold of a program."""

    comments: list[Comment]
    #: Whether it ends with a semicolon.
    silent: bool


def python_comments(source: str) -> Remarks | None:
    """The comments of a program; None if they can't be found."""
    if "#" not in source:
        return Remarks([], source.rstrip().endswith(";"))
    tokens = _tokenize(source)
    if tokens is None:
        return None
    comments = [
        Comment(_comment(token.string), token.start[0])
        for token in tokens
        if token.type == tokenize.COMMENT
    ]
    ignored = {*_BLANK, tokenize.NEWLINE, tokenize.COMMENT}
    code = [token.string for token in tokens if token.type not in ignored]
    return Remarks(comments, code[-1:] == [";"])


def python_tokens(source: str) -> list[tuple[int, str]] | None:
    """The tokens of code that isn't a program, blank lines and indentation widths aside.

    Returns:
        Kinds and texts; None if it doesn't even have tokens.
    """
    tokens = _tokenize(source)
    if tokens is None:
        return None
    found = []
    for token in tokens:
        if token.type in (tokenize.INDENT, tokenize.DEDENT):
            found.append((token.type, ""))
        elif token.type == tokenize.COMMENT:
            found.append((token.type, _comment(token.string)))
        elif token.type == tokenize.NEWLINE:
            found.append((token.type, ""))
        elif token.type not in _BLANK:
            found.append((token.type, token.string))
    return found


def _tokenize(source: str) -> list[tokenize.TokenInfo] | None:
    try:
        return list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _comment(text: str) -> str:
    bare = text.lstrip("#")
    return "#" * (len(text) - len(bare)) + bare.strip()
