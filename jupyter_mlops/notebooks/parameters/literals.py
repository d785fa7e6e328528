"""Values of expressions that are known without running them."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable
from datetime import date, datetime, time, timezone
from pathlib import Path
from typing import Any

#: The most digits, characters or items that arithmetic may make.
_LARGEST = 10_000


class UnknownValueError(Exception):
    """Only running the expression would tell its value."""


def literal_value(node: ast.expr) -> Any:
    """The value of an expression made of constants, containers, arithmetic and a few constructors.

    Nothing of the notebook is executed: what is called are the builtin types named here, with
    arguments that are known themselves.

    Raises:
        UnknownValueError: It depends on more than that.
    """
    try:
        return _value(node)
    except (ArithmeticError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise UnknownValueError from error


def last_name(node: ast.expr) -> str:
    """The last part of a dotted name (`date` of `dt.date`); empty where it is something else.

    Modules go by many names, the things in them do not.
    """
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _value(node: ast.expr) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return _SEQUENCES[type(node)](map(_value, node.elts))
    if isinstance(node, ast.Dict):
        return _dictionary(node)
    if isinstance(node, ast.UnaryOp):
        return (
            _UNARY[type(node.op)](_value(node.operand)) if type(node.op) in _UNARY else _give_up()
        )
    if isinstance(node, ast.BinOp):
        return _binary(node)
    if isinstance(node, ast.Call):
        return _call(node)
    if isinstance(node, ast.Attribute) and isinstance(node.value, (ast.Name, ast.Attribute)):
        return _named(last_name(node.value), node.attr)
    return _give_up()


def _give_up() -> Any:
    raise UnknownValueError


def _dictionary(node: ast.Dict) -> dict[Any, Any]:
    keys = [_value(key) if key is not None else _give_up() for key in node.keys]
    return dict(zip(keys, map(_value, node.values), strict=True))


def _binary(node: ast.BinOp) -> Any:
    left, right = _value(node.left), _value(node.right)
    operation = _BINARY.get(type(node.op))
    if operation is None or isinstance(left, (set, frozenset, dict)):
        return _give_up()
    if isinstance(node.op, ast.Mod) and isinstance(left, (str, bytes)):
        return _give_up()
    if _size(node.op, left, right) > _LARGEST:
        return _give_up()
    return operation(left, right)


def _size(op: ast.operator, left: Any, right: Any) -> float:
    """How large the result will be, about: bits of an integer, length of a sequence."""
    if isinstance(left, int) and isinstance(right, int):
        if isinstance(op, ast.Pow):
            return left.bit_length() * max(right, 0)
        return left.bit_length() + (right if isinstance(op, ast.LShift) else right.bit_length())
    if isinstance(op, ast.Mult) and (isinstance(left, int) or isinstance(right, int)):
        times, sequence = (left, right) if isinstance(left, int) else (right, left)
        return times * len(sequence) if hasattr(sequence, "__len__") else 0
    return 0


def _call(node: ast.Call) -> Any:
    named = {word.arg: _value(word.value) for word in node.keywords if word.arg is not None}
    if len(named) != len(node.keywords):
        return _give_up()  # **something
    arguments = list(map(_value, node.args))
    if isinstance(node.func, ast.Attribute) and node.func.attr == "fromisoformat":
        return _make(_DATES, last_name(node.func.value)).fromisoformat(*arguments, **named)
    return _make(_CONSTRUCTORS, last_name(node.func))(*arguments, **named)


def _make(table: dict[str, Any], name: str) -> Any:
    return table[name] if name in table else _give_up()


def _named(module: str, name: str) -> Any:
    if name in ("inf", "nan", "pi", "e", "tau") and module in ("math", "np", "numpy"):
        return getattr(math, name)
    if (module, name) in (("timezone", "utc"), ("dt", "UTC"), ("datetime", "UTC")):
        return timezone.utc
    return _give_up()


_SEQUENCES: dict[type, Callable[[Any], Any]] = {ast.List: list, ast.Tuple: tuple, ast.Set: set}
_UNARY: dict[type, Callable[[Any], Any]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Not: operator.not_,
}
_BINARY: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.LShift: operator.lshift,
}
_DATES: dict[str, Any] = {"date": date, "datetime": datetime, "time": time}
_CONSTRUCTORS: dict[str, Any] = {
    **_DATES,
    **{kind.__name__: kind for kind in (bool, dict, float, frozenset, int, list, set, str, tuple)},
    **dict.fromkeys(["Path", "PurePath", "PosixPath", "PurePosixPath"], Path),
}
