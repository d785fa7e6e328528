"""Imports of a module's top brought into the cells."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from jupyter_mlops.modules.sync.chunks import parse_quietly
from jupyter_mlops.modules.sync.imports import Place, imported_by

if TYPE_CHECKING:
    from jupyter_mlops.modules.cells import CellCode

_Import = (ast.Import, ast.ImportFrom)


def absolute_imports(imports: Iterable[str], place: Place) -> list[str]:
    """Imports of one name each with their sources absolute."""
    found: list[str] = []
    for text in imports:
        tree = parse_quietly(text)
        found += [each for node in tree.body for each in imported_by(node, place)] if tree else []
    return found


def import_lines(imports: Iterable[str]) -> list[str]:
    """Lines for imports of one name each; what comes from one source stands on one line."""
    plain = []
    sources: dict[str, list[str]] = {}
    for each in imports:
        source, _, name = each.partition(" import ")
        if name and source.startswith("from "):
            sources.setdefault(source, []).append(name)
        else:
            plain.append(each)
    return [*plain, *(f"{source} import {', '.join(names)}" for source, names in sources.items())]


def with_imports(source: str, code: CellCode, lines: Sequence[str]) -> str | None:
    """A source with imports below those that it begins with; None if it has none.

    Args:
        source: The cell's source, with line feeds alone.
        code: What it gives to a module.
        lines: The imports.
    """
    run = _first_run(source, code)
    if not run:
        return None
    spans = [_span(node, code) for node in run]
    future = [line for line in lines if line.startswith("from __future__ ")]
    others = [line for line in lines if line not in future]
    own = source.split("\n")
    first, last = spans[0].start, max(span.stop for span in spans)
    return "\n".join([*own[:first], *future, *own[first:last], *others, *own[last:]])


def without_imports(source: str, code: CellCode, gone: Collection[str], place: Place) -> str:
    """A source without imports at its top level.

    Args:
        source: The cell's source, with line feeds alone.
        code: What it gives to a module.
        gone: The imports, of one name each and absolute.
        place: Where relative imports start from.
    """
    lines: list[str | None] = list(source.split("\n"))
    for group in _line_groups(code):
        if not all(isinstance(node, _Import) and _is_written(node, source, code) for node in group):
            continue
        if not any(each in gone for node in group for each in imported_by(node, place)):
            continue
        rest = [text for node in group if (text := _rest(node, gone, place))]
        spans = [_span(node, code) for node in group]
        first, last = spans[0].start, max(span.stop for span in spans)
        lines[first:last] = ["\n".join(rest) if rest else None, *[None] * (last - first - 1)]
    return "\n".join(line for line in lines if line is not None)


def _rest(node: ast.stmt, gone: Collection[str], place: Place) -> str:
    """A statement without some of its names; empty if that is all of it."""
    assert isinstance(node, _Import)  # noqa: S101 - the caller has looked
    every = zip(node.names, imported_by(node, place), strict=True)
    names = [name for name, said in every if said not in gone]
    if not names:
        return ""
    if isinstance(node, ast.Import):
        return ast.unparse(ast.Import(names=names))
    return ast.unparse(ast.ImportFrom(module=node.module, names=names, level=node.level))


def _first_run(source: str, code: CellCode) -> list[ast.stmt]:
    """The first imports that stand one below the other."""
    tree = parse_quietly(code.text)
    run: list[ast.stmt] = []
    for node in tree.body if tree else ():
        if isinstance(node, _Import) and _is_written(node, source, code):
            run.append(node)
        elif run:
            break
    return run


def _is_written(node: ast.stmt, source: str, code: CellCode) -> bool:
    """Whether a statement stands in the source like this: an `await` brings imports along."""
    own, text = source.split("\n"), code.text.split("\n")
    lines = range(node.lineno - 1, node.end_lineno or node.lineno)
    return all(own[code.lines[at]] == text[at] for at in lines)


def _line_groups(code: CellCode) -> Iterator[list[ast.stmt]]:
    """Top-level statements; those that share a line together."""
    tree = parse_quietly(code.text)
    group: list[ast.stmt] = []
    for node in tree.body if tree else ():
        if group and node.lineno > (group[-1].end_lineno or 0):
            yield group
            group = []
        group.append(node)
    if group:
        yield group


def _span(node: ast.stmt, code: CellCode) -> range:
    """The lines of the source that a statement stands on."""
    lines = code.lines[node.lineno - 1 : node.end_lineno or node.lineno]
    return range(min(lines), max(lines) + 1)
