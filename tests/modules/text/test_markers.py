"""Markers are comments, wherever texts are that look like them."""

from __future__ import annotations

import io
import sysconfig
import tokenize
from pathlib import Path

import pytest

from jupyter_mlops.modules.model import CellKey
from jupyter_mlops.modules.text.markers import (
    _comment_lines,
    escape_markers,
    find_markers,
    marker_text,
)


def _by_tokenize(text: str) -> list[int]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [
        token.start[0] - 1
        for token in tokens
        if token.type == tokenize.COMMENT and token.start[1] == 0
    ]


def test_comments_of_the_standard_library_are_found_as_tokenize_finds_them() -> None:
    files = sorted(Path(sysconfig.get_paths()["stdlib"]).glob("*.py"))[::6]
    assert len(files) > 20
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert _comment_lines(text) == _by_tokenize(text), file


@pytest.mark.parametrize(
    "text",
    [
        '"""\n# %% a.ipynb#b\n"""',
        "x = r'''\\\n# %% a.ipynb#b\n'''",
        "x = 'a\\\n# %% a.ipynb#b'",
        'x = """a\\"""\n# %% a.ipynb#b\n"""',
        "x = \"'''\"\n y = '''\n# %% a.ipynb#b\n'''",
        "    # %% a.ipynb#b",
        "x = 1  # %% a.ipynb#b",
        "# %%bash",
        "#: %% a.ipynb#b",
    ],
)
def test_what_is_no_comment_of_its_own_is_no_marker(text: str) -> None:
    assert find_markers(text) == []
    assert escape_markers(text) == text


@pytest.mark.parametrize("text", ["# %%", "#%% a", "# it's\n# %% n.ipynb#a", "x = '\n# %%\n'"])
def test_a_comment_of_its_own_is_a_marker_until_it_is_escaped(text: str) -> None:
    assert find_markers(text)
    assert find_markers(escape_markers(text)) == []


def test_a_marker_says_its_cell() -> None:
    key = CellKey(notebook="my notes/a#b.ipynb", cell="@3")

    (marker,) = find_markers(f"{marker_text(key)}\n")
    assert (marker.key, marker.kind) == (key, "cell")
