from __future__ import annotations

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.modules.cells import CellCode, read_exported, read_unmarked


def _read(source: str, *, refuse: bool = False) -> CellCode:
    return read_exported(source, (), refuse_magics=refuse)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("%matplotlib inline\nx = 1", "# %matplotlib inline\nx = 1"),
        ("!pip install x\nx = 1", "# !pip install x\nx = 1"),
        ("!!ls", "# !!ls"),
        ("!ls \\\n  -l\nx = 1", "# !ls \\\n#   -l\nx = 1"),
        ("f?\nx = 1", "# f?\nx = 1"),
        ("?f", "# ?f"),
        ("%timeit f()", "# %timeit f()"),
        ("%time x = f()", "x = f()"),
        ("%time", "# %time"),
        ("x = %time f()", "x = f()"),
        ("%%time\nx = 1", "x = 1"),
        ("%%capture out\n%%time\nx = 1", "x = 1"),
        ("%prun f()", "f()"),
        ("%prun -l 4 f()", "# %prun -l 4 f()"),
        ("%env A=b c", 'import os\nos.environ["A"] = "b c"'),
        ("%set_env A b", 'import os\nos.environ["A"] = "b"'),
        ("%env A=$B", "# %env A=$B"),
        ("%env A", "# %env A"),
        ("/f a b", "f(a, b)"),
        (",f a b", 'f("a", "b")'),
        (";f a b", 'f("a b")'),
        ("if x:\n    !ls", "if x:\n    pass  # !ls"),
        ("if x:\n    !ls\n    y = 1", "if x:\n    # !ls\n    y = 1"),
        ("if x:\n    !a\n    !b", "if x:\n    pass  # !a\n    # !b"),
        ("try:\n    !a\nfinally:\n    %b", "try:\n    pass  # !a\nfinally:\n    pass  # %b"),
        ("if x:\n    pass  # mine\n%cd x", "if x:\n    pass  # mine\n# %cd x"),
        ("  x = 1\n  %cd y", "x = 1\n# %cd y"),
    ],
)
def test_magics_are_translated_or_kept_out_with_a_comment(source: str, text: str) -> None:
    read = _read(source)
    assert read.text == text
    assert read.problems == ()
    ast.parse(read.text)


@pytest.mark.parametrize(
    "source",
    [
        "s = '%d items' % 3\nt = '''\n%matplotlib inline\n!ls\nf?\n'''",
        "x = 7 % 2\ny = x != 1",
        "x = (7\n%2)",
        "def f() -> None:\n    # %time is a magic, !ls too\n    print(f'{1:%d}!')",
        "x = []  # type: list[int]",
        "@decorated\nasync def f():\n    return await g()",
        "x = 'a?'\n# what?",
    ],
)
def test_python_is_left_as_it_is(source: str) -> None:
    read = _read(source)
    assert (read.text, read.problems) == (source, ())
    assert read.lines == tuple(range(source.count("\n") + 1))


@pytest.mark.parametrize(
    ("source", "line"),
    [("x = !ls", 1), ("a = 1\nx = %sql select 1", 2), ("if a:\n    x = !ls", 2)],
)
def test_a_magic_whose_value_is_used_is_refused(source: str, line: int) -> None:
    (problem,) = _read(source).problems
    assert (problem.severity, problem.code, problem.line) == ("error", "magic", line)


def test_a_cell_in_another_language_becomes_a_comment_with_a_warning() -> None:
    read = _read("%%bash\necho 'x\n\nls")
    assert read.text == "# %%bash\n# echo 'x\n#\n# ls"
    assert [(each.severity, each.code, each.line) for each in read.problems] == [
        ("warning", "magic", 1)
    ]


@pytest.mark.parametrize(
    ("source", "line"), [("x = 1\n%cd y", 2), ("!ls", 1), ("%%bash\nls", 1), ("x?", 1)]
)
def test_all_magics_without_an_equivalent_can_be_refused(source: str, line: int) -> None:
    (problem,) = _read(source, refuse=True).problems
    assert (problem.severity, problem.code, problem.line) == ("error", "magic", line)
    assert _read("%time x = 1", refuse=True).problems == ()


_PYTHON = st.sampled_from(
    [
        "x = 1",
        "s = '%d!' % 3",
        "t = '''\n%a\n  !b\n'''",
        "def f(a):\n    return a % 2",
        "for i in y:\n    print(i)\n\n    print(f'{i:%d}')",
        "# a comment?",
        "",
        "class A:\n    '''Doc\n  !ls\n    '''\n    x = 5 %3",
        "u = [1,\n  2 % 3,\n]",
    ]
)
_MAGICS = st.sampled_from(
    ["%matplotlib inline", "!ls -l", "%time z = 3", "x?", "%env A=b", "!ls \\\n -l", "/f a"]
)


def _in_block(magics: list[str]) -> str:
    return "if a:\n" + "\n".join(f"    {line}" for line in "\n".join(magics).split("\n"))


@given(
    st.lists(
        st.one_of(_PYTHON, _MAGICS, st.lists(_MAGICS, min_size=1, max_size=3).map(_in_block)),
        max_size=7,
    )
)
@settings(deadline=None, max_examples=80)
def test_what_stands_beside_magics_stays_and_the_result_compiles(parts: list[str]) -> None:
    source = "\n".join(parts)
    read = _read(source)
    assert read.problems == ()
    compile(read.text, "<cell>", "exec", dont_inherit=True)
    assert len(read.lines) == (read.text.count("\n") + 1 if read.text else 0)
    assert list(read.lines) == sorted(read.lines)
    kept = [part for part in parts if part.strip() and not part.lstrip().startswith(tuple("%!/"))]
    for part in kept:
        if part not in ("x?", *(each for each in parts if each.startswith("if a:"))):
            assert part in read.text


def test_an_unmarked_cell_is_looked_at_without_its_magics() -> None:
    read = read_unmarked("%matplotlib inline\nimport numpy as np\n!ls\nx = np.pi")
    assert read is not None
    assert read.names.bound == ("np", "x")
    assert read_unmarked("not python at all") is None
