from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.errors import StaleError
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.staging.texts import (
    TextHunk,
    discard_hunks,
    list_hunks,
    stage_hunks,
    unstage_hunks,
)

_LINES = st.sampled_from(
    [b"a\n", b"b\n", b"c\r\n", b"\n", b"  d\n", b"\xff\xfe\n", b"x\ry\n", "é\u2028z\n".encode()]
)
TEXTS = st.builds(
    lambda lines, end: b"".join(lines) + end,
    st.lists(_LINES, max_size=8),
    st.sampled_from([b"", b"", b"end", b"\xc3", b"\r"]),
)
BASE = b"import os\n\nx = 1\ny = 2\nz = 3\n"
WORKING = b"import os\nimport sys\n\nx = 1\ny = 20\nz = 3\nend"


def _keys(base: bytes, index: bytes, working: bytes) -> list[str]:
    return [hunk.key for hunk in list_hunks(base, index, working)]


def test_hunks_say_where_they_are_and_what_they_begin_with() -> None:
    found = list_hunks(BASE, BASE, WORKING)

    assert found == [
        TextHunk(
            key=found[0].key,
            base=1,
            base_lines=0,
            head=1,
            head_lines=1,
            preview="import sys",
            state="unstaged",
        ),
        TextHunk(
            key=found[1].key,
            base=3,
            base_lines=1,
            head=4,
            head_lines=1,
            preview="y = 20",
            state="unstaged",
        ),
        TextHunk(
            key=found[2].key,
            base=5,
            base_lines=0,
            head=6,
            head_lines=1,
            preview="end",
            state="unstaged",
        ),
    ]


def test_one_chosen_hunk_is_all_that_changes() -> None:
    key = _keys(BASE, BASE, WORKING)[1]

    staged = stage_hunks(BASE, BASE, WORKING, [key])

    assert staged == BASE.replace(b"y = 2", b"y = 20")
    assert [hunk.state for hunk in list_hunks(BASE, staged, WORKING)] == [
        "unstaged",
        "staged",
        "unstaged",
    ]


def test_lines_that_were_staged_and_edited_again_are_older() -> None:
    index = BASE.replace(b"x = 1", b"x = 5").replace(b"z = 3", b"z = 4")
    working = BASE.replace(b"x = 1", b"x = 6").replace(b"import os", b"import re")

    found = list_hunks(BASE, index, working)

    assert [(hunk.preview, hunk.state) for hunk in found] == [
        ("import re", "unstaged"),
        ("x = 6", "older"),
        ("z = 3", "older"),
    ]
    assert stage_hunks(BASE, index, working, [found[0].key]) == index.replace(b"os", b"re")
    assert stage_hunks(BASE, index, working, [found[1].key]) == index.replace(b"5", b"6")
    assert unstage_hunks(BASE, index, working, [found[2].key]) == index.replace(b"4", b"3")


def test_a_hunk_that_is_no_more_is_stale() -> None:
    key = _keys(BASE, BASE, WORKING)[1]

    with pytest.raises(StaleError):
        stage_hunks(BASE, BASE, WORKING.replace(b"20", b"21"), [key])


def test_many_lines_that_repeat_are_told_in_time() -> None:
    base, working = b"x\n" * 5_000, b"x\ny\n" * 5_000
    staged = stage_hunks(base, base, working, _keys(base, base, working)[::2])

    found = list_hunks(base, staged, working, Budget(5))

    assert unstage_hunks(base, staged, working, [hunk.key for hunk in found]) == base


@given(TEXTS, TEXTS, TEXTS)
def test_everything_chosen_is_the_other_text(base: bytes, index: bytes, working: bytes) -> None:
    keys = _keys(base, index, working)

    assert stage_hunks(base, index, working, keys) == working
    assert unstage_hunks(base, index, working, keys) == base
    assert discard_hunks(base, index, working, keys) == base
    assert stage_hunks(base, index, working, []) == index
    assert unstage_hunks(base, index, working, []) == index
    assert discard_hunks(base, index, working, []) == working


@given(TEXTS, TEXTS, st.data())
def test_hunks_that_were_staged_can_be_taken_out(
    base: bytes, working: bytes, data: st.DataObject
) -> None:
    keys = _keys(base, base, working)
    chosen = data.draw(st.sets(st.sampled_from(keys))) if keys else set()
    staged = stage_hunks(base, base, working, chosen)
    one_by_one = base
    for key in data.draw(st.permutations(sorted(chosen))):
        one_by_one = stage_hunks(base, one_by_one, working, [key])

    found = list_hunks(base, staged, working)

    assert one_by_one == staged
    assert [hunk.key for hunk in found] == keys
    held = [hunk.key for hunk in found if hunk.state == "staged"]
    assert stage_hunks(base, base, working, held) == staged
    assert unstage_hunks(base, staged, working, held) == base
