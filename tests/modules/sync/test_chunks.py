"""Code in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.modules.sync.chunks import joined, same_code, split_chunks

_LINES = ("a = 1", "# said", "", "def f():", "    return 1", "@decorated", "x = '''", "'''", "b; c")


def test_statements_and_comments_are_pieces() -> None:
    text = "# one\n# two\nimport os\n\n# three\n\n@d\ndef f(): ...\na = 1; b = 2  # beside\n# end"
    chunks = split_chunks(text)
    assert [chunk.text for chunk in chunks] == [
        *("# one\n# two", "import os", "# three", "@d\ndef f(): ..."),
        *("a = 1; b = 2  # beside", "# end"),
    ]
    assert [chunk.comment for chunk in chunks] == [True, False, True, False, False, True]
    assert [chunk.names for chunk in chunks if chunk.names] == [("f",)]
    assert [chunk.imports for chunk in chunks].count(True) == 1
    assert joined(text, chunks) == text
    assert joined(text, chunks[1:3]) == "import os\n\n# three"


def test_what_is_no_python_is_one_piece() -> None:
    assert [chunk.text for chunk in split_chunks("def (:\n\na = 1")] == ["def (:\n\na = 1"]
    assert split_chunks(" \n") == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("x=[1,2]", "x = [\n    1,\n    2,\n]", True),
        ("x = 1  #why", "x = 1  # why", True),
        ("x = 1  # why", "x = 1", False),
        ("x = 'a'", 'x = "a"', True),
        ("def f():\n  '''A.\n\n  B.'''", 'def f():\n    """A.\n\n    B."""', True),
        ("def f():\n  '''A.'''", "def f():\n  '''B.'''", False),
        ("x = (", "x = ( ", False),
    ],
)
def test_formatting_is_no_difference(one: str, other: str, *, same: bool) -> None:
    assert same_code(one, other) is same


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(_LINES), max_size=12))
def test_no_line_is_in_two_pieces_or_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    chunks = split_chunks(text)
    taken = [at for chunk in chunks for at in range(chunk.start, chunk.stop)]
    assert len(taken) == len(set(taken))
    assert all(not line.strip() for at, line in enumerate(lines) if at not in taken)
    assert [chunk.text for chunk in chunks] == [
        "\n".join(lines[chunk.start : chunk.stop]) for chunk in chunks
    ]
