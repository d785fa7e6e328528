from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.forges.log_text import Logs, clean


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[1;31mred\x1b[0m and \x1b]0;title\x07plain", "red and plain"),
        ("2026-03-01T12:00:00.1234567Z text", "text"),
        ("\ufeff2026-03-01T12:00:00Z text", "text"),
        ("10%\r50%\r100%", "100%"),
        ("text\r", "text"),
        ("##[group]Install", "Install"),
        ("a\n##[endgroup]\nb", "a\nb"),
        ("##[warning]old", "Warning: old"),
        ("::error file=a.py,line=1::broken", "Error: broken"),
        ("##[command]/usr/bin/git version", "/usr/bin/git version"),
        ("std::vector<int>::size", "std::vector<int>::size"),
        ("section_start:1560896352:build\r\x1b[0KBuilding", "Building"),
        ("a\nsection_end:1560896353:build\r\x1b[0K\nb", "a\nb"),
        ("section_start:1:b_1[collapsed=true]\r\x1b[0Kshown", "shown"),
        ("2026-03-01T12:00:00.123456Z 00O first", "first"),
        ("2026-03-01T12:00:00.123456Z 01E one\n2026-03-01T12:00:01.1Z 01E+ more", "one more"),
        ("bell\x07 and \x00null", "bell and null"),
        ("tab\tstays", "tab\tstays"),
        ("", ""),
        ("a\r\n\r\nb", "a\n\nb"),
    ],
)
def test_a_line_is_shown_as_it_looks_in_the_end(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=20), st.data())
def test_what_was_read_of_a_log_that_grows_stays(lines: list[str], data: st.DataObject) -> None:
    whole = "\n".join(lines)
    end = data.draw(st.integers(0, len(whole)))
    logs = Logs()
    early = logs.part("key", 0, lambda: whole[:end], ended=False)
    rest = logs.part("key", early.next, lambda: whole, ended=True)
    full = logs.part("other", 0, lambda: whole, ended=True)
    assert full.text == clean(whole)
    assert early.text + rest.text == full.text
    assert rest.whole


def test_a_line_without_an_end_is_cut() -> None:
    assert len(clean("x" * 100_000)) == 20_000


def test_a_part_behind_the_end_is_empty() -> None:
    part = Logs().part("key", 50, lambda: "short\n", ended=True)
    assert (part.text, part.whole) == ("", True)
