from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.checks.order import OrderCheck
from tests.checks.notebooks import code, codes_of, findings_of, markdown, printed, subject

CHECK = OrderCheck()


def test_a_name_that_a_later_cell_defines_is_an_error_where_it_is_used() -> None:
    [found] = findings_of(CHECK, subject("import os", "y = 1\nprint(x)", "\nx = 1"))
    assert (found.code, found.severity, found.cell, found.line, found.column) == (
        "defined-later",
        "error",
        "c1",
        2,
        7,
    )
    assert found.message == "`x` is used, but defined further down, where it says `x = 1`"
    assert found.key == "x"


def test_a_secret_is_not_told_with_where_a_name_is_defined() -> None:
    [found] = findings_of(CHECK, subject("print(password)", "password = 'tr0ub4dor'"))
    assert found.message == "`password` is used, but defined further down"


def test_a_name_that_nothing_defines_is_an_error() -> None:
    [found] = findings_of(CHECK, subject("a = b.c"))
    assert (found.code, found.severity, found.message) == (
        "undefined-name",
        "error",
        "`b` is not defined",
    )


def test_a_magic_needs_no_percent_sign_where_it_is_alone() -> None:
    assert codes_of(CHECK, "ls -la data", "pip install a", "x") == ["undefined-name"]


def test_a_name_is_told_once_a_cell() -> None:
    assert codes_of(CHECK, "x\nx\nx", "x") == ["undefined-name"] * 2


def test_a_deleted_name_is_gone() -> None:
    assert codes_of(CHECK, "x = 1\ndel x", "x") == ["deleted-name"]
    assert codes_of(CHECK, "x = 1\ndel x\nx = 2", "x") == []
    assert codes_of(CHECK, "x = 1\nif x:\n    del x", "x") == []


def test_what_a_function_needs_has_to_be_there_when_it_is_called() -> None:
    cells = ["def f():\n    return g() + 1", "f()", "def g():\n    return y", "y = 1", "f()"]
    found = findings_of(CHECK, subject(*cells))
    assert [(each.code, each.severity, each.cell) for each in found] == [
        ("defined-later", "warning", "c1")
    ]
    assert found[0].message.startswith("`f` is called, but `g`, which it uses, is defined further")


def test_what_a_class_needs_to_make_objects_has_to_be_there_when_it_is_called() -> None:
    cells = ["class A:\n    def __init__(self):\n        self.x = later", "A()", "later = 1"]
    found = findings_of(CHECK, subject(*cells))
    assert [(each.code, each.severity, each.cell) for each in found] == [
        ("defined-later", "warning", "c1")
    ]


def test_a_function_is_what_its_last_definition_says() -> None:
    cells = ["def f():\n    return 1", "f()", "def f():\n    return later", "later = 1", "f()"]
    assert codes_of(CHECK, *cells) == []


def test_what_only_a_function_uses_and_nothing_defines_is_a_warning() -> None:
    [found] = findings_of(CHECK, subject("def f():\n    return nowhere"))
    assert (found.code, found.severity) == ("undefined-name", "warning")


