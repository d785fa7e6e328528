from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.formatting import same_code

UGLY = [
    "x=1",
    "x = {  'a':1,'b':2 }",
    "f(a,b , c=3)\n\n\n\ng( )",
    "def f(a,b):\n  return a+b\ndef g():\n  pass",
    "if (a and b):\n      x=[1,\n      2,3,]",
    "result = function(argument_one, argument_two)[0].method(first='a', second=\"b\").other_one()",
    "#comment\nx = 1   #why",
    "class A( object ):\n\n    '''  Does things.\n\n      At length.   \n    '''\n    x: int=3",
    "s = 'it' + \"it's\" + u'unicode' + f'{x!r:>{width}}' + 'say \"hi\"'",
    "x = 0XFF + 1E5",
    "with open('a') as a, open('b') as b: pass",
    "for (i) in range(10): print (i)",
    "assert (x), 'a message so long that the line has to be broken in two, it seems'",
    "import os\nfrom a import (b, c)\ndel (a), b\nreturn_ = not(a)",
    "@decorator\n\n# between\ndef f(*, a): return lambda x:(x)",
    "a = b if c else d;",
    "x = \\\n  3",
    "match x:\n  case [1,2]: y=1\n  case _: y=2",
]


def test_whatever_a_formatter_does_is_formatting(tmp_path: Path) -> None:
    pytest.importorskip("ruff", reason="ruff is not installed")
    files = [tmp_path / f"cell{number}.py" for number in range(len(UGLY))]
    for file, source in zip(files, UGLY, strict=True):
        file.write_text(source + "\n", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--isolated", "--quiet", str(tmp_path)], check=True
    )
    for file, source in zip(files, UGLY, strict=True):
        formatted = file.read_text(encoding="utf-8")
        assert formatted != source
        # A formatter of modules drops the semicolon that keeps a cell's result from being shown
        assert same_code(source, formatted, "python") == (not source.endswith(";")), formatted


@pytest.mark.parametrize(
    ("base", "head"),
    [
        ("x = 1", "x = 2"),
        ("x = (1)", "x = (1,)"),
        ("x[1]", "x[1,]"),
        ("x = 'a'", "x = b'a'"),
        ("x = 1", "x = 1.0"),
        ("x = 1", "x = True"),
        ("if a:\n    b()\nc()", "if a:\n    b()\n    c()"),
        ("a + (b + c)", "a + b + c"),
        ("x = 'a b'", "x = 'a  b'"),
        ("x = 1  # one", "x = 1  # two"),
        ("x = 1", "x = 1  # one"),
        ("# one\nx = 1\ny = 2", "x = 1\n# one\ny = 2"),
        ("plot(x)", "plot(x);"),
        ("def f():\n    '''One.'''", "def f():\n    '''Two.'''"),
        ("a = 1\nb = 2", "b = 2\na = 1"),
        ("%time f()", "%timeit f()"),
        ("%time f()\nx", "x\n%time f()"),
        ("!ls", "ls"),
        ("x = !ls", "y = !ls"),
        ("%%time\nx = 1", "x = 1"),
        ("%%time\nx = 1", "%%time\nx = 2"),
        ("%%bash\necho a  b", "%%bash\necho a b"),
        ("%%bash\nif a", "%%bash\n  if a"),
        ("x = '''\na\n'''", "x = '''\n a\n'''"),
        ("x = (1", "x = (2"),
        ("x = 1", "x = = 1"),
    ],
)
def test_what_changes_the_program_is_no_formatting(base: str, head: str) -> None:
    assert not same_code(base, head, "python")
    assert not same_code(head, base, "python")


