from __future__ import annotations

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.checks.cell_code import read_code
from tests.checks.notebooks import code, subject


def plain(source: str) -> str | None:
    [found] = read_code(subject(code(source)))
    return None if found.tree is None else ast.unparse(found.tree)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        ("x = 1\n!ls -l 'a\ny = 2", "x = 1\npass\ny = 2"),
        ("files = !ls *.csv\nlen(files)", "files = None\nlen(files)"),
        ("a[0] = %system true", "a[0] = None"),
        ("%time x = f(1)", "x = f(1)"),
        ("%timeit -n 10 -r 3 f(x)", "f(x)"),
        ("%%time\nx = 1", "x = 1"),
        ("%%capture out\n%load_ext a\nx = 1", "pass\nx = 1"),
        ("df.head?\nx = 1", "pass\nx = 1"),
        ("?df", "pass"),
        ("for x in y:\n    !echo {x}\n    print(x)", "for x in y:\n    pass\n    print(x)"),
        ("!pip install a \\\n  b\nx = 1", "pass\nx = 1"),
        ("!a \\\n  b\n%c\nx = !d\ny = 1\n!e", "pass\npass\nx = None\ny = 1\npass"),
        ("%a\ns = '''\n%b\n'''", "pass\ns = '\\n%b\\n'"),
        ("  x = 1\n  y = 2", "x = 1\ny = 2"),
        ("await f()", "await f()"),
        ("async for x in y:\n    pass", "async for x in y:\n    pass"),
        ('s = """\n%not magic\n!nor this\n"""', "s = '\\n%not magic\\n!nor this\\n'"),
        ("x = (a\n  % b)", "x = a % b"),
        ("# comment\n%%time\nx = 1", "x = 1"),
        ("pip install a>=1", "pass"),
        ("ls -l\n", "pass"),
        ("cd = 1", "cd = 1"),
        ("ls.sort()", "ls.sort()"),
        ("ls\nx = 1", "ls\nx = 1"),
        ("", ""),
    ],
)
def test_magics_are_taken_out(source: str, expected: str) -> None:
    assert plain(source) == expected


@pytest.mark.parametrize("source", ["%%bash\nls", "def (:", "%%html\n<b>", "x = = 1", "\0"])
def test_what_is_no_python_has_no_tree(source: str) -> None:
    assert plain(source) is None


def test_magics_are_said_with_their_lines() -> None:
    [found] = read_code(subject(code("%%time\nx = 1\nfiles = !ls\n%run a.py")))
    assert [tuple(each) for each in found.magics] == [(1, "%%time"), (3, "!ls"), (4, "%run a.py")]


def test_doubtful_python_raises_no_warning() -> None:
    assert plain('x = "\\d"\ny = 1 is 1') is not None


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(["x = 1", "%m a", "!ls", "f?", '"""', "(", "  y", "", "%%time"])))
def test_lines_stay_where_they_are(lines: list[str]) -> None:
    source = "\n".join(lines)
    [found] = read_code(subject(code(source)))
    assert found.text.count("\n") == source.count("\n")
