from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone

import pytest

from jupyter_mlops.cli.text import ago_text, duration_text, failure_text, state_text, values_text
from jupyter_mlops.jobs.model import Failure, FailureCode, RunState


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0.0 s"), (1.24, "1.2 s"), (59.9, "59.9 s"), (184, "3 m 04 s"), (7500, "2 h 05 m")],
)
def test_durations_are_short(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(12, "12 s ago"), (250, "4 min ago"), (7300, "2 h ago")]
)
def test_the_recent_past_is_relative(seconds: int, text: str) -> None:
    assert ago_text(datetime.now(timezone.utc) - timedelta(seconds=seconds)) == text


def test_values_are_written_as_json() -> None:
    assert values_text({"a": 1, "b": "x y", "c": None}) == 'a=1 b="x y" c=null'


def test_a_failure_says_as_much_of_the_place_as_is_known() -> None:
    anywhere = Failure(code=FailureCode.KERNEL_START, message="no kernel")
    exact = Failure(code=FailureCode.CELL_ERROR, message="KeyError: 1", cell_index=2, line=7)
    assert failure_text(anywhere) == "no kernel"
    assert failure_text(exact) == "KeyError: 1 in cell [3], line 7"
    death = Failure(
        code=FailureCode.KERNEL_DIED, message="the kernel died in cell [3]", cell_index=2
    )
    assert failure_text(death) == "the kernel died in cell [3]"


def test_states_have_a_word_and_no_colour_off_a_terminal() -> None:
    assert state_text(RunState.LOST, io.StringIO()) == "? lost"


@pytest.mark.parametrize("state", RunState)
def test_each_state_has_an_icon_and_its_word(state: RunState) -> None:
    icon, word = state_text(state, io.StringIO()).split()
    assert len(icon) == 1
    assert word == state.value
