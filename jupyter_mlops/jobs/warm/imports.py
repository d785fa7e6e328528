"""Which of a notebook's imports may be done before it runs."""

from __future__ import annotations

import ast
import sys
import sysconfig
import warnings
from collections.abc import Iterator
from functools import cache
from importlib.machinery import PathFinder

import msgspec
from msgspec import Struct

from jupyter_mlops.jobs.warm.unforkable import UNFORKABLE

#: What comes after one of these may mean another library than what is installed now, or read
#: another environment: libraries look at theirs when they are imported.
_TURNING_POINTS = (
    "environ",
    "putenv",
    "setenv",
    "sys.path",
    "sys.modules",
    "meta_path",
    "chdir",
    "addsitedir",
    "simplefilter",
    "filterwarnings",
    "%cd",
    "%env",
    "%set_env",
    "%load_ext",
    "%run",
    "install",
)
#: Notebooks beyond this many bytes are not read for it: that would take longer than it saves.
_LARGEST = 20_000_000


class _Cell(Struct):
    """A cell, without its outputs, which are the large part."""

    cell_type: str
    source: str | list[str] = ""


class _Notebook(Struct):
    """A notebook, as far as imports need it."""

    cells: list[_Cell]


def early_imports(notebook: bytes) -> tuple[str, ...]:
    """The import statements that may be carried out before the notebook runs.

    These are the statements at the top level of its cells, from the first cell up to the first that
    may change what an import means, for libraries that are installed here. Never the user's own
    modules, nor packages that are installed as links to their sources: these change.

    Args:
        notebook: The notebook's bytes.

    Returns:
        Statements such as `import pandas` and `from sklearn import datasets`, sorted.
    """
    if len(notebook) > _LARGEST:
        return ()
    found: set[str] = set()
    try:
        for source in _code(msgspec.json.decode(notebook, type=_Notebook)):
            imports, goes_on = _read(source)
            found.update(imports)
            if not goes_on:
                break
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ()
    return tuple(sorted(found))


def _code(document: _Notebook) -> Iterator[str]:
    for cell in document.cells:
        if cell.cell_type == "code":
            yield cell.source if isinstance(cell.source, str) else "".join(cell.source)


def _read(source: str) -> tuple[list[str], bool]:
    """A cell's imports up to the first turning point, and whether there was none."""
    lines = source.splitlines()
    if any(_is_magic(line) and _turns(line) for line in lines):
        return [], False
    if source.lstrip().startswith("%%"):
        return [], not _turns(source)
    python = "\n".join(line for line in lines if not _is_magic(line))
    imports: list[str] = []
    for node in _parsed(python):
        if _turns(ast.get_source_segment(python, node) or ""):
            return imports, False
        imports.extend(_statements(node))
    return imports, not _turns(source)


def _is_magic(line: str) -> bool:
    return line.lstrip()[:1] in {"%", "!"}


def _turns(text: str) -> bool:
    return any(each in text for each in _TURNING_POINTS)


def _parsed(python: str) -> list[ast.stmt]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(python).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _statements(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (f"import {each.name}" for each in node.names if is_installed(each.name))
    elif isinstance(node, ast.ImportFrom) and not node.level and is_installed(node.module or ""):
        yield from (f"from {node.module} import {each.name}" for each in node.names)


@cache
def _library_folders() -> list[str]:
    return list({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})


def is_installed(module: str) -> bool:
    """Whether a module belongs to a library that is installed here, as files of its own."""
    name = module.partition(".")[0]
    if name in sys.stdlib_module_names or name in UNFORKABLE or name == "jupyter_mlops":
        return False
    spec = PathFinder.find_spec(name, _library_folders())
    return spec is not None and spec.loader is not None
