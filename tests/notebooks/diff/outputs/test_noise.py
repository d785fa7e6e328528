from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.outputs import quiet
from jupyter_mlops.notebooks.diff.outputs.rules import RULES

NOISE = [
    ("<AxesSubplot at 0x7f2c3a1b5d90>", "<AxesSubplot at 0x7f11aa00bb20>"),
    ("<matplotlib.lines.Line2D at 0x11aa22bb3>", "<matplotlib.lines.Line2D at 0x1234abcd9>"),
    ("<function f at 0x000001F3A2B4C5D6>", "<function f at 0x000002A3A2B4C5D6>"),
    ("2024-01-05T10:00:00.123456Z done", "2025-12-31T23:59:59Z done"),
    ("2024-01-05 10:00:00,123 INFO hi", "2024-02-07 11:02:00,456 INFO hi"),
    ("at 05/01/2024 10:00:00", "at 06/01/2024 11:30:07"),
    ("Mon Jan  5 10:00:00 2024", "Tue Feb 13 10:00:01 2024"),
    ("Fri, 05 Jan 2024 10:00:00 GMT", "Sat, 06 Jan 2024 09:00:00 GMT"),
    ("127.0.0.1 [05/Jan/2024:10:00:00 +0000]", "127.0.0.1 [06/Jan/2024:11:00:00 +0000]"),
    ("datetime.datetime(2024, 1, 5, 10, 0)", "datetime.datetime(2024, 1, 6, 11, 30, 5, 123)"),
    ("[I 10:22:33.123 LabApp] ready", "[I 11:22:33.456 LabApp] ready"),
    ("I0105 10:00:00.123456 12345 a.cc:1]", "I0106 11:00:00.123456 54321 a.cc:1]"),
    ("CPU times: user 3.2 ms, sys: 0 ns, total: 3.2 ms", "CPU times: user 1 s, sys: 1 s"),
    ("Wall time: 3.2 ms", "Wall time: 1min 3s"),
    (
        "3.21 ms ± 45.6 µs per loop (mean ± std. dev. of 7 runs, 100 loops each)",
        "1.5 s ± 3 ms per loop (mean ± std. dev. of 7 runs, 1 loop each)",
    ),
    ("100 loops, best of 3: 2.3 ms per loop", "1000 loops, best of 5: 2.3 us per loop"),
    ("10/10 [00:03<00:00, 31.2it/s, loss=0.3]", "10/10 [00:05<00:00,  2.1it/s, loss=0.3]"),
    ("3it [00:03, 1.21s/it]", "3it [01:03, 2.33it/s]"),
    ("0/10 [00:00<?, ?it/s]", "0/10 [00:01<?, ?it/s]"),
    ("10/10 [====] - 12s 3ms/step - loss: 0.5", "10/10 [====] - 9s 2ms/step - loss: 0.5"),
    ("10/10 ━━━━ 0s 3ms/step - acc: 0.9", "10/10 ━━━━ 1s 14ms/step - acc: 0.9"),
    ("10/10 - 1s - loss: 0.5 - 92ms/epoch", "10/10 - 2s - loss: 0.5 - 81ms/epoch"),
    ("3/10 [=>..] - ETA: 3s - loss: 0.5", "3/10 [=>..] - ETA: 1:02 - loss: 0.5"),
    ("8.1/8.1 MB 50.5 MB/s eta 0:00:00", "8.1/8.1 MB 3.5 MB/s eta 0:00:01"),
    ("[CV] END C=1; total time=   0.3s", "[CV] END C=1; total time=   1.2s"),
    ("Done 5 out of 5 | elapsed:    0.2s finished", "Done 5 out of 5 | elapsed:    1.4s finished"),
    ("fit took 3.2 seconds", "fit took 41 seconds"),
    ("2 passed in 0.03s, finished in 1.5 min", "2 passed in 0.03s, finished in 2.5 min"),
    ("id 6f1ed002-ab59-11d3-8e3f-00c04fd430c8", "id 00000002-ab59-41d3-9e3f-00c04fd430c8"),
    ("T/ipykernel_1234/567.py:3: UserWarning", "T/ipykernel_99/1.py:3: UserWarning"),
    ("<ipython-input-5-abcdef123456>:3", "<ipython-input-17-fedcba123456>:3"),
    ("Cell In[5], line 3", "Cell In[17], line 3"),
    ("Input In [5], in f(x)", "Input In [17], in f(x)"),
    ("saved /tmp/tmpab12cd34/model.pt", "saved /tmp/tmpzz12cd34/model.pt"),
    ("(worker pid=123) hi", "(worker pid=45) hi"),
    ('<td id="T_ab12c_row0_col1">', '<td id="T_99f00_row0_col1">'),
    ('<div id="sk-container-id-3">', '<div id="sk-container-id-7">'),
    (f'<div id="altair-viz-{"a1" * 16}">', f'<div id="altair-viz-{"b2" * 16}">'),
    (f"var circle_marker_{'a1' * 16} =", f"var circle_marker_{'b2' * 16} ="),
    ('<path id="m1a2b3c4d5e" d="M 0 0"/>', '<path id="m9a8b7c6d5e" d="M 0 0"/>'),
    ('<div data-root-id="p1001">', '<div data-root-id="p2002">'),
    ("<th>Time:</th>    <td>10:00:00</td>", "<th>Time:</th>    <td>11:07:08</td>"),
    ("Date:                Mon, 05 Jan 2024", "Date:                Tue, 06 Feb 2024"),
]

