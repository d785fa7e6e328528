"""Which names a piece of code uses and binds, and in which order."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS: Final = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
#: Handlers for these expect that a name may be missing.
_EXPECTING: Final = frozenset({"NameError", "UnboundLocalError", "Exception", "BaseException"})
#: Methods that are run when a class is called.
_MAKING: Final = frozenset({"__init__", "__new__", "__post_init__"})
#: What gives away, or takes in, all names at once.
_LOOKUPS: Final = frozenset({"globals", "locals", "vars", "dir"})


class Event(NamedTuple):
    """Something that happens to a name of the notebook when a cell is run."""

    #: `use`; `later`: used by the body of a function; `bind`; `drop`: deleted; `call` of a name;
    #: `define`: a function or class is defined anew; `expect`: may be missing; `anything`: any name
    #: may be bound from here on.
    kind: Literal["use", "later", "bind", "drop", "call", "define", "expect", "anything"]
    name: str
    node: ast.AST
    #: What has to be called for it: a function of the notebook, or a class for what makes its
    #: objects; empty outside of any, and in what is defined in functions and methods.
    within: str = ""


def events_of(tree: ast.Module, *, annotations: bool = True) -> Iterator[Event]:
    """Yields what happens to names, in the order in which a run comes to it.

    Args:
        tree: A cell.
        annotations: Whether a run looks at annotations.
    """
    walk = _Walk(annotations=annotations)
    for statement in tree.body:
        yield from walk.statement(statement, top=True)


class _Walk:
    """A walk over code in scopes: names of functions, classes and comprehensions stay in them."""

    def __init__(
        self,
        scopes: Sequence[frozenset[str]] = (),
        within: str = "",
        *,
        late: bool = False,
        annotations: bool = True,
    ) -> None:
        self._scopes = tuple(scopes)
        self._within = within
        self._late = late
        self._annotations = annotations

    def _inner(
        self, *names: frozenset[str], within: str | None = None, late: bool | None = None
    ) -> _Walk:
        """A walk in scopes within this one."""
        return _Walk(
            (*self._scopes, *names),
            self._within if within is None else within,
            late=self._late if late is None else late,
            annotations=self._annotations,
        )

    def statement(self, node: ast.AST, *, top: bool = False) -> Iterator[Event]:
        """What happens in a part of the code; `top` says that nothing is around it."""
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from self._function(node)
        elif isinstance(node, ast.Lambda):
            yield from self._defaults(node.args)
            yield from self._body(node, [node.body], "")
        elif isinstance(node, ast.ClassDef):
            yield from self._class(node)
        elif isinstance(node, _COMPREHENSIONS):
            yield from self._comprehension(node)
        elif isinstance(node, ast.Name):
            yield from self._name(node, top=top)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from self._import(node)
        elif isinstance(node, ast.Try) or type(node).__name__ == "TryStar":
            yield from self._try(node)
        elif isinstance(node, ast.Delete):
            for target in node.targets:
                yield from self.statement(target, top=top)
        else:
            yield from self._other(node)

    def _other(self, node: ast.AST) -> Iterator[Event]:
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.NamedExpr)):
            yield from self._assignment(node)
            return
        if isinstance(node, (ast.For, ast.AsyncFor)):
            yield from self.parts([node.iter, node.target, *node.body, *node.orelse])
            return
        if isinstance(node, (ast.With, ast.AsyncWith)):
            yield from self.parts([*node.items, *node.body])
            return
        if isinstance(node, ast.Call):
            yield from self._call(node)
            return
        if isinstance(node, ast.Compare):
            yield from self._expected(node)
        if isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
            yield from self._bind(node.name, node)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            yield from self._bind(node.rest, node)
        yield from self.parts(ast.iter_child_nodes(node))

    def parts(self, nodes: Iterator[ast.AST] | Sequence[ast.AST]) -> Iterator[Event]:
        """What happens in one part of the code after the other."""
        for node in nodes:
            yield from self.statement(node)

    def _is_own(self, name: str) -> bool:
        return any(name in scope for scope in self._scopes)

    def _bind(self, name: str, node: ast.AST) -> Iterator[Event]:
        if not self._is_own(name):
            yield Event("bind", name, node, self._within)

    def _name(self, node: ast.Name, *, top: bool) -> Iterator[Event]:
        if self._is_own(node.id):
            return
        if isinstance(node.ctx, ast.Store):
            yield Event("bind", node.id, node, self._within)
        elif isinstance(node.ctx, ast.Load):
            yield Event("later" if self._late else "use", node.id, node, self._within)
        elif top:  # what is deleted on a condition may still be there
            yield Event("use", node.id, node, self._within)
            yield Event("drop", node.id, node, self._within)

    def _assignment(self, node: ast.AST) -> Iterator[Event]:
        value = getattr(node, "value", None)
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]  # type: ignore[attr-defined]
        if isinstance(node, ast.AnnAssign) and self._annotations:
            yield from self.statement(node.annotation)
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield from self._name(
                ast.copy_location(ast.Name(node.target.id, ast.Load()), node), top=False
            )
        if value is None:
            return  # an annotation alone binds nothing
        yield from self.statement(value)
        yield from self.parts(targets)

    def _import(self, node: ast.Import | ast.ImportFrom) -> Iterator[Event]:
        for alias in node.names:
            if alias.name == "*":
                yield Event("anything", "*", node, self._within)
            else:
                yield from self._bind(alias.asname or alias.name.partition(".")[0], node)

    def _call(self, node: ast.Call) -> Iterator[Event]:
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        yield from self.parts(ast.iter_child_nodes(node))
        if not called or self._is_own(called):
            return
        if called in ("globals", "exec") or (called in ("locals", "vars") and not self._late):
            yield Event("anything", called, node, self._within)
        elif not self._late:
            yield Event("call", called, node, self._within)

    def _expected(self, node: ast.Compare) -> Iterator[Event]:
        """`"x" in globals()` expects that `x` may be missing."""
        looks = any(
            isinstance(part, ast.Call)
            and isinstance(part.func, ast.Name)
            and part.func.id in _LOOKUPS
            for part in node.comparators
        )
        if looks and isinstance(node.left, ast.Constant) and isinstance(node.left.value, str):
            yield Event("expect", node.left.value, node, self._within)

    def _try(self, node: ast.AST) -> Iterator[Event]:
        body: list[ast.stmt] = node.body  # type: ignore[attr-defined]
        handlers: list[ast.ExceptHandler] = node.handlers  # type: ignore[attr-defined]
        expecting = any(_expects(handler) for handler in handlers)
        for event in self.parts(body):
            if expecting and event.kind == "use":
                yield event._replace(kind="expect")
            else:
                yield event
        for handler in handlers:
            yield from self.parts([handler.type] if handler.type else [])
            if handler.name:
                yield from self._bind(handler.name, handler)
            yield from self.parts(handler.body)
        yield from self.parts([*node.orelse, *node.finalbody])  # type: ignore[attr-defined]

    def _defaults(self, arguments: ast.arguments) -> Iterator[Event]:
        yield from self.parts(
            [each for each in (*arguments.defaults, *arguments.kw_defaults) if each]
        )

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Event]:
        yield from self.parts(node.decorator_list)
        yield from self._defaults(node.args)
        own = frozenset(each.name for each in getattr(node, "type_params", ()))
        if self._annotations:
            told = [each.annotation for each in _arguments(node.args)]
            yield from self._inner(own).parts([each for each in (*told, node.returns) if each])
        yield from self._bind(node.name, node)
        if not self._scopes:
            yield Event("define", node.name, node)
        yield from self._body(node, node.body, self._within_of(node), own)

    def _within_of(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
        """What has to be called so that a function's body is run."""
        if not self._scopes:
            return node.name
        # A class that is called runs these; functions in functions are mostly for later.
        return self._within if not self._late and node.name in _MAKING else ""

    def _body(
        self,
        node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda,
        body: Sequence[ast.AST],
        within: str,
        more: frozenset[str] = frozenset(),
    ) -> Iterator[Event]:
        given = {each.arg for each in _arguments(node.args)}
        own, shared = _bound_in(body)
        scope = frozenset((given | own | more) - shared)
        # A function of a class or of a comprehension doesn't see its names; that is left out here,
        # as it only makes fewer findings.
        yield from self._inner(scope, within=within, late=True).parts(body)

    def _class(self, node: ast.ClassDef) -> Iterator[Event]:
        yield from self.parts(node.decorator_list)
        types = frozenset(each.name for each in getattr(node, "type_params", ()))
        yield from self._inner(types).parts([*node.bases, *node.keywords])
        if not self._scopes:
            yield Event("define", node.name, node)
        own, shared = _bound_in(node.body)
        names = frozenset(own - shared) | {"__qualname__", "__module__", "__class__"}
        within = "" if self._scopes else node.name
        yield from self._inner(types | names, within=within).parts(node.body)
        yield from self._bind(node.name, node)

    def _comprehension(self, node: ast.AST) -> Iterator[Event]:
        generators: list[ast.comprehension] = node.generators  # type: ignore[attr-defined]
        yield from self.statement(generators[0].iter)
        own = {
            part.id
            for generator in generators
            for part in ast.walk(generator.target)
            if isinstance(part, ast.Name)
        }
        rest = [part for generator in generators for part in (generator.target, *generator.ifs)]
        rest += [generator.iter for generator in generators[1:]]
        values = [getattr(node, name, None) for name in ("key", "value", "elt")]
        yield from self._inner(frozenset(own)).parts([*rest, *(value for value in values if value)])


def _arguments(arguments: ast.arguments) -> list[ast.arg]:
    found = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [*found, *(each for each in (arguments.vararg, arguments.kwarg) if each)]


def _expects(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(
        isinstance(part, ast.Name) and part.id in _EXPECTING for part in ast.walk(handler.type)
    )


def _bound_in(body: Sequence[ast.AST]) -> tuple[set[str], set[str]]:
    """The names that a scope binds, and those that it shares by `global`."""
    own: set[str] = set()
    shared: set[str] = set()
    rest = list(body)
    while rest:
        node = rest.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            own.add(node.name)
            rest += [*node.decorator_list]
            continue
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.Global):
            shared.update(node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
            own.add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            own.update(each.asname or each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            own.add(node.name)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            own.add(node.rest)
        elif isinstance(node, ast.Nonlocal):
            own.update(node.names)
        rest.extend(ast.iter_child_nodes(node))
    return own, shared
