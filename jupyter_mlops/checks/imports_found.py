"""What notebooks import."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from jupyter_mlops.checks.cell_code import CellCode
from jupyter_mlops.checks.imports_names import NAMESPACES, normalized
from jupyter_mlops.checks.subject import Cell

#: What every kernel brings, and what platforms do.
_THERE: Final = frozenset(
    {"IPython", "ipykernel", "jupyter_mlops", "__main__", "pyspark", "dbutils"}
)
_PLATFORM: Final = ("google.colab", "kaggle_secrets", "pyodide", "piplite", "js")
_INSTALLS: Final = re.compile(
    r"^[%!]?\s*(?:\{sys\.executable\}\s+-m\s+|python\d?\s+-m\s+|uv\s+)?"
    r"(?:pip3?|conda|mamba|micromamba|uv|pixi|piplite)\s+(?:install|add)\s+(?P<rest>.*)$"
)
_WORD: Final = re.compile(r"[\"']?([A-Za-z0-9][\w.-]*)")


class Imported(NamedTuple):
    """An import of a package that neither Python nor the project has."""

    cell: Cell
    #: Its import name; below a namespace with what comes after.
    package: str
    line: int
    column: int


def find_imports(codes: Iterable[CellCode], own: frozenset[str]) -> Iterator[Imported]:
    """Yields imports, each package once, where it is imported first.

    Those in a `try` with an `except` for their absence, and those for type checkers alone, may be
    missing; they are left out.

    Args:
        codes: The code cells of a notebook.
        own: Import names that the project has itself.
    """
    seen: set[str] = set()
    for code in codes:
        if code.tree is None:
            continue
        for name, node in _imports(code.tree.body):
            package = _package(name)
            first = name.partition(".")[0]
            known = first in sys.stdlib_module_names or first in own or first in _THERE
            if known or package in seen or name.startswith(_PLATFORM):
                continue
            seen.add(package)
            yield Imported(code.cell, package, node.lineno, node.col_offset + 1)


def find_installed(codes: Iterable[CellCode]) -> frozenset[str]:
    """The distributions that a notebook installs itself, normalized."""
    found: set[str] = set()
    for code in codes:
        for magic in code.magics:
            installs = _INSTALLS.match(magic.text.strip())
            for word in installs["rest"].split() if installs else ():
                name = _WORD.match(word)
                if name and not word.startswith("-"):
                    found.add(normalized(name[1]))
    return frozenset(found)


def own_packages(folders: Iterable[Path]) -> frozenset[str]:
    """What can be imported from folders: their modules and packages."""
    found: set[str] = set()
    for folder in folders:
        try:
            entries = list(folder.iterdir())
        except OSError:
            continue
        found.update(
            entry.stem if entry.suffix == ".py" else entry.name
            for entry in entries
            if entry.suffix in (".py", "") and entry.stem.isidentifier()
        )
    return frozenset(found)


def _package(name: str) -> str:
    parts = name.split(".")
    return ".".join(parts[:3]) if parts[0] in NAMESPACES else parts[0]


def _imports(body: Iterable[ast.stmt]) -> Iterator[tuple[str, ast.stmt]]:
    for node in body:
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from _imports_from(node)
        elif isinstance(node, ast.If):
            if "TYPE_CHECKING" not in ast.unparse(node.test):
                yield from _imports(node.body)
            yield from _imports(node.orelse)
        elif isinstance(node, ast.Try):
            if not any(map(_expects_absence, node.handlers)):
                yield from _imports(node.body)
            yield from _imports([*node.orelse, *node.finalbody])
        elif isinstance(getattr(node, "body", None), list):
            yield from _imports([*node.body, *getattr(node, "orelse", [])])  # type: ignore[attr-defined]


def _imports_from(node: ast.ImportFrom) -> Iterator[tuple[str, ast.stmt]]:
    if node.level or not node.module:
        return
    if node.module in NAMESPACES or node.module == "google.cloud":
        yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)
    else:
        yield node.module, node


def _expects_absence(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    expected = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
    return any(
        isinstance(part, ast.Name) and part.id in expected for part in ast.walk(handler.type)
    )