@pytest.mark.parametrize(
    ("base", "head"),
    [
        ("%matplotlib inline\nx=1", "%matplotlib inline\n\nx = 1"),
        ("if x:\n  !pip install y\nz( 1)", "if x:\n    !pip install y\nz(1)"),
        ("files=!ls\nf( files)", "files = !ls\nf(files)"),
        ("t=%time f(1)\nx=1", "t = %time f(1)\nx = 1"),
        ("df.head?\nx=1", "df.head?\nx = 1"),
        ("?df\nx=1", "?df\nx = 1"),
        ("!a \\\n  b\nx=1", "!a \\\n  b\nx = 1"),
        ("%%time\nx=1", "%%time\nx = 1"),
        ("%%capture out\n%%time\nx=1", "%%capture out\n%%time\nx = 1"),
        ("%%bash\necho a  \n", "%%bash\necho a"),
        ("x='%d'%3", "x = '%d' % 3"),
        ("x='''\n%no magic\n!no shell'''", 'x = """\n%no magic\n!no shell"""'),
        ("x = (a\n%b)", "x = a % b"),
        ("x = a \\\n%b", "x = a % b"),
        ("x%=3;y!=2", "x %= 3\ny != 2"),
        ("await f( x)", "await f(x)"),
        ("'\\d'.join( x)", "'\\d'.join(x)"),
    ],
)
def test_magics_and_shell_lines_stand_among_python(base: str, head: str) -> None:
    assert same_code(base, head, "python")


def test_broken_python_is_compared_by_its_tokens() -> None:
    assert same_code("x = = 1\nif a:\n  b", "x == 1\nif a:\n    b", "python") is False
    assert same_code("x = = 1\nif a:\n  b", "x=  = 1\n\nif a:\n    b", "python")


def test_what_has_no_tokens_either_is_compared_as_text() -> None:
    assert same_code("x = ((1  \n", "x = ((1\n\n", "python")
    assert not same_code("x = ((1", "x =((1", "python")


@pytest.mark.parametrize("language", ["R", "javascript", "c++"])
def test_spaces_between_tokens_are_formatting_where_a_language_says_so(language: str) -> None:
    assert same_code("f(x,y){\n  z\n}", "f(x, y) {\n\n      z\n}", language)
    assert not same_code("x <- 5", "x < -5", language)
    assert not same_code("f('a  b')", "f('a b')", language)
    assert not same_code("f('a\n  b')", "f('a\nb')", language)


@pytest.mark.parametrize("language", [None, "julia", "haskell", "bash"])
def test_elsewhere_only_space_at_the_ends_of_lines_is_formatting(language: str | None) -> None:
    assert same_code("x  \ny\n\n", "x\ny", language)
    assert not same_code("[a -b]", "[a - b]", language)


def test_two_spaces_at_the_end_of_a_markdown_line_are_no_formatting() -> None:
    assert not same_code("a  \nb", "a\nb", "markdown")
    assert same_code("a   \nb ", "a  \nb", "markdown")


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 5_000,
        "-" * 5_000 + "x",
        "x" + "+x" * 15_000,
        "x" + ".x" * 40_000,
        "x\0y",
        "x = '\ud800'",
        "9" * 5_000,
        "if x:\n" * 200,
        '"""' + "a\n" * 1_000,
        "'\\d' is 'x'; assert (1, 2)",
        "\x0c\t x\r\n",
        "%" * 5_000 + "\n" + "?" * 5_000,
        "%%",
        " " * 200_000 + "#x",
        "a" + " " * 200_000 + "= !x",
    ],
)
@pytest.mark.parametrize("language", ["python", "r", None])
def test_hostile_code_is_compared_all_the_same(hostile: str, language: str | None) -> None:
    assert same_code(hostile, hostile + "\n", language)
    assert not same_code(hostile, hostile + "\ny", language)


def test_long_code_is_compared_as_text() -> None:
    code = "x = 1\n" * 100_000
    assert same_code(code, code + "\n", "python")
    assert not same_code(code, code + "x=1\n", "python")


pieces = st.sampled_from(
    [
        "x",
        " ",
        "\n",
        "    ",
        "(",
        ")",
        "'",
        '"""',
        "#",
        "%",
        "!",
        "?",
        "=",
        "if x:",
        "\\",
        ",",
        ";",
        "%%",
    ]
)
code = st.lists(pieces, max_size=25).map("".join)


@given(code, st.sampled_from(["python", "r", "markdown", None]))
def test_code_is_the_same_as_itself_with_empty_lines_below(
    source: str, language: str | None
) -> None:
    assert same_code(source, source, language)


@given(code, code)
def test_being_the_same_goes_both_ways(base: str, head: str) -> None:
    assert same_code(base, head, "python") == same_code(head, base, "python")