@pytest.mark.parametrize(
    "cells",
    [
        ["def f():\n    return later", "later = 1\nf()"],
        ["class A:\n    x = 1\n    y = x\n    def f(self):\n        return A, later", "later = 1"],
        ["[x for x in range(3) if x]\n{k: v for k, v in {}.items()}"],
        ["def f(x, *a, y=1, **k):\n    return x, a, y, k\nlambda z: z"],
        ["import a.b as c, d.e\nc, d"],
        ["from a import b as c\nc"],
        ["with open('f') as f, open('g') as (g, h):\n    f, g, h"],
        ["for i, (j, *k) in []:\n    pass\ni, j, k"],
        ["try:\n    x = 1\nexcept ValueError as e:\n    print(e)\nx"],
        ["try:\n    unicode\nexcept NameError:\n    unicode = str\nunicode"],
        ["if 'model' not in globals():\n    model = 1\nmodel"],
        ["from numpy import *\nsin(1)"],
        ["%run setup.py\nanything"],
        ["%%capture out\nprint(1)", "out.show()"],
        ["files = !ls\nfiles"],
        ["%store -r data", "data"],
        ["exec('x = 1')\nx"],
        ["globals()['x'] = 1", "x"],
        ["display(1); get_ipython(); In[0]; Out; _; __; _12; _i3; __name__"],
        ["x: int = 1\nx", "y: 'Later' = 2\ny"],
        ["if (n := 3) > 2:\n    n", "[m := 1 for _ in range(2)]\nm"],
        [
            "match 1:\n    case {'a': a, **rest}:\n        a, rest",
            "match 1:\n    case [b, *c] as d:\n        b, c, d",
        ],
        ["def f():\n    global state\n    state = 1", "f()\nstate"],
        ["def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n    return g"],
        ["async def f():\n    pass", "await f()"],
        ["print(undefined)\n)", "x = undefined"],
        ["%%bash\nx", "print(1)"],
        [code("undefined", tags=["raises-exception"])],
        [code("undefined", tags=["skip-execution"])],
        ["#| eval: false\nundefined"],
        [markdown("undefined")],
        ["try:\n    import fast\nexcept ImportError:\n    fast = None\nfast"],
        ["class A:\n    pass\n@A\ndef f(a: A = A()) -> A:\n    return f"],
        ["class Node:\n    def next(self) -> 'Node':\n        return Node()"],
        ["x = 1\ndef f():\n    x = x_local = 2\n    del x_local\n    return x"],
        ["(lambda: later)", "later = 2"],
        [
            "from __future__ import annotations",
            "def f(x: Later) -> Later:\n    y: Later\nx: Later = 1",
        ],
        ["class A:\n    def f(self):\n        return later\nA()", "later = 1"],
        ["def f():\n    def g():\n        return later\n    return g\ng = f()", "later = 1"],
        ["def f():\n    return g()\ndef g():\n    return 1\nlambda: f(later)", "later = 1"],
        ["def f():\n    return locals()['x']\nf()"],
        ["a = {**{}, 'b': [c for c in [1]]}\nf'{a!r:>{10}}'"],
        ["while True:\n    z = 1\n    break\nelse:\n    z = 2\nz"],
    ],
)
def test_names_that_are_there_are_no_findings(cells: list[Any]) -> None:
    assert codes_of(CHECK, *cells) == []


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("print(f'{x}')", "x"),
        ("[y for y in x]", "x"),
        ("[x for y in []]", "x"),
        ("[x for x in []]\nx", "x"),
        ("def f(a=x):\n    pass", "x"),
        ("@x\ndef f():\n    pass", "x"),
        ("def f(a: x):\n    pass", "x"),
        ("class A(x):\n    pass", "x"),
        ("class A:\n    y = x", "x"),
        ("x += 1", "x"),
        ("x: int\nx", "x"),
        ("def f():\n    x = 1\nx", "x"),
        ("lambda a=x: a", "x"),
        ("for i in x:\n    x = 1", "x"),
        ("with x as y:\n    pass", "x"),
        ("del x", "x"),
        ("try:\n    x\nexcept ValueError:\n    pass", "x"),
        ("!ls\nx", "x"),
        ("await x()", "x"),
        ("__file__", "__file__"),
    ],
)
def test_names_that_are_not_there_are_found(source: str, name: str) -> None:
    found = findings_of(CHECK, subject(source))
    assert [(each.key, each.severity) for each in found] == [(name, "error")]


def test_cells_that_were_run_out_of_order_are_found() -> None:
    cells = [
        code("1", printed("1"), count=5),
        code("2", count=7),
        code("3", printed("3"), count=6),
        code("4", printed("4"), count=7),
        code("5", printed("5")),
        code("6", printed("6"), count=8),
    ]
    found = findings_of(CHECK, subject(*cells))
    assert [(each.cell, each.code, each.severity) for each in found] == [
        ("c2", "out-of-order", "warning"),
        ("c3", "repeated-count", "warning"),
        ("c4", "stale-output", "warning"),
    ]


@pytest.mark.parametrize(
    "cells",
    [
        [code("1", printed("1"), count=1), code("2", count=2), code("3", printed("3"), count=9)],
        [code("1", printed("1")), code("2", printed("2"))],
        [code("1", count=5), code("2", count=3)],
        [code("1", printed("1"), count=1), code("2"), code("3", printed("3"), count=2)],
        [code("1", count=1), markdown("a"), code("", printed("odd"))],
    ],
)
def test_counts_in_order_and_none_at_all_are_no_findings(cells: list[Any]) -> None:
    assert codes_of(CHECK, *cells) == []


def test_other_languages_are_left_alone() -> None:
    assert not findings_of(CHECK, subject(code("x", printed("1"), count=1), language="julia"))


NAMES = st.sampled_from(["a", "b", "c"])
LINES = st.one_of(
    NAMES.map(lambda name: f"{name} = 1"),
    NAMES.map(lambda name: f"{name} += 1"),
    NAMES.map(lambda name: f"del {name}"),
    st.tuples(NAMES, NAMES).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    st.tuples(NAMES, NAMES).map(lambda pair: f"[{pair[0]} for {pair[0]} in [{pair[1]}]]"),
)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.lists(LINES, min_size=1, max_size=3), min_size=1, max_size=5))
def test_the_first_finding_is_where_a_run_fails(cells: list[list[str]]) -> None:
    sources = ["\n".join(lines) for lines in cells]
    found = findings_of(CHECK, subject(*sources))
    first = (found[0].index, found[0].key) if found else None
    assert first == _failure(sources)


def _failure(sources: list[str]) -> tuple[int, str | None] | None:
    """The cell at which a run fails, and the name that isn't there."""
    names: dict[str, Any] = {}
    index = 0
    try:
        for index, source in enumerate(sources):  # noqa: B007 - it is needed after a failure
            exec(source, names)  # noqa: S102 - made of the lines above
    except NameError as error:
        return index, error.name
    return None
