"""Texts, line by line; git is the judge."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.merge.lines import Clash, Stretch, clashes, merge_texts

_TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d", ""]), max_size=6).map("\n".join)


def _merge(base: str, local: str, remote: str) -> list[Stretch]:
    return merge_texts(base, local, remote, Budget())


def _settled(base: str, local: str, remote: str) -> str:
    return _text(_merge(base, local, remote))


def _text(stretches: list[Stretch]) -> str:
    lines = []
    for stretch in stretches:
        assert not isinstance(stretch, Clash)
        lines += stretch
    return "\n".join(lines)


def test_lines_far_apart_are_both_taken() -> None:
    assert _settled("a\nb\nc", "x\nb\nc", "a\nb\ny") == "x\nb\ny"


def test_a_line_that_is_appended_changes_not_the_last_one() -> None:
    assert _settled("a\nb", "x\nb", "a\nb\nc") == "x\nb\nc"


def test_equal_changes_are_taken_once() -> None:
    assert _settled("a\nb\nc", "a\nx\nc", "a\nx\nc\nd") == "a\nx\nc\nd"


def test_changes_that_touch_clash() -> None:
    assert _merge("a\nb", "x\nb", "a\ny") == [Clash(["x", "b"], ["a", "y"])]


def test_a_clash_leaves_out_what_both_sides_begin_and_end_with() -> None:
    found = _merge("a\nz", "a\nnew\nx\nend\nz", "a\nnew\ny\nend\nz")

    assert found == [["a", "new"], Clash(["x"], ["y"]), ["end", "z"]]


def test_a_deletion_clashes_with_an_edit() -> None:
    assert _merge("a\nb\nc", "a\nc", "a\nx\nc") == [["a"], Clash([], ["x"]), ["c"]]


@given(_TEXTS, _TEXTS)
def test_what_one_side_left_is_as_the_other_has_it(base: str, side: str) -> None:
    assert _settled(base, side, base) == side
    assert _settled(base, base, side) == side
    assert _settled(base, side, side) == side


@given(_TEXTS, _TEXTS, _TEXTS)
def test_clashes_are_the_same_with_the_sides_exchanged(base: str, local: str, remote: str) -> None:
    turned = [
        Clash(stretch.remote, stretch.local) if isinstance(stretch, Clash) else stretch
        for stretch in _merge(base, remote, local)
    ]

    assert _merge(base, local, remote) == turned


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sets(st.integers(0, 11), max_size=3),
    st.sets(st.integers(0, 11), max_size=3),
)
def test_git_finds_the_same_clashes(tmp_path: Path, local: set[int], remote: set[int]) -> None:
    lines = [f"line {number}" for number in range(12)]
    texts = [
        "\n".join(f"{line} by {name}" if at in changed else line for at, line in enumerate(lines))
        for name, changed in (("local", local), ("base", set[int]()), ("remote", remote))
    ]
    for name, text in zip("abc", texts, strict=True):
        (tmp_path / name).write_text(f"{text}\n")

    done = subprocess.run(
        ["git", "merge-file", "-p", "a", "b", "c"], cwd=tmp_path, capture_output=True, check=False
    )

    stretches = _merge(texts[1], texts[0], texts[2])
    assert clashes(stretches) == (done.returncode > 0)
    if not clashes(stretches):
        assert _text(stretches) == done.stdout.decode()[:-1]


@pytest.mark.parametrize("side", ["", "\n", "\r\n", "\u2028"])
def test_odd_ends_are_kept(side: str) -> None:
    assert _settled("a", f"a{side}", "a") == f"a{side}"
