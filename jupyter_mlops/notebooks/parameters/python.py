"""Reads the parameters of a cell in Python, without executing it."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator
from typing import Any, NamedTuple

from jupyter_mlops.notebooks.parameters import schema as s
from jupyter_mlops.notebooks.parameters.annotations import annotation_schema
from jupyter_mlops.notebooks.parameters.cell import comments, parse_python
from jupyter_mlops.notebooks.parameters.convert import accepts
from jupyter_mlops.notebooks.parameters.infer import infer
from jupyter_mlops.notebooks.parameters.literals import (
    UnknownValueError,
    last_name,
    literal_value,
)
from jupyter_mlops.notebooks.parameters.model import Parameter
from jupyter_mlops.notebooks.parameters.wire import is_plain, to_wire


def read_python(source: str, *, place: str) -> tuple[Parameter, ...]:
    """The parameters that a cell in Python assigns, in the order of their first assignment.

    Args:
        source: The cell's source.
        place: The cell, as messages call it.

    Raises:
        ParameterError: It is not Python.
    """
    tree, source = parse_python(source, place=place)
    _undo_aliases(tree)
    found: dict[str, _Assignment] = {}
    for each in _assignments(tree):
        before = found.get(each.name)
        found[each.name] = each._replace(
            annotation=each.annotation or (before.annotation if before else None),
            value=each.value or (before.value if before else None),
        )
    reader = _Reader(source)
    return tuple(
        reader.parameter(each)
        for each in found.values()
        if not each.name.startswith("__")  # `__version__` and the like are no parameters
    )


class _Assignment(NamedTuple):
    name: str
    annotation: ast.expr | None
    value: ast.expr | None
    statement: ast.stmt


def _assignments(tree: ast.Module) -> Iterator[_Assignment]:
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            pairs = [(target, statement.value) for target in statement.targets]
        elif isinstance(statement, ast.AugAssign):
            pairs = [(statement.target, ast.BinOp(statement.target, statement.op, statement.value))]
        else:
            pairs = []
        for target, value in pairs:
            for name, part in _unpacked(target, value):
                yield _Assignment(name, None, part, statement)
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield _Assignment(statement.target.id, statement.annotation, statement.value, statement)


def _unpacked(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """The names that an assignment binds, each with its part of the value."""
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, (ast.Tuple, ast.List)):
        parts = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
        whole = len(parts) == len(target.elts)
        for index, name in enumerate(target.elts):
            yield from _unpacked(name, parts[index] if whole else ast.Name("unpacked"))


def _undo_aliases(tree: ast.Module) -> None:
    """Calls what the cell imports (`from datetime import date as day`) by its own name."""
    aliases = {
        name.asname: name.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if name.asname
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            node.id = aliases.get(node.id, node.id)


class _Reader:
    """Makes parameters of assignments; the source is what their positions refer to."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._comments = comments(source)

    def parameter(self, found: _Assignment) -> Parameter:
        """The parameter that an assignment makes."""
        text, schema, help_ = self._annotation(found)
        default: Any = None
        expression = None
        if found.value is not None:
            try:
                value = literal_value(found.value)
                default = to_wire(value)
            except (UnknownValueError, ValueError):
                expression = self._text(found.value) or self._text(found.statement)
            else:
                inferred, schema = _with_default(schema, value)
                text = text or inferred
        known = found.value is not None and expression is None
        return Parameter(
            name=found.name,
            type=text or "unknown",
            json_schema={
                "title": found.name,
                **({"description": help_} if help_ else {}),
                **(schema or {}),
                **({"default": default} if known else {}),
            },
            has_default=found.value is not None,
            default=default,
            expression=expression,
            line=found.statement.lineno,
        )

    def _annotation(self, found: _Assignment) -> tuple[str, s.Schema | None, str]:
        """Type, schema and help as the notebook states them, the first two in one of two ways."""
        help_ = self._help(found.statement)
        if found.annotation is not None:
            if last_name(found.annotation) == "Final":
                return "", None, help_
            return (
                self._annotation_text(found.annotation),
                annotation_schema(found.annotation),
                help_,
            )
        if not help_.startswith("type:"):
            return "", None, help_
        # papermill's way: `alpha = 1  # type: float how strong`
        text, _, help_ = help_.removeprefix("type:").strip().partition(" ")
        return text, annotation_schema(ast.Constant(text)), help_.strip()

    def _annotation_text(self, node: ast.expr) -> str:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        return " ".join(self._text(node).split())

    def _text(self, node: ast.AST) -> str:
        return textwrap.dedent(ast.get_source_segment(self._source, node) or "")

    def _help(self, statement: ast.stmt) -> str:
        """The comment behind a statement, else the block of comments right above it."""
        for line in (statement.end_lineno or statement.lineno, statement.lineno):
            comment = self._comments.get(line)
            if comment and not comment.alone:
                return comment.text
        block: list[str] = []
        line = statement.lineno - 1
        while (above := self._comments.get(line)) and above.alone:
            block.insert(0, above.text)
            line -= 1
        # A heading over the whole cell is said of no parameter.
        return "" if [_bare(each) for each in block] == ["parameters"] else " ".join(block).strip()


def _bare(text: str) -> str:
    return text.strip("#-=: ").casefold()


def _with_default(schema: s.Schema | None, value: Any) -> tuple[str, s.Schema]:
    """Type of the default, and the stated schema made to allow it.

    What the notebook assigns is right by definition: `n: int = None` means `int | None`, as people
    wrote before PEP 484 forbade it.
    """
    text, inferred = infer(value)
    if schema is None:
        schema = inferred
    elif not accepts(schema, value):
        schema = s.union([schema, s.NULL if value is None else inferred])
    return text, schema if is_plain(value) else s.with_numbers_as_text(schema)
