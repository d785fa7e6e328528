"""The parameters cell as a syntax tree and its comments."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from typing import NamedTuple

from jupyter_mlops.errors import ParameterError

#: IPython's own lines: magics, shell, help, and assignments from these.
_IPYTHON = re.compile(r"\s*(?:[%!?]|[\w, .]+=\s*[%!])|.*\?\s*$")

_PRAGMA = re.compile(r"(?:noqa|type:\s*ignore|mypy:|pylint:|ruff:|pragma:|fmt:)")


class Comment(NamedTuple):
    """A comment of the cell."""

    #: Without the `#` and the space around.
    text: str
    #: Whether it has the line to itself.
    alone: bool


def parse_python(source: str, *, place: str) -> tuple[ast.Module, str]:
    """Parses a cell, leaving out the lines that are IPython's rather than Python's.

    Which lines these are depends on the strings around them, so Python itself is asked: only a
    line that it refuses can be one.

    Args:
        source: The cell's source.
        place: The cell, as messages call it.

    Returns:
        The tree, and the source that its positions refer to.

    Raises:
        ParameterError: What remains is not Python.
    """
    lines = source.splitlines(keepends=True)
    while True:
        text = "".join(lines)
        try:
            return parse_quietly(text), text
        except SyntaxError as error:
            if error.lineno is None or not _blank_out(lines, error.lineno - 1):
                where = f"{place}, line {error.lineno}" if error.lineno else place
                raise ParameterError(
                    f"{where}: the parameters cell is not Python: {error.msg}",
                    hint="mend the cell, or move what is no parameter out of it",
                ) from error
        except (ValueError, RecursionError, MemoryError) as error:
            raise ParameterError(f"{place}: the parameters cell cannot be read: {error}") from error


def parse_quietly(source: str) -> ast.Module:
    r"""`ast.parse` without its warnings: a `"\d"` in a notebook is not for our log."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source)


def comments(source: str) -> dict[int, Comment]:
    """The comments of a cell by line, from 1; those for tools left out."""
    found: dict[int, Comment] = {}
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                text = token.string.lstrip("#!").strip()
                if not _PRAGMA.match(text):
                    before = token.line[: token.start[1]]
                    found[token.start[0]] = Comment(text, alone=not before.strip())
    except (tokenize.TokenError, SyntaxError):
        return found  # the tokenizer stumbles over a few things that the parser takes
    return found


def _blank_out(lines: list[str], index: int) -> bool:
    """Replaces a line of IPython's, and those it goes on in, by what does nothing."""
    if index >= len(lines) or not _IPYTHON.match(lines[index]):
        return False
    text = lines[index]
    lines[index] = text[: len(text) - len(text.lstrip())] + "pass\n"
    while text.rstrip("\r\n").endswith("\\") and (index := index + 1) < len(lines):
        text = lines[index]
        lines[index] = "\n"
    return True
