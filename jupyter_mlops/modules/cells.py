"""A cell's source as the text that goes into a module, and what is wrong with it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Literal

from msgspec import Struct

from jupyter_mlops.modules.kept_trees import keep_tree
from jupyter_mlops.modules.magics import MagicProblem, may_have_magics, translate_magics
from jupyter_mlops.modules.mapped_text import MappedText
from jupyter_mlops.modules.model import FindingCode
from jupyter_mlops.modules.names import Names, read_names

_MARKER = re.compile(r"^(<{7,}|\|{7,}|>{7,})( |$)", re.MULTILINE)
_SPECIAL_LINE = re.compile(r"^[ \t]*[%!?].*$|^.*[^#]\?\s*$", re.MULTILINE)
#: What reading code raises that is none, or that is nested too deeply or too large.
_NO_CODE = (SyntaxError, ValueError, RecursionError, MemoryError)
_LEFT_TO_THE_MODULE = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Import,
    ast.ImportFrom,
)


class CellProblem(Struct, frozen=True, array_like=True):
    """What is wrong with a cell, wherever it goes."""

    severity: Literal["error", "warning"]
    code: FindingCode
    message: str
    hint: str
    #: Line of the cell's source, from 1.
    line: int


class CellCode(Struct, frozen=True, array_like=True):
    """A cell of code as a module would have it."""

    #: Without directives, and plain Python unless there is an error among the problems.
    text: str
    #: For each line of `text` the line of the source that it stands for, both from 0.
    lines: tuple[int, ...]
    names: Names = Names()
    problems: tuple[CellProblem, ...] = ()


def read_exported(source: str, directives: Iterable[int], *, refuse_magics: bool) -> CellCode:
    """Makes of a cell what goes into a module.

    Args:
        source: The cell's source.
        directives: The lines that are directives, from 0.
        refuse_magics: Whether a magic without a plain equivalent is an error.
    """
    text = MappedText(source, directives)
    marker = _MARKER.search(source)
    if marker:
        line = source.count("\n", 0, marker.start()) + 1
        return CellCode(text.text, text.origins, problems=(_conflict(line),))
    try:
        tree, magics = _parse(text, refuse=refuse_magics)
        problems = [_of_magic(problem) for problem in magics]
        plain = text.text
        if "await" in plain or "async" in plain:
            from jupyter_mlops.modules.awaits import wrap_awaits

            refused = wrap_awaits(text, tree)
            problems += [_of_await(text.origin(node.lineno - 1)) for node in refused]
            plain = text.text
            if refused:
                return CellCode(plain, text.origins, problems=tuple(problems))
            tree = ast.parse(plain)
        _compile(tree)
        names = read_names(plain, tree)
        keep_tree(plain, tree)
    except _NO_CODE as error:
        return CellCode(text.text, text.origins, problems=(_of_syntax(error, text),))
    return CellCode(plain, text.origins, names, tuple(problems))


def read_unmarked(source: str, directives: Iterable[int] = ()) -> CellCode | None:
    """Looks at a cell that is not exported, to know what it binds; None if it is no Python.

    Magics are blotted out line by line, which is quick and exact enough here.
    """
    text = MappedText(source, directives)
    for plain in (text.text, without_magics(text.text)):
        with suppress(*_NO_CODE):
            return CellCode(plain, text.origins, read_names(plain, ast.parse(plain)))
    return None


def without_magics(text: str) -> str:
    """A text with blank lines where magics seem to be."""
    return _SPECIAL_LINE.sub("", text)


def _parse(text: MappedText, *, refuse: bool) -> tuple[ast.Module, Sequence[MagicProblem]]:
    try:
        return ast.parse(text.text), ()
    except _NO_CODE:
        if not may_have_magics(text.text):
            raise
    magics = translate_magics(text, refuse=refuse)
    return ast.parse(text.text), magics


def _compile(tree: ast.Module) -> None:
    """Makes sure that code compiles; imports from the future may stand anywhere, as they move.

    What stands in functions and classes is left to the module, which is compiled whole before it is
    written: to do it twice is what a large export would spend most of its time with.
    """
    rest = [node for node in tree.body if not isinstance(node, _LEFT_TO_THE_MODULE)]
    if rest:
        compile(ast.Module(rest, []), "<cell>", "exec", dont_inherit=True)


def _conflict(line: int) -> CellProblem:
    return CellProblem(
        "error",
        "conflict_markers",
        "a conflict is not resolved",
        "decide what the cell is to be, and remove the lines with <<<<<<<, |||||||, ======= "
        "and >>>>>>>",
        line,
    )


def _of_magic(problem: MagicProblem) -> CellProblem:
    what = problem.what.split("\n")[0]
    if problem.refused:
        message = f"{what} cannot be exported: {problem.reason}"
        hint = "write it in Python, or move it into a cell that is not exported"
    else:
        message = f"{what} is exported as a comment: {problem.reason}"
        hint = "take the mark off the cell"
    return CellProblem(
        "error" if problem.refused else "warning", "magic", message, hint, problem.line + 1
    )


def _of_await(line: int) -> CellProblem:
    return CellProblem(
        "error",
        "await",
        "a statement that waits cannot import everything from a module",
        "move the import into a statement of its own",
        line + 1,
    )


def _of_syntax(error: BaseException, text: MappedText) -> CellProblem:
    line = getattr(error, "lineno", None) or 1
    reason = getattr(error, "msg", None) or str(error) or "it is nested too deeply"
    return CellProblem(
        "error",
        "syntax",
        f"the cell is no Python: {reason}",
        "mend it; its module is left as it is until then",
        text.origin(line - 1) + 1,
    )
