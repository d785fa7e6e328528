"""Conditions on metrics, such as `metrics.accuracy >= 0.9 and metrics.rmse < 60`.

They look like Python and are read as such, but nothing is executed: numbers, names of metrics,
comparisons, `and`, `or`, `not`, arithmetic, and `abs`, `min`, `max`, `round`.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any, Final

from jupyter_mlops.errors import InvalidError

_BINARY: Final[dict[type[ast.operator], Callable[[Any, Any], Any]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_UNARY: Final[dict[type[ast.unaryop], Callable[[Any], Any]]] = {
    ast.Not: operator.not_,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}
_COMPARE: Final[dict[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {
    "abs": abs,
    "min": min,
    "max": max,
    "round": round,
}
_METRICS: Final = "metrics"
_LONGEST: Final = 1000
_HINT: Final = (
    "write a condition such as metrics.accuracy >= 0.9 and abs(metrics.bias) < 0.1; a name that is "
    'no identifier as metrics["val/loss"]'
)


class UnknownMetricError(Exception):
    """An expression names a metric that there is none of.

    Args:
        name: Its name.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Expression:
    """A condition that was read.

    Args:
        text: It.

    Raises:
        InvalidError: It is none, or has more than conditions may have.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        if len(text) > _LONGEST:
            raise InvalidError(f"a condition of {len(text)} characters is too long", hint=_HINT)
        try:
            self._body = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise InvalidError(f"{text!r} is no condition: {error}", hint=_HINT) from error
        #: The metrics that it names, in order.
        self.names: tuple[str, ...] = ()
        self._check(self._body)

    def holds(self, metrics: Mapping[str, float]) -> bool:
        """Whether it is true of some metrics.

        Raises:
            UnknownMetricError: One that it names is not among them, even if the others decide.
            InvalidError: It cannot be computed: a division by zero.
        """
        missing = [name for name in self.names if name not in metrics]
        if missing:
            raise UnknownMetricError(missing[0])
        try:
            return bool(self._value(self._body, metrics))
        except (ArithmeticError, TypeError, ValueError) as error:
            raise InvalidError(f"{self.text!r} cannot be computed: {error}") from error

    def _check(self, node: ast.expr) -> None:
        name = metric_name(node)
        if name is not None:
            self.names = tuple(dict.fromkeys((*self.names, name)))
            return
        for part in self._parts(node):
            self._check(part)

    def _parts(self, node: ast.expr) -> list[ast.expr]:
        """What a node is made of, if it is one of those that there may be."""
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
            return []
        if isinstance(node, ast.BoolOp):
            return node.values
        if isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY:
            return [node.operand]
        if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
            return [node.left, node.right]
        if isinstance(node, ast.Compare) and all(type(each) in _COMPARE for each in node.ops):
            return [node.left, *node.comparators]
        if isinstance(node, ast.Call) and not node.keywords and _function(node):
            return node.args
        said = ast.get_source_segment(self.text.strip(), node) or ast.unparse(node)
        raise InvalidError(f"{self.text!r}: {said!r} is nothing to compute with", hint=_HINT)

    def _value(self, node: ast.expr, metrics: Mapping[str, float]) -> Any:
        name = metric_name(node)
        if name is not None:
            return metrics[name]
        if isinstance(node, ast.BoolOp):
            told = (bool(self._value(each, metrics)) for each in node.values)
            return all(told) if isinstance(node.op, ast.And) else any(told)
        values = [self._value(each, metrics) for each in self._parts(node)]
        return node.value if isinstance(node, ast.Constant) else _computed(node, values)


def _computed(node: ast.expr, values: list[Any]) -> Any:
    """What a node makes of the values of its parts."""
    if isinstance(node, ast.Compare):  # `a < b < c` as Python has it
        pairs = zip(node.ops, values, values[1:], strict=False)
        return all(_COMPARE[type(sign)](one, other) for sign, one, other in pairs)
    if isinstance(node, ast.UnaryOp):
        return _UNARY[type(node.op)](*values)
    if isinstance(node, ast.BinOp):
        return _BINARY[type(node.op)](*values)
    return _FUNCTIONS[_function(node)](*values)


def metric_name(node: ast.expr) -> str | None:
    """The metric that `metrics.name`, `metrics.group.name` or `metrics["name"]` names, if it is."""
    if isinstance(node, ast.Attribute):
        if isinstance(node.value, ast.Name) and node.value.id == _METRICS:
            return node.attr
        prefix = metric_name(node.value)
        return None if prefix is None else f"{prefix}.{node.attr}"
    if (
        isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and node.value.id == _METRICS
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
    ):
        return node.slice.value
    return None


def _function(node: ast.expr) -> str:
    """The function that is called, if it is one of those that may be."""
    named = node.func if isinstance(node, ast.Call) else None
    name = named.id if isinstance(named, ast.Name) else ""
    return name if name in _FUNCTIONS and isinstance(node, ast.Call) and node.args else ""