RESULTS = [
    ("accuracy 0.93", "accuracy 0.94"),
    ("on 2024-01-05", "on 2024-01-06"),
    ("January 5, 2024", "January 6, 2024"),
    ("age: 35", "age: 36"),
    ("at 10 s", "at 11 s"),
    ("loss: 0.5 - 3 items", "loss: 0.4 - 3 items"),
    ("10/10 [00:03<00:00, 31.2it/s, loss=0.3]", "10/10 [00:03<00:00, 31.2it/s, loss=0.4]"),
    ("10/10 - 1s 3ms/step - loss: 0.5", "10/10 - 1s 3ms/step - loss: 0.4"),
    ("12 passed in 0.03s", "11 passed in 0.03s"),
    ("0xff", "0xfe"),
    ("0xdeadbeef", "0xdeadbeee"),
    ("md5 d41d8cd98f00b204e9800998ecf8427e", "md5 d41d8cd98f00b204e9800998ecf8427f"),
    ("[0, 1, 2]", "[0, 1, 3]"),
    ("[10:20]", "[10:30]"),
    ("x[1:3]", "x[1:4]"),
    ("version 1.2.3", "version 1.2.4"),
    ("ratio 3:10", "ratio 3:12"),
    ("T_cold 12", "T_cold 13"),
    ("5 s", "6 s"),
    ("distance took 3 km", "distance took 4 km"),
    ("shape (100, 3)", "shape (101, 3)"),
]


@pytest.mark.parametrize(("before", "after"), NOISE)
def test_what_differs_from_run_to_run_is_noise(before: str, after: str) -> None:
    assert quiet(before) == quiet(after)
    assert quiet(before) != before


@pytest.mark.parametrize(("before", "after"), RESULTS)
def test_a_result_is_not_noise(before: str, after: str) -> None:
    assert quiet(before) != quiet(after)


def test_every_rule_is_named_once_and_documented_in_a_sentence() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.doc.endswith(".") for rule in RULES)


def test_every_rule_has_an_example() -> None:
    for rule in RULES:
        assert any(rule.pattern.search(line) for pair in NOISE for line in pair), rule.name


def test_a_rule_is_hinted_at_wherever_it_applies() -> None:
    for rule in RULES:
        for line in (line for pair in NOISE for line in pair if rule.pattern.search(line)):
            assert any(hint.search(line) for hint in rule.hints), (rule.name, line)


PIECES = st.sampled_from(
    [
        "\n",
        "\r",
        " ",
        "0x",
        "7f1234567890",
        "2024-01-05",
        "10:00:00",
        "T",
        "took ",
        "3.2 ms",
        "[",
        "00:03<00:00",
        "Wall time: ",
        "x",
        "- 1s ",
        "per loop",
        "Jan ",
        '"id":',
        '"p1234"',
        "Cell In[5]",
        "- ETA: ",
        "B/s",
        "/step",
        "map_",
        "_",
    ]
)


@given(st.lists(PIECES).map("".join) | st.text())
def test_lines_stay_as_many_as_they_are(text: str) -> None:
    assert quiet(text).count("\n") == text.count("\n")


@given(st.lists(st.lists(PIECES).map("".join).map(lambda line: line.replace("\n", ""))))
def test_lines_are_read_one_by_one(lines: list[str]) -> None:
    assert quiet("\n".join(lines)).split("\n") == [quiet(line) for line in lines or [""]]


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "0x",
        "a",
        "12:",
        "- 1s  ",
        "[00:00<",
        "2024-01-05 ",
        "deadbeef-",
        "1 s ",
        "took   ",
        "CPU times: ",
        "1 loops, best of ",
        "per loop 3 ms ± ",
        "Time:    ",
        '="m',
        "1,",
        "1.1.",
        "ETA: ",
        "B/s ",
        "1 B/s",
    ],
)
def test_a_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.perf_counter()
        quiet(text)
        return time.perf_counter() - start

    seconds(10_000)
    assert seconds(200_000) < 1  # a quadratic pattern needs minutes
