"""Which notebooks patterns mean."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.checks.selection import choose, is_chosen, matches

NAMES = st.text("ab.-_ é", min_size=1, max_size=4).filter(lambda name: name.strip("."))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("train.ipynb", "train.ipynb"),
        ("train.ipynb", "deep/down/train.ipynb"),
        ("drafts", "drafts/a.ipynb"),
        ("drafts/", "x/drafts/y/a.ipynb"),
        ("/drafts", "drafts/a.ipynb"),
        ("notebooks/*.ipynb", "notebooks/a.ipynb"),
        ("notebooks/**", "notebooks/a/b.ipynb"),
        ("notebooks/**/b.ipynb", "notebooks/b.ipynb"),
        ("**/old", "a/b/old/c.ipynb"),
        ("**", "a/b.ipynb"),
        (".", "a.ipynb"),
        ("./a", "a/b.ipynb"),
        ("a?.ipynb", "a1.ipynb"),
        ("[0-9]*.ipynb", "1 first.ipynb"),
        ("[!a].ipynb", "b.ipynb"),
        ("[^a-c-].ipynb", "d.ipynb"),
        ("[z-a!].ipynb", "!.ipynb"),
        (r"\[a].ipynb", "[a].ipynb"),
    ],
)
def test_a_pattern_means_what_gitignore_would(pattern: str, path: str) -> None:
    assert matches(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("train.ipynb", "train.ipynb.bak"),
        ("rain.ipynb", "train.ipynb"),
        ("/drafts", "x/drafts/a.ipynb"),
        ("notebooks/*.ipynb", "notebooks/deep/a.ipynb"),
        ("notebooks/*.ipynb", "x/notebooks/a.ipynb"),
        ("draft", "drafts/a.ipynb"),
        ("a?.ipynb", "a/.ipynb"),
        ("[!a].ipynb", "a.ipynb"),
        ("[^a-c-].ipynb", "-.ipynb"),
        ("[z-a].ipynb", "m.ipynb"),
        ("a.ipynb", "aXipynb"),
    ],
)
def test_and_nothing_else(pattern: str, path: str) -> None:
    assert not matches(pattern, path)


def test_the_last_pattern_that_means_a_file_counts() -> None:
    assert is_chosen("drafts/a.ipynb", ["drafts", "!a.ipynb", "a.ipynb"])
    assert not is_chosen("drafts/a.ipynb", ["drafts", "!a.ipynb"])
    assert not is_chosen("b.ipynb", [])


def test_all_are_meant_where_nothing_is_said() -> None:
    paths = ["a.ipynb", "drafts/b.ipynb"]
    assert choose(paths, [], []) == paths
    assert choose(paths, [], ["drafts"]) == ["a.ipynb"]
    assert choose(paths, ["drafts"], []) == ["drafts/b.ipynb"]
    assert choose(paths, ["drafts"], ["b.*"]) == []


@settings(deadline=None, max_examples=100)
@given(PATHS)
def test_a_path_without_wildcards_means_itself_and_all_below(path: str) -> None:
    assert matches(f"/{path}", path)
    assert matches(f"/{path}", f"{path}/more.ipynb")
    assert not matches(f"/{path}", f"x{path}")


@settings(deadline=None, max_examples=200)
@given(st.text("ab/*?[]!^\\.-&|~", max_size=12), PATHS)
def test_no_pattern_is_an_error(pattern: str, path: str) -> None:
    matches(pattern, path)
