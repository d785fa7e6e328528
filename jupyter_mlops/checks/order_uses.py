"""Which names a piece of code uses and binds, and in which order."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS: Final = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
#: Handlers for these expect that a name may be missing.
_EXPECTING: Final = frozenset({"NameError", "UnboundLocalError", "Exception", "BaseException"})
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
    #: The function of the notebook in whose body it is; empty outside of any.
    within: str = ""


def events_of(tree: ast.Module) -> Iterator[Event]:
    """Yields what happens to names, in the order in which a run comes to it."""
    for statement in tree.body:
        yield from _Walk().statement(statement, top=True)


class _Walk:
    """A walk over code in scopes: names of functions, classes and comprehensions stay in them."""

    def __init__(
        self, scopes: Sequence[frozenset[str]] = (), within: str = "", *, late: bool = False
    ) -> None:
        self._scopes = tuple(scopes)
        self._within = within
        self._late = late

    def statement(self, node: ast.AST, *, top: bool = False) -> Iterator[Event]:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from self._function(node)
        elif isinstance(node, ast.Lambda):
            yield from self._defaults(node.args)
            yield from self._body(node, [node.body], self._within)
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
            yield from self._parts([node.iter, node.target, *node.body, *node.orelse])
            return
        if isinstance(node, (ast.With, ast.AsyncWith)):
            yield from self._parts([*node.items, *node.body])
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
        yield from self._parts(ast.iter_child_nodes(node))

    def _parts(self, nodes: Iterator[ast.AST] | Sequence[ast.AST]) -> Iterator[Event]:
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
        if isinstance(node, ast.AnnAssign) and not isinstance(node.annotation, ast.Constant):
            yield from self.statement(node.annotation)
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield from self._name(
                ast.copy_location(ast.Name(node.target.id, ast.Load()), node), top=False
            )
        if value is None:
            return  # an annotation alone binds nothing
        yield from self.statement(value)
        yield from self._parts(targets)

    def _import(self, node: ast.Import | ast.ImportFrom) -> Iterator[Event]:
        for alias in node.names:
            if alias.name == "*":
                yield Event("anything", "*", node, self._within)
            else:
                yield from self._bind(alias.asname or alias.name.partition(".")[0], node)

    def _call(self, node: ast.Call) -> Iterator[Event]:
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        yield from self._parts(ast.iter_child_nodes(node))
        if called in ("globals", "exec", "locals", "vars") and not self._is_own(called):
            # Looking whether a name is there binds none.
            yield Event("anything", called, node, self._within)
        elif called and not self._is_own(called):
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
        for event in self._parts(body):
            if expecting and event.kind == "use":
                yield event._replace(kind="expect")
            else:
                yield event
        for handler in handlers:
            yield from self._parts([handler.type] if handler.type else [])
            if handler.name:
                yield from self._bind(handler.name, handler)
            yield from self._parts(handler.body)
        yield from self._parts([*node.orelse, *node.finalbody])  # type: ignore[attr-defined]

    def _defaults(self, arguments: ast.arguments) -> Iterator[Event]:
        yield from self._parts(
            [each for each in (*arguments.defaults, *arguments.kw_defaults) if each]
        )

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Event]:
        yield from self._parts(node.decorator_list)
        yield from self._defaults(node.args)
        own = frozenset(each.name for each in getattr(node, "type_params", ()))
        annotated = _Walk((*self._scopes, own), self._within, late=self._late)
        for each in (*_arguments(node.args), node):
            annotation = getattr(each, "returns" if each is node else "annotation", None)
            if annotation is not None:
                yield from annotated.statement(annotation)
        yield from self._bind(node.name, node)
        if not self._scopes:
            yield Event("define", node.name, node, self._within)
        outermost = self._within or (node.name if not self._scopes else "")
        yield from self._body(node, node.body, outermost, own)

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
        inner = _Walk((*self._scopes, scope), within, late=True)
        yield from inner._parts(body)

    def _class(self, node: ast.ClassDef) -> Iterator[Event]:
        yield from self._parts(node.decorator_list)
        types = frozenset(each.name for each in getattr(node, "type_params", ()))
        outer = _Walk((*self._scopes, types), self._within, late=self._late)
        yield from outer._parts([*node.bases, *node.keywords])
        if not self._scopes:
            yield Event("define", node.name, node, self._within)
        own, shared = _bound_in(node.body)
        names = frozenset(own - shared) | {"__qualname__", "__module__", "__class__"}
        within = self._within or (node.name if not self._scopes else "")
        inner = _Walk((*self._scopes, types | names), within if self._late else "", late=self._late)
        for event in inner._parts(node.body):
            yield event if event.kind != "later" or event.within else event._replace(within=within)
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
        inner = _Walk((*self._scopes, frozenset(own)), self._within, late=self._late)
        rest = [part for generator in generators for part in (generator.target, *generator.ifs)]
        rest += [generator.iter for generator in generators[1:]]
        values = [getattr(node, name, None) for name in ("key", "value", "elt")]
        yield from inner._parts([*rest, *(value for value in values if value)])


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
