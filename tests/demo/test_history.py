from __future__ import annotations

from datetime import datetime

from jupyter_mlops.demo.history import HISTORY, NOTEBOOKS, find_upstream, read_source


def test_commits_are_in_the_order_of_their_dates() -> None:
    dates = [datetime.fromisoformat(commit.date) for commit in HISTORY]
    assert dates == sorted(dates)
    assert all(date.tzinfo for date in dates)


def test_messages_have_a_short_first_line() -> None:
    assert all(len(commit.message.splitlines()[0]) <= 72 for commit in HISTORY)


def test_a_dotfile_gets_its_dot() -> None:
    assert set(HISTORY[0].texts()) == {".gitignore", "README.md", "requirements.txt"}


def test_a_source_is_the_last_one_up_to_the_commit() -> None:
    first, second = (at for at, commit in enumerate(HISTORY) if NOTEBOOKS[0] in commit.runs)
    before = read_source(NOTEBOOKS[0], second - 1)
    assert before == read_source(NOTEBOOKS[0], first)
    assert before != read_source(NOTEBOOKS[0], second)


def test_each_run_finds_the_results_that_it_reads() -> None:
    for at, commit in enumerate(HISTORY):
        for notebook in commit.runs:
            upstream = find_upstream(notebook, at)
            if notebook == NOTEBOOKS[0]:
                assert upstream is None
            else:
                assert upstream is not None
                assert upstream <= at
