"""Imports name by name, so that two edits of one line are no conflict."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from jupyter_mlops.modules.sync.chunks import parse_quietly

_RELATIVE: Final = re.compile(r"from\s*\.[.\s]*(?:(?!import\b)\w[\w.]*)?\s*(?=import\b)")


class Place(Struct, frozen=True):
    """Where relative imports of a module start from."""

    #: The package that holds it, with dots; empty where relative imports are left as they are.
    package: str

    @classmethod
    def of(cls, import_name: str, *, is_package: bool) -> Place:
        """The place of a module.

        Args:
            import_name: How it is imported.
            is_package: Whether it is a package's `__init__`.
        """
        return cls(import_name if is_package else import_name.rpartition(".")[0])

    def absolute(self, dots: int, name: str) -> str:
        """What `from` names with so many dots in front, without them."""
        if not self.package:
            return "." * dots + name
        above = self.package.split(".")
        kept = above[: len(above) - dots + 1] if dots else []
        return ".".join([*kept, *([name] if name else [])])

    def absolute_code(self, text: str) -> str:
        """Code with its relative imports made absolute: a notebook is in no package."""
        if not self.package or "from" not in text:
            return text
        tree = parse_quietly(text)
        if tree is None:
            return text
        lines = text.split("\n")
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.level and node.lineno <= len(lines):
                line = lines[node.lineno - 1].encode()
                head, tail = line[: node.col_offset].decode(), line[node.col_offset :].decode()
                source = f"from {self.absolute(node.level, node.module or '')} "
                begin = _RELATIVE.match(tail)
                if begin is not None:
                    lines[node.lineno - 1] = head + source + tail[begin.end() :]
        return "\n".join(lines)


def single_imports(texts: Iterable[str]) -> dict[str, None]:
    """The imports in statements, each of one name, in order and each once."""
    found: dict[str, None] = {}
    for text in texts:
        tree = parse_quietly(text)
        for node in tree.body if tree else ():
            found.update(dict.fromkeys(imported_by(node)))
    return found


def imported_by(node: ast.stmt, place: Place | None = None) -> Iterator[str]:
    """A statement's imports, each of one name.

    Args:
        node: The statement.
        place: Where relative ones start from, to have them absolute.
    """
    if isinstance(node, ast.Import):
        for name in node.names:
            yield f"import {_alias(name)}"
    elif isinstance(node, ast.ImportFrom):
        dots = "." * node.level
        source = f"{dots}{node.module or ''}"
        if place is not None and node.level:
            source = place.absolute(node.level, node.module or "")
        for name in node.names:
            yield f"from {source} import {_alias(name)}"


def used_imports(imports: Iterable[str], text: str) -> tuple[str, ...]:
    """Those of some imports, of one name each, that code uses; `*` may always be used."""
    tree = parse_quietly(text)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} if tree else set()
    return tuple(each for each in imports if _bound(each) in {*used, "*"})


def _bound(statement: str) -> str:
    """The name that an import of one name binds."""
    return statement.rsplit(maxsplit=1)[-1].partition(".")[0]


def _alias(name: ast.alias) -> str:
    return f"{name.name} as {name.asname}" if name.asname else name.name
