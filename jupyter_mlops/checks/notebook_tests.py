"""The test functions that a notebook defines."""

from __future__ import annotations

import ast
import warnings

from msgspec import Struct

from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.notebooks.diff.ipython import cell_magic, mask

#: Cells with this tag are tests themselves.
TEST_TAG = "test"


class DefinedTest(Struct, frozen=True, kw_only=True):
    """A function of a notebook that is a test by its name."""

    name: str
    #: Key of the cell that defines it.
    cell: str
    #: Line of its definition in that cell, from 1.
    line: int


def find_tests(subject: Subject) -> tuple[DefinedTest, ...]:
    """The `test_*` functions at the top level of a notebook's cells, in order.

    Of several of a name the last counts, which is what the kernel will have.

    Args:
        subject: A notebook that can be read.
    """
    if not subject.is_python:
        return ()
    found: dict[str, DefinedTest] = {}
    for cell in subject.code:
        for name, line in _definitions(cell.source):
            found.pop(name, None)
            found[name] = DefinedTest(name=name, cell=cell.key, line=line)
    return tuple(found.values())


def _definitions(source: str) -> list[tuple[str, int]]:
    if "def test_" not in source or cell_magic(source) is not None:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(mask(source).source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    return [
        (node.name, node.lineno)
        for node in body
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.name.startswith("test_")
    ]
