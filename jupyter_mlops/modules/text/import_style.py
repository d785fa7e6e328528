"""How modules of a package import each other: by relative or by absolute names."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from jupyter_mlops.modules.text.python_source import parse_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jupyter_mlops.modules.project import ModuleProject

_FROM = re.compile(r"from\b[ \t]*\.*[ \t]*[\w.]*(?=[ \t]+import\b|[ \t]*\\|[ \t]*$)")


def style_imports(text: str, module: str, project: ModuleProject) -> str:
    """Writes imports of the own package as the project has them.

    Args:
        text: Python.
        module: The module that it is part of, by its name below the package.
        project: The project. In one of nbdev's, imports inside of definitions stay as written, as
            nbdev leaves them.

    Returns:
        The text, with as many lines; as it was if it is no Python.
    """
    own = project.package
    if project.imports == "as-written" or (own not in text and "from ." not in text):
        return text
    absolute = project.imports == "absolute"
    return _rewritten(text, module, own, absolute=absolute, outer_only=project.nbdev)


def absolute_imports(text: str, module: str, project: ModuleProject) -> str:
    """Writes relative imports as absolute ones, which a notebook can run.

    Args:
        text: Python, as `module` has it.
        module: By its name below the package.
        project: The project.
    """
    if "from ." not in text:
        return text
    return _rewritten(text, module, project.package, absolute=True, outer_only=False)


def _rewritten(text: str, module: str, package: str, *, absolute: bool, outer_only: bool) -> str:
    tree = parse_source(text)
    if tree is None:
        return text
    folder = [package, *module.split(".")[:-1]]
    lines = text.split("\n")
    nodes = tree.body if outer_only else ast.walk(tree)
    imports = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    if outer_only and not absolute:
        _rewrite_as_nbdev(lines, imports, folder)
        return "\n".join(lines)
    for node in sorted(imports, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        name = _absolute(node, folder) if absolute else _relative(node, folder)
        if name is not None:
            line = lines[node.lineno - 1].encode()
            before, rest = line[: node.col_offset].decode(), line[node.col_offset :].decode()
            lines[node.lineno - 1] = before + _FROM.sub(f"from {name}", rest, count=1)
    return "\n".join(lines)


def _rewrite_as_nbdev(lines: list[str], imports: list[ast.ImportFrom], folder: list[str]) -> None:
    """Writes imports by relative names where nbdev does so.

    It looks for the module's name in the statement's first line, between the columns of its
    beginning and of its end, although the end may be on another line, and although the imports
    before it on that line are shorter by then.
    """
    for node in imports:
        name = _relative(node, folder)
        if name is not None:
            at = node.lineno - 1
            seen = lines[at][node.col_offset : node.end_col_offset]
            named = rf"(from +){re.escape(node.module or '')}"
            lines[at] = lines[at].replace(seen, re.sub(named, rf"\g<1>{name}", seen))


def _relative(node: ast.ImportFrom, folder: list[str]) -> str | None:
    parts = (node.module or "").split(".")
    if node.level or parts[0] != folder[0]:
        return None
    common = len(list(_shared(parts, folder)))
    return "." * (len(folder) - common + 1) + ".".join(parts[common:])


def _absolute(node: ast.ImportFrom, folder: list[str]) -> str | None:
    up = node.level - 1
    if not node.level or up >= len(folder):
        return None
    return ".".join([*folder[: len(folder) - up], *([node.module] if node.module else [])])


def _shared(parts: list[str], folder: list[str]) -> Iterator[str]:
    for part, own in zip(parts, folder, strict=False):
        if part != own:
            return
        yield part
