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
    read = _READERS.get(type(node))
    return read(node) if read else _give_up()


def _give_up() -> Any:
    raise UnknownValueError


def _constant(node: ast.Constant) -> Any:
    return node.value


def _sequence(node: ast.List | ast.Tuple | ast.Set) -> Any:
    return _SEQUENCES[type(node)](map(_value, node.elts))


def _unary(node: ast.UnaryOp) -> Any:
    operation = _UNARY.get(type(node.op))
    return operation(_value(node.operand)) if operation else _give_up()


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
        return times * len(repr(sequence)) if isinstance(sequence, (str, list, tuple)) else 0
    return 0


def _call(node: ast.Call) -> Any:
    named = {word.arg: _value(word.value) for word in node.keywords if word.arg is not None}
    if len(named) != len(node.keywords):
        return _give_up()  # **something
    arguments = list(map(_value, node.args))
    if isinstance(node.func, ast.Name) and node.func.id in _BUILTINS:
        return _BUILTINS[node.func.id](*arguments, **named)
    if isinstance(node.func, ast.Attribute) and node.func.attr == "fromisoformat":
        return _known(node.func.value).fromisoformat(*arguments, **named)
    if last_name(node.func) == "time" and not arguments:
        return _give_up()  # time.time() is now, not midnight
    return _known(node.func)(*arguments, **named)


def _known(node: ast.expr) -> Any:
    """The class that a name means wherever it was imported from."""
    if isinstance(node, ast.Attribute) and not last_name(node.value):
        return _give_up()  # a method of some value
    return _CLASSES.get(last_name(node)) or _give_up()


def _range(*arguments: int) -> range:
    made = range(*arguments)
    return made if len(made) <= _LARGEST else _give_up()


def _named(node: ast.Attribute) -> Any:
    module, name = last_name(node.value), node.attr
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
_BUILTINS: dict[str, Any] = {
    **{kind.__name__: kind for kind in (bool, dict, float, frozenset, int, list, set, str, tuple)},
    "range": _range,
}
_CLASSES: dict[str, Any] = {
    **{kind.__name__: kind for kind in (date, datetime, time)},
    **dict.fromkeys(["Path", "PurePath", "PosixPath", "PurePosixPath"], Path),
}
_READERS: dict[type, Callable[[Any], Any]] = {
    ast.Constant: _constant,
    ast.List: _sequence,
    ast.Tuple: _sequence,
    ast.Set: _sequence,
    ast.Dict: _dictionary,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.Call: _call,
    ast.Attribute: _named,
}
