from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jupyter_client.session import Session

from jupyter_mlops.jobs.client import _as_shown, decode_quickly


def on_a_terminal(line: str) -> str:
    """A terminal's line, character by character."""
    cells: list[str] = []
    column = 0
    for character in line:
        if character == "\r":
            column = 0
        else:
            cells[column : column + 1] = character
            column += 1
    return "".join(cells)


@given(st.text(alphabet="ab \r\n"))
def test_text_looks_as_a_terminal_leaves_it(text: str) -> None:
    shown = _as_shown(text).split("\n")
    assert [line.rstrip("\r") for line in shown] == list(map(on_a_terminal, text.split("\n")))


@given(st.text(alphabet="ab \r\n"), st.text(alphabet="ab\r\n"))
def test_text_that_was_shown_already_can_go_on(before: str, after: str) -> None:
    """What was saved on the way is shown again with what came since."""
    assert _as_shown(_as_shown(before)) == _as_shown(before)
    assert _as_shown(before + "\n" + after) == _as_shown(before) + "\n" + _as_shown(after)


def test_the_line_ends_of_windows_stay() -> None:
    assert _as_shown("a\r\nb\r\n") == "a\r\nb\r\n"


def test_megabytes_of_states_of_one_line_are_no_burden() -> None:
    assert _as_shown("x" * 5_000_000 + "\ry" * 1_000_000) == "y" + "x" * 4_999_999
    assert _as_shown("\r".join(map(str, range(700_000)))) == "699999"


@given(st.recursive(st.none() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=5))
def test_messages_are_decoded_as_ever(content: Any) -> None:
    session: Any = Session()
    data = json.dumps({"a": content}).encode()
    as_ever = session.unpack(data)
    decode_quickly(session)
    assert repr(session.unpack(data)) == repr(as_ever)


def test_what_is_no_text_is_decoded_as_ever() -> None:
    session: Any = Session()
    decode_quickly(session)
    assert session.unpack(b'{"text": "a\xff"}') == {"text": "a\ufffd"}
