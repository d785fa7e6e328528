"""Top-level `await` of a cell in a module that can be imported anywhere.

A notebook's cells may wait for coroutines, modules may not. Each statement that does becomes a
coroutine of its own that is run to its end in a thread without an event loop, so that the module
can be imported inside of a running one, too.
"""

from __future__ import annotations

import ast
import zlib
from collections.abc import Iterator

from jupyter_mlops.modules.bound_names import bound_names
from jupyter_mlops.modules.mapped_text import MappedText

_IMPORTS = ("import asyncio", "from concurrent.futures import ThreadPoolExecutor")
_INDENT = "    "


def wrap_awaits(text: MappedText, tree: ast.Module) -> list[ast.stmt]:
    """Puts each top-level statement that waits into a coroutine, in place.

    The names that it binds stay names of the module.

    Args:
        text: The cell's lines.
        tree: What they say.

    Returns:
        Statements that wait and cannot be put anywhere, since they import everything (`*`).
    """
    groups = [group for group in _groups(tree) if any(map(_waits, group))]
    refused = [node for group in groups for node in group if any(map(_imports_all, ast.walk(node)))]
    if not groups or refused:
        return refused
    for group in reversed(groups):
        _wrap(text, group)
    at = _line_of_code(tree) - 1
    text.wrap(at, at, [*_IMPORTS, text[at]], before=len(_IMPORTS))
    return []


def _groups(tree: ast.Module) -> list[list[ast.stmt]]:
    """The statements; those that share a line (`;`) are together."""
    groups: list[list[ast.stmt]] = []
    for node in tree.body:
        if groups and _first_line(node) <= (groups[-1][-1].end_lineno or 0):
            groups[-1].append(node)
        else:
            groups.append([node])
    return groups


def _wrap(text: MappedText, group: list[ast.stmt]) -> None:
    first, last = _first_line(group[0]) - 1, (group[-1].end_lineno or 1) - 1
    lines = [text[number] for number in range(first, last + 1)]
    number = zlib.crc32("\n".join(lines).encode()) % 10_000
    inside = {line for node in group for line in _lines_in_strings(node)}
    names = list(dict.fromkeys(name for node in group for name in bound_names(node)))
    declared, lines = _without_annotation(group[0], lines)
    body = [
        line if first + offset in inside or not line.strip() else _INDENT + line
        for offset, line in enumerate(lines)
    ]
    head = [*declared, f"async def _await_{number}():"]
    head += [f"{_INDENT}global {', '.join(names)}"] if names else []
    call = f"ThreadPoolExecutor(1).submit(asyncio.run, _await_{number}()).result()"
    text.wrap(first, last, [*head, *body, "", call], before=len(head))


def _without_annotation(node: ast.stmt, lines: list[str]) -> tuple[list[str], list[str]]:
    """Takes the annotation off an assignment: a global name cannot have one in a function."""
    if not (isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value):
        return [], lines
    name, annotation = node.target.id, node.annotation
    end = (annotation.end_lineno or node.lineno) - node.lineno
    _, equals, rest = lines[end].encode()[annotation.end_col_offset :].decode().partition("=")
    if not equals:  # the annotation stands in brackets, or the sign on a line of its own
        rest = f" {ast.unparse(node.value)}"
        lines = [*lines[: end + 1], *("" for _ in lines[end + 1 :])]
    changed = [*("" for _ in range(end)), f"{name} ={rest}", *lines[end + 1 :]]
    return [f"{name}: {ast.unparse(annotation)}"], changed


def _waits(node: ast.AST) -> bool:
    if isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith)):
        return True
    if isinstance(node, ast.comprehension) and node.is_async:
        return True
    return any(_waits(child) for child in _same_scope(node))


def _same_scope(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node that run where it stands, not when something in it is called."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield from node.decorator_list
        yield from [*node.args.defaults, *filter(None, node.args.kw_defaults)]
    elif isinstance(node, ast.Lambda):
        yield from [*node.args.defaults, *filter(None, node.args.kw_defaults)]
    else:
        yield from ast.iter_child_nodes(node)


def _imports_all(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and any(name.name == "*" for name in node.names)


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _lines_in_strings(node: ast.stmt) -> set[int]:
    """The lines, from 0, that begin inside of a string, which indenting would change."""
    return {
        line
        for part in ast.walk(node)
        if isinstance(part, ast.JoinedStr)
        or (isinstance(part, ast.Constant) and isinstance(part.value, (str, bytes)))
        for line in range(part.lineno, part.end_lineno or part.lineno)
    }


def _line_of_code(tree: ast.Module) -> int:
    """The first line behind a docstring and future imports."""
    for number, node in enumerate(tree.body):
        docstring = (
            number == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        )
        future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if not docstring and not future:
            return _first_line(node)
    return 1
