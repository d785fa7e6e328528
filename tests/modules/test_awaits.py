from __future__ import annotations

import ast
import asyncio
from typing import Any

import pytest

from jupyter_mlops.modules.cells import CellCode, read_exported

_HELPERS = """
import asyncio

async def get(value, *rest):
    await asyncio.sleep(0)
    return value

class Context:
    async def __aenter__(self): return 5
    async def __aexit__(self, *_): return None

async def count(end):
    for number in range(end):
        yield number

"""


def _read(source: str) -> CellCode:
    return read_exported(source, (), refuse_magics=False)


def _run(source: str) -> dict[str, Any]:
    """What a module of a cell has after it was imported inside of a running event loop."""
    read = _read(source)
    assert read.problems == ()
    module: dict[str, Any] = {"__name__": "some_module"}
    program = compile(_HELPERS + read.text, "<module>", "exec", dont_inherit=True)

    async def importing() -> None:
        exec(program, module)  # noqa: S102 - our own words

    asyncio.run(importing())
    return module


@pytest.mark.parametrize(
    ("source", "name", "value"),
    [
        ("x = await get(1)", "x", 1),
        ("x: int = await get(2)", "x", 2),
        ("x: int = (await get(\n  3,\n))", "x", 3),
        ("x: (\n  int\n) = await get(4)", "x", 4),
        ("a, (b, *x) = await get([1, (2, 3, 4)])", "x", [3, 4]),
        ("x = 1\nx += await get(5)", "x", 6),
        ("async with Context() as x:\n    pass", "x", 5),
        ("x = []\nasync for i in count(3):\n    x.append(i)", "x", [0, 1, 2]),
        ("x = [i async for i in count(3)]", "x", [0, 1, 2]),
        ("if await get(True):\n    x = 1\nelse:\n    x = 2", "x", 1),
        ("y = 2; x = await get(y)", "x", 2),
        ("print(x := await get(7))", "x", 7),
        ("x = await get('''\na\n  b\n''')", "x", "\na\n  b\n"),
        ("try:\n    await get(1)\nfinally:\n    import json as x; x = x.dumps(1)", "x", "1"),
        ("'''Doc'''\nx = await get(9)", "x", 9),
        ("@(await get(lambda f: f))\ndef x(): return 1\nx = x()", "x", 1),
    ],
)
def test_a_statement_that_waits_is_run_when_the_module_is_imported(
    source: str, name: str, value: object
) -> None:
    assert _run(source)[name] == value
    assert name in _read(source).names.bound


def test_imports_from_the_future_and_the_docstring_stay_on_top() -> None:
    text = _read("'''Doc'''\nfrom __future__ import annotations\nx = await f()").text
    assert text.startswith("'''Doc'''\nfrom __future__ import annotations\nimport asyncio\n")


def test_coroutines_that_are_only_defined_are_left_alone() -> None:
    source = "async def f():\n    return await g()\n\nh = lambda: [await_ for await_ in []]"
    assert _read(source).text == source


def test_lines_lead_back_through_the_wrapping() -> None:
    source = "a = 1\nx = await f(\n  a)\nb = 2"
    read = _read(source)
    lines = read.text.split("\n")
    assert len(lines) == len(read.lines)
    assert {read.lines[number] for number, line in enumerate(lines) if "await f(" in line} == {1}
    assert {read.lines[number] for number, line in enumerate(lines) if line.strip() == "a)"} == {2}
    assert read.lines[lines.index("b = 2")] == 3


def test_two_statements_get_coroutines_of_different_names() -> None:
    tree = ast.parse(_read("await f()\nawait g()").text)
    names = [node.name for node in tree.body if isinstance(node, ast.AsyncFunctionDef)]
    assert len(set(names)) == 2


def test_what_waits_and_imports_everything_is_refused() -> None:
    read = _read("x = 1\nif await f():\n    from os import *")
    assert [(each.severity, each.code, each.line) for each in read.problems] == [
        ("error", "await", 2)
    ]
