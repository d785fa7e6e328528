"""Magics and shell lines of a cell as plain Python.

IPython's own transformers say where they are; without a kernel some have a plain equivalent, and
the others are kept out with a comment. https://ipython.readthedocs.io/en/stable/config/inputtransforms.html
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from jupyter_mlops.modules.mapped_text import MappedText

#: Magics that run what stands after or below them, and do no more than watch it.
_WATCHING = frozenset({"time", "prun", "capture"})
_ENVIRONMENT = re.compile(r"(\w+)(?:\s*=\s*|\s+)(.+)$")
_CALLS = (",", ";", "/")
_TRIES = 500


class MagicProblem(NamedTuple):
    """A magic that cannot go into a module, or whose absence its author should know of."""

    #: Line of the cell's source, from 0.
    line: int
    #: The magic, as it stands there.
    what: str
    #: Why.
    reason: str
    #: Whether the cell cannot be exported for it.
    refused: bool


def may_have_magics(text: str) -> bool:
    """Whether a text that is no Python can be one because of what IPython adds to Python."""
    return bool(re.search(r"[%!?]|^[ \t]*[,;/]|\A[ \t]", text, re.MULTILINE))


def translate_magics(text: MappedText, *, refuse: bool) -> list[MagicProblem]:
    """Makes plain Python of a cell that is not, in place.

    Args:
        text: The cell's lines.
        refuse: Whether a magic without a plain equivalent is a problem.

    Returns:
        What could not be translated.
    """
    return _Translation(text, refuse=refuse).run()


class _Translation:
    def __init__(self, text: MappedText, *, refuse: bool) -> None:
        self._text = text
        self._refuse = refuse
        self._problems: list[MagicProblem] = []
        self._passes: set[int] = set()

    def run(self) -> list[MagicProblem]:
        self._dedent()
        while len(self._text) and self._text[0].startswith("%%"):
            if not self._cell_magic():
                return self._problems
        for _ in range(_TRIES):
            if not self._next():
                break
        self._drop_passes()
        return self._problems

    def _dedent(self) -> None:
        margin = re.match(r"[ \t]*", self._text[0]) if len(self._text) else None
        if margin and margin[0]:
            for number in range(len(self._text)):
                self._text.replace(number, number, [self._text[number].removeprefix(margin[0])])

    def _cell_magic(self) -> bool:
        """Takes a `%%` line off the top; False where the cell is no Python below it."""
        magic = self._text[0]
        name = (magic[2:].split() or [""])[0]
        if name in _WATCHING:
            self._text.replace(0, 0, [])
            return True
        self._kept_out(0, magic, "a module cannot run it", warn=True)
        commented = [f"# {line}".rstrip() for line in self._text.text.split("\n")]
        self._text.replace(0, len(self._text) - 1, commented)
        return False

    def _next(self) -> bool:
        """Translates the first special piece that is left, if there is one."""
        from IPython.core import inputtransformer2 as ipython

        lines = self._text.texts()
        tokens = ipython.make_tokens_by_line(lines)
        kinds: dict[Any, Callable[[Any, list[str]], None]] = {
            ipython.MagicAssign: self._assigned,
            ipython.SystemAssign: self._assigned,
            ipython.EscapedCommand: self._escaped,
            ipython.HelpEnd: self._help,
        }
        found = [piece for piece in (kind.find(tokens) for kind in kinds) if piece is not None]
        for piece in sorted(found, key=ipython.TokenTransformBase.sortby):
            try:
                piece.transform(lines)
            except SyntaxError:
                continue
            kinds[type(piece)](piece, lines)
            return True
        return False

    def _assigned(self, piece: Any, lines: list[str]) -> None:
        first, last, command = _command(piece, lines)
        before = lines[first][: piece.start_col]
        name, _, rest = command[1:].strip().partition(" ")
        if command.startswith("%") and name == "time" and _is_code(rest):
            self._text.replace(first, last, [before + rest.strip()])
            return
        self._problem(first, command, "its value is used, which only a kernel can give", error=True)
        self._text.replace(first, last, [f"{before}None"])

    def _escaped(self, piece: Any, lines: list[str]) -> None:
        first, last, command = _command(piece, lines)
        indent = lines[first][: piece.start_col]
        plain = _plain(command)
        if plain is None and command.startswith(_CALLS):
            plain = [piece.transform(lines)[first].strip()]
        if plain is None:
            self._kept_out(first, command, "it has no equivalent without a kernel")
            self._comment(first, last, indent)
        else:
            self._text.replace(first, last, [indent + line for line in plain])

    def _help(self, piece: Any, lines: list[str]) -> None:
        indent = lines[piece.start_line][: piece.start_col]
        self._kept_out(piece.start_line, lines[piece.start_line], "it asks IPython for help")
        self._comment(piece.start_line, piece.q_line, indent)

    def _comment(self, first: int, last: int, indent: str) -> None:
        told = [self._text[line].removeprefix(indent) for line in range(first, last + 1)]
        commented = [f"{indent}# {line}".rstrip() for line in told]
        if indent:
            self._passes = {line for line in self._passes if line < first} | {first}
            commented[0] = f"{indent}pass  # {told[0]}".rstrip()
        self._text.replace(first, last, commented)

    def _drop_passes(self) -> None:
        """Leaves `pass` only where a block would be empty without it."""
        text = self._text.text
        passes = {
            number
            for number, line in enumerate(text.split("\n"))
            if number in self._passes and line.lstrip().startswith("pass  # ")
        }
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return
        for node in ast.walk(tree):
            for block in (getattr(node, part, None) for part in ("body", "orelse", "finalbody")):
                if isinstance(block, list):
                    self._drop_of_block(block, passes)

    def _drop_of_block(self, block: Sequence[ast.stmt], passes: set[int]) -> None:
        made = [node.lineno - 1 for node in block if node.lineno - 1 in passes]
        needed = made[:1] if len(made) == len(block) else []
        for number in made:
            if number not in needed:
                line = self._text[number]
                self._text.replace(number, number, [line.replace("pass  # ", "# ", 1)])

    def _kept_out(self, line: int, what: str, reason: str, *, warn: bool = False) -> None:
        if warn or self._refuse:
            self._problem(line, what, reason, error=self._refuse)

    def _problem(self, line: int, what: str, reason: str, *, error: bool) -> None:
        self._problems.append(
            MagicProblem(self._text.origin(line), what.strip(), reason, refused=error)
        )


def _command(piece: Any, lines: list[str]) -> tuple[int, int, str]:
    """First and last line of a command, and what it says."""
    from IPython.core.inputtransformer2 import assemble_continued_line, find_end_of_continued_line

    first = piece.start_line
    last = min(find_end_of_continued_line(lines, first), len(lines) - 1)
    return first, last, assemble_continued_line(lines, (first, piece.start_col), last)


def _plain(command: str) -> list[str] | None:
    """The lines of Python that a line magic stands for; None if there are none."""
    if not command.startswith("%") or command.startswith("%%"):
        return None
    name, _, rest = command[1:].strip().partition(" ")
    if name in _WATCHING - {"capture"}:
        return [rest.strip()] if _is_code(rest) else None
    if name in ("env", "set_env"):
        return _environment(rest.strip())
    return None


def _is_code(rest: str) -> bool:
    return bool(rest.strip()) and not rest.lstrip().startswith("-")


def _environment(rest: str) -> list[str] | None:
    variable = _ENVIRONMENT.match(rest)
    if not variable or "$" in variable[2] or "{" in variable[2]:
        return None
    name, value = (json.dumps(part, ensure_ascii=False) for part in variable.groups())
    return ["import os", f"os.environ[{name}] = {value}"]
