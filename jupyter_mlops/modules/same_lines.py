"""Which line of a text is which of another that says the same in another form."""

from __future__ import annotations

import ast
import io
import tokenize
from collections import deque
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from jupyter_mlops.modules.text.python_source import parse_source

_LAYOUT: Final = frozenset(
    {
        tokenize.NEWLINE,
        tokenize.NL,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
        tokenize.ENCODING,
    }
)
#: What formatters add and remove.
_LOOSE: Final = frozenset("(),;")


class _Token(NamedTuple):
    """A token that formatting keeps."""

    #: What it means, so that texts are equal whatever their quotes.
    meaning: str
    #: Its lines, from 0.
    first: int
    last: int


def same_line(text: str, other: str, line: int) -> int:
    """Finds the line of `other` that says what a line of `text` says.

    A formatter moves lines, and leaves the syntax tree: whatever begins on a line begins somewhere
    in the other text, too. What no tree knows, such as comments, is found by laying the tokens of
    both side by side. Where one was edited, the nearest token before that both have decides.

    Args:
        text: Python.
        other: The same in another form, or an earlier or later version of it.
        line: A line of `text`, from 0.

    Returns:
        The line of `other`, from 0.
    """
    last = other.count("\n")
    if text == other:
        return min(line, last)
    begun = _lines_by_tree(text, other).get(line)
    return _line_by_tokens(text, other, line) if begun is None else begun


def says_same(text: str, other: str) -> bool:
    """Whether two texts differ in nothing but what a formatter may change."""
    if text == other or _lines_by_tree(text, other):
        return True
    return [one.meaning for one in _tokens(text)] == [one.meaning for one in _tokens(other)]


@lru_cache(maxsize=64)
def _lines_by_tree(text: str, other: str) -> dict[int, int]:
    """For each line on which code begins, the line on which the same begins in the other text.

    Returns:
        The lines, from 0; none if the texts are not the same code.
    """
    mine, others = parse_source(text), parse_source(other)
    if mine is None or others is None:
        return {}
    lines: dict[int, int] = {}
    pairs = zip_longest(_placed(mine), _placed(others))
    for here, there in pairs:
        if type(here) is not type(there):
            return {}
        lines.setdefault(here.lineno - 1, there.lineno - 1)
    return lines


def _placed(tree: ast.AST) -> Iterator[Any]:
    """What of a tree has a place, the outer before the inner; of texts with `f` nothing inside."""
    waiting = deque([tree])
    while waiting:
        node = waiting.popleft()
        if hasattr(node, "lineno"):
            yield node
        if not isinstance(node, ast.JoinedStr):
            waiting.extend(ast.iter_child_nodes(node))


def _line_by_tokens(text: str, other: str, line: int) -> int:
    mine, others, partners = _partners(text, other)
    # Those on the line come first, then those of a text that reaches over it, then any before.
    at = [n for n, token in enumerate(mine) if token.first <= line and n in partners]
    begun = [n for n in at if mine[n].first == line]
    chosen = begun[0] if begun else at[-1] if at else min(partners, default=None)
    if chosen is None:
        return min(line, other.count("\n"))
    token, partner = mine[chosen], others[partners[chosen]]
    within = line - token.first if token.first <= line <= token.last else 0
    return min(partner.first + within, partner.last)


@lru_cache(maxsize=64)
def _partners(text: str, other: str) -> tuple[list[_Token], list[_Token], dict[int, int]]:
    """The tokens of both, and which is which."""
    mine, others = _tokens(text), _tokens(other)
    left, right = [one.meaning for one in mine], [one.meaning for one in others]
    if left == right:
        return mine, others, {at: at for at in range(len(left))}
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return mine, others, {a + n: b + n for a, b, size in blocks for n in range(size)}


def _tokens(text: str) -> list[_Token]:
    """The tokens that formatting keeps, as far as the text can be read."""
    found: list[_Token] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type not in _LAYOUT and token.string not in _LOOSE:
                meaning = _meaning(token)
                found.append(_Token(meaning, token.start[0] - 1, token.end[0] - 1))
    except (tokenize.TokenError, SyntaxError):
        pass
    return found


def _meaning(token: tokenize.TokenInfo) -> str:
    if token.type == tokenize.COMMENT:
        return "#" + token.string.lstrip("#! \t").rstrip()
    if token.type == tokenize.NUMBER:
        return token.string.lower()
    if token.type == tokenize.STRING:
        try:
            return repr(ast.literal_eval(token.string))
        except (SyntaxError, ValueError):  # before Python 3.12, one with `f` in front
            return token.string.lstrip("rRbBuUfF").strip("'\"")
    if tokenize.tok_name[token.type].endswith("STRING_START"):  # from Python 3.12 on
        return "f'"
    return "f'" if tokenize.tok_name[token.type].endswith("STRING_END") else token.string
