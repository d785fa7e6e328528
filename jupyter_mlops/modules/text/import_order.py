"""Imports on top of a module: each once, in the order that ruff's isort has by default."""

from __future__ import annotations

import ast
import re
import sys
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

_WIDTH: Final = 88
_DIGITS = re.compile(r"\d+|\D")


class Import(Struct, frozen=True, kw_only=True):
    """An import statement on its way to the top of a module."""

    #: The module with its leading dots; for `import x` the name.
    module: str
    #: For `from … import`, what it imports, with the names that are given to it.
    names: tuple[tuple[str, str | None], ...] = ()
    #: For `import x as y`, the name that is given to it.
    alias: str | None = None
    #: The text to keep as it stands, since it has comments; else empty.
    kept: str = ""

    @property
    def text(self) -> str:
        """The statement, in several lines if it is long."""
        if self.kept:
            return self.kept
        if not self.names:
            return f"import {_with_alias(self.module, self.alias)}"
        names = [_with_alias(name, alias) for name, alias in self.names]
        line = f"from {self.module} import {', '.join(names)}"
        if len(line) <= _WIDTH:
            return line
        return f"from {self.module} import (\n" + "".join(f"    {name},\n" for name in names) + ")"


def read_import(statement: ast.Import | ast.ImportFrom, kept: str = "") -> list[Import]:
    """An import statement as those that it stands for, one a module.

    Args:
        statement: The statement.
        kept: Its text, if that has comments.
    """
    if isinstance(statement, ast.ImportFrom):
        module = "." * statement.level + (statement.module or "")
        names = tuple((alias.name, alias.asname) for alias in statement.names)
        return [Import(module=module, names=names, kept=kept)]
    if kept:
        first = statement.names[0]
        return [Import(module=first.name, alias=first.asname, kept=kept)]
    return [Import(module=alias.name, alias=alias.asname) for alias in statement.names]


def order_imports(imports: Iterable[Import], package: str) -> list[list[Import]]:
    """Merges and sorts imports.

    Args:
        imports: In any order, any number of times.
        package: The name of the project's own package.

    Returns:
        The statements in blocks: standard library, other libraries, the package's own modules by
        absolute names, and those by relative ones.
    """
    blocks: list[list[Import]] = [[], [], [], []]
    for found in _merged(imports):
        blocks[_block(found.module, package)].append(found)
    return [sorted(block, key=_key) for block in blocks if block]


def order_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names for `__all__` in the order that ruff asks for: constants, classes, all others."""
    return tuple(sorted(names, key=lambda name: (_kind(name), _natural(name))))


def _merged(imports: Iterable[Import]) -> list[Import]:
    """Those of the same module become one statement; names that are renamed have one each."""
    members: dict[str, dict[tuple[str, None], None]] = {}
    others: dict[Import, None] = {}
    for found in imports:
        if found.kept or not found.names:
            others[found] = None
            continue
        for name, alias in found.names:
            if alias is None:
                members.setdefault(found.module, {})[name, None] = None
            else:
                others[Import(module=found.module, names=((name, alias),))] = None
    joined = [
        Import(module=module, names=tuple(sorted(names, key=lambda member: _member(*member))))
        for module, names in members.items()
    ]
    return [*others, *joined]


def _block(module: str, package: str) -> int:
    root = module.partition(".")[0]
    if not root:
        return 3
    if root == package:
        return 2
    return 0 if root in sys.stdlib_module_names else 1


def _key(found: Import) -> tuple[Any, ...]:
    """`import x` before `from x import`; then by module, relative ones from the farthest on."""
    name = found.module.lstrip(".")
    level = len(found.module) - len(name)
    first = _member(*found.names[0]) if found.names else ()
    return (
        bool(found.names),
        -level,
        _natural(name.lower()),
        _natural(name),
        first,
        _natural(found.alias or ""),
        found.text,
    )


def _member(name: str, alias: str | None) -> tuple[Any, ...]:
    return _kind(name), _natural(name.lower()), _natural(name), _natural(alias or "")


def _kind(name: str) -> int:
    """Constants come first, then classes, then all others."""
    if len(name) > 1 and name.isupper():
        return 0
    return 1 if name[:1].isupper() else 2


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts `v2` before `v10`; digits that begin with a zero come first, digit by digit."""
    return tuple(map(_natural_part, _DIGITS.findall(name)))


def _natural_part(part: str) -> tuple[int, int, str]:
    if not part.isdecimal():
        return ord(part), 0, ""
    return (ord("0"), 0, part) if part.startswith("0") else (ord("0"), int(part), "")


def _with_alias(name: str, alias: str | None) -> str:
    return name if alias is None else f"{name} as {alias}"
