"""Whether two pieces of code are the same program, formatted differently."""

from __future__ import annotations

import re

from jupyter_mlops.notebooks.diff.ipython import cell_magic
from jupyter_mlops.notebooks.diff.programs import same_python

#: Cell magics whose cell is Python.
_PYTHON_MAGICS = frozenset({"capture", "prun", "time", "timeit"})

#: Languages in which spaces between words and the indentation mean nothing, as the kernels' names.
_FREE_FORM = frozenset(
    {"c", "c#", "c++", "cpp", "java", "javascript", "r", "rust", "sql", "typescript"}
)
#: What stands in a line of these: a word, a bracket or separator, an operator.
_TOKEN = re.compile(r"\w+|[()\[\]{},;]|[^\w\s()\[\]{},;]+")
#: In a line with these, spaces may mean something: strings, regular expressions, continuations,
#: macros.
_LITERAL = re.compile(r"[\"'/\\#]")
#: Characters up to which code is read; longer code is compared as text.
_LONG = 500_000


def same_code(base: str, head: str, language: str | None) -> bool:
    """Whether only formatting differs.

    In doubt it doesn't: what can't be read as code is compared as text, where only space at the
    ends of lines counts as formatting.

    Args:
        base: The code before.
        head: The code after.
        language: The kernel's language as notebooks name it, in any case; None if unknown.
    """
    if base == head:
        return True
    name = (language or "").lower()
    if name == "markdown":
        return _markdown(base) == _markdown(head)
    if len(base) + len(head) > _LONG:
        return _same_text(base, head)
    if name in {"python", "ipython"} or re.fullmatch(r"i?python ?\d[\d.]*", name):
        return _same_cell(base, head)
    if name in _FREE_FORM:
        return _same_text(base, head) or _same_tokens(base, head)
    return _same_text(base, head)


def _same_cell(base: str, head: str) -> bool:
    """Compares cells of a Python kernel, in which a magic may hold any text."""
    while (before := cell_magic(base)) is not None:
        after = cell_magic(head)
        if after is None or before.line != after.line:
            return False
        base, head = before.body, after.body
        if before.name not in _PYTHON_MAGICS:
            return _same_text(base, head)
    if cell_magic(head) is not None:
        return False
    same = same_python(base, head)
    return _same_text(base, head) if same is None else same


def _same_text(base: str, head: str) -> bool:
    """Compares texts but for space at the ends of lines, and empty lines at the end."""
    return _stripped(base) == _stripped(head)


def _stripped(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().split("\n")]


def _markdown(text: str) -> list[str]:
    """The lines of a Markdown text, in which two spaces at the end of a line break it."""
    lines = text.rstrip().split("\n")
    ends = ("  " if line.strip() and line.endswith("  ") else "" for line in lines)
    return [line.rstrip() + end for line, end in zip(lines, ends, strict=True)]


def _same_tokens(base: str, head: str) -> bool:
    """Compares code line by line, spaces aside, where no string goes over lines."""
    before, after = _tokens(base), _tokens(head)
    return before is not None and before == after


def _tokens(text: str) -> list[list[str]] | None:
    """The tokens of each line that isn't blank; None if a string may go over lines."""
    lines = []
    for line in text.split("\n"):
        if any(line.count(quote) % 2 for quote in "\"'") or "`" in line:
            return None
        lines.append([line.strip()] if _LITERAL.search(line) else _TOKEN.findall(line))
    return [line for line in lines if line]
