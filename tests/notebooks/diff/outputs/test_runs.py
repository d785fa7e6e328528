from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.outputs import stream_run
from jupyter_mlops.notebooks.diff.views import TextView
from tests.notebooks.diff.outputs.builders import compare, only, result, stream


def test_a_stream_that_was_flushed_elsewhere_is_the_same_but_for_noise() -> None:
    change = only([stream("a\n"), stream("b\n")], [stream("a\nb\n")])
    assert (change.base, change.head, change.mime) == (0, 0, "stream/stdout")
    assert change.noise
    assert change.view == TextView(hunks=[])


def test_a_run_is_compared_as_one_text() -> None:
    base = [result({"text/plain": "x"}), stream("a\n"), stream("b\n")]
    head = [result({"text/plain": "x"}), stream("a\nb\n", "c\n")]
    change = only(base, head)
    assert (change.base, change.head, change.noise) == (1, 1, False)
    assert isinstance(change.view, TextView)
    assert [(hunk.base, hunk.removed, hunk.head, hunk.added) for hunk in change.view.hunks] == [
        (2, 0, 2, 1)
    ]
    assert stream_run(base, 1) == "a\nb\n"
    assert stream_run(head, 1) == "a\nb\nc\n"


def test_streams_of_another_name_are_another_run() -> None:
    outputs = [stream("a\n"), stream("w\n", name="stderr"), stream("b\n")]
    assert stream_run(outputs, 0) == "a\n"
    assert stream_run(outputs, 1) == "w\n"


def test_a_run_that_is_gone_is_one_change() -> None:
    change = only([stream("a\n"), stream("b\n")], [])
    assert (change.base, change.head, change.view) == (0, None, None)


@given(st.lists(st.text(st.sampled_from("ab\n")), min_size=1))
def test_however_a_stream_is_cut_nothing_but_noise_differs(texts: list[str]) -> None:
    text = "".join(texts)
    whole = compare([stream(text)], [stream(text_) for text_ in texts])
    assert all(change.noise for change in whole)
    assert len(whole) <= 1
