"""The names that a piece of code binds and needs, found without running it."""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterable, Iterator

from msgspec import Struct

from jupyter_mlops.modules.bound_names import bound_names

#: Decorators by which a name is meant to be defined again, by part of what they are called.
_REPEATING = ("patch", "overload", "dispatch", "register", "setter", "getter", "deleter")


class Definition(Struct, frozen=True, array_like=True):
    """A name that a top-level statement of a cell defines."""

    name: str
    #: Line of the statement, in the text, from 0.
    line: int
    #: Whether it may stand beside another definition of the same name.
    repeatable: bool


class ImportOf(Struct, frozen=True, array_like=True):
    """An import that runs when the module is imported."""

    #: What stands behind `import` or `from`, without leading dots.
    module: str
    #: How many dots lead it.
    level: int
    #: The names that are taken from it; empty for `import module`.
    names: tuple[str, ...]
    #: What it binds; `*` for everything.
    bound: tuple[str, ...]
    #: First and last line of the statement, in the text, from 0.
    line: int
    end: int
    #: Whether it is a statement of its own, not one in a condition.
    plain: bool


class Names(Struct, frozen=True, array_like=True):
    """What a piece of code binds and needs."""

    #: What its top-level statements define, in their order.
    definitions: tuple[Definition, ...] = ()
    #: All names that it binds in its module, imports and those of functions among them.
    bound: tuple[str, ...] = ()
    #: The names of the module that it needs, sooner or later, and does not bind itself.
    needed: tuple[str, ...] = ()
    #: What it imports, but for what functions import and what is for type checkers only.
    imports: tuple[ImportOf, ...] = ()


def read_names(text: str, tree: ast.Module) -> Names:
    """Finds out which names a text binds and needs.

    Args:
        text: Python that compiles.
        tree: The same, parsed.

    Raises:
        SyntaxError: It does not compile.
    """
    top = symtable.symtable(text, "<cell>", "exec")
    bound = {name for node in tree.body for name in bound_names(node)} - {"*"}
    used = [top.lookup(name) for name in top.get_identifiers() if name not in bound]
    # What is assigned and not bound is, from Python 3.12 on, a comprehension's own.
    symbols = [symbol for symbol in used if not symbol.is_assigned()]
    needed = {symbol.get_name() for symbol in symbols if symbol.is_referenced()}
    has_globals = "global" in text
    for child in top.get_children():
        _walk_scopes(child, bound, needed, has_globals=has_globals)
    return Names(
        definitions=tuple(_definitions(tree)),
        bound=tuple(sorted(bound)),
        needed=tuple(sorted(needed - bound)),
        imports=tuple(_imports(tree.body)),
    )


def line_of_name(tree: ast.Module, name: str) -> int:
    """The first line, from 0, on which a name is used."""
    lines = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
    ]
    return min(lines, default=1) - 1


def _walk_scopes(
    table: symtable.SymbolTable, bound: set[str], needed: set[str], *, has_globals: bool
) -> None:
    """Adds the names of the module that a scope in it binds and needs.

    Functions know which names are the module's. Without a `global` statement they can only use
    these, so that nothing has to be asked about each, which would take most of the time.
    """
    if isinstance(table, symtable.Function) and not has_globals:
        needed.update(table.get_globals())
    else:
        _look_up(table, bound, needed)
    for child in table.get_children():
        _walk_scopes(child, bound, needed, has_globals=has_globals)


def _look_up(table: symtable.SymbolTable, bound: set[str], needed: set[str]) -> None:
    names = iter(table.get_identifiers())
    if isinstance(table, symtable.Function):
        names = iter(table.get_globals())
    for name in names:
        symbol = table.lookup(name)
        if symbol.is_global():
            if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace():
                bound.add(symbol.get_name())
            if symbol.is_referenced():
                needed.add(symbol.get_name())


def _definitions(tree: ast.Module) -> Iterator[Definition]:
    for node in tree.body:
        line = node.lineno - 1
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            again = any(map(_repeats, node.decorator_list)) or node.name == "_"
            yield Definition(node.name, line, again)
            continue
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            used = {part.id for part in ast.walk(node.value) if isinstance(part, ast.Name)}
            for name in dict.fromkeys(name for target in targets for name in _targets(target)):
                yield Definition(name, line, name in used or name == "_" or _is_own(name))


def _is_own(name: str) -> bool:
    """Whether a name is one of those with which modules speak of themselves, as `_all_`."""
    return name == "_all_" or (name.startswith("__") and name.endswith("__"))


def _targets(target: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, (ast.Tuple, ast.List)):
        for element in target.elts:
            yield from _targets(element)
    elif isinstance(target, ast.Starred):
        yield from _targets(target.value)


def _repeats(decorator: ast.expr) -> bool:
    called = ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator)
    return any(word in called for word in _REPEATING)


def _imports(body: Iterable[ast.stmt], *, plain: bool = True) -> Iterator[ImportOf]:
    for node in body:
        place = (node.lineno - 1, (node.end_lineno or node.lineno) - 1, plain)
        if isinstance(node, ast.Import):
            for name in node.names:
                bound = name.asname or name.name.partition(".")[0]
                yield ImportOf(name.name, 0, (), (bound,), *place)
        elif isinstance(node, ast.ImportFrom):
            names = tuple(name.name for name in node.names)
            bound_names = tuple(name.asname or name.name for name in node.names)
            yield ImportOf(node.module or "", node.level, names, bound_names, *place)
        else:
            yield from _imports(_at_import(node), plain=False)


def _at_import(node: ast.stmt) -> Iterator[ast.stmt]:
    """The statements in a statement that may run when its module is imported."""
    if isinstance(node, ast.If):
        if "TYPE_CHECKING" not in ast.unparse(node.test):
            yield from node.body
        yield from node.orelse
    elif isinstance(node, ast.With):
        yield from node.body
    elif isinstance(node, ast.Try):
        yield from node.body
        for handler in node.handlers:
            yield from handler.body
        yield from [*node.orelse, *node.finalbody]
