from __future__ import annotations

import sys
import traceback
from typing import Any

import pytest

from jupyter_mlops.notebooks.diff.outputs.frames import frames_of
from jupyter_mlops.notebooks.diff.views import ErrorView
from tests.notebooks.diff.outputs.builders import error, only

RULE = "\x1b[31m" + "-" * 75 + "\x1b[39m"
HEADER = "\x1b[31mZeroDivisionError\x1b[39m             Traceback (most recent call last)"
LAST = "\x1b[31mZeroDivisionError\x1b[39m: division by zero"


def ipython_9(count: int = 1, line: int = 2) -> list[str]:
    cell = f"\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[{count}]\x1b[39m\x1b[32m, line "
    file = "~/.local/lib/python3.11/site-packages/lib/core.py:346"
    return [
        RULE,
        HEADER,
        f"{cell}5\x1b[39m\n\x1b[32m      4\x1b[39m\n\x1b[32m----> \x1b[39m\x1b[32m5\x1b[39m f(0)\n",
        f"{cell}{line}\x1b[39m, in \x1b[36mf\x1b[39m\x1b[34m(x)\x1b[39m\n      1 def f(x):\n",
        f"\x1b[36mFile \x1b[32m{file}\x1b[39m, in \x1b[36mCore.run\x1b[39m(self, s)\n    345\n",
        LAST,
    ]


LIBRARY = "/opt/conda/lib/python3.7/site-packages/lib/core.py"
IPYTHON_7 = [
    RULE,
    HEADER,
    "<ipython-input-1-abcdef> in <module>\n      4 \n----> 5 f(0)\n",
    "<ipython-input-1-abcdef> in f(x)\n      1 def f(x):\n----> 2     return lib.run(x)\n",
    f"{LIBRARY} in Core.run(self, s)\n    345     x\n--> 346     return 1 / s\n",
    LAST,
]
INPUT = "Input \x1b[0;32mIn [3]\x1b[0m, in "
IPYTHON_8_0 = [
    RULE,
    HEADER,
    f"{INPUT}<cell line: 5>\x1b[0;34m()\x1b[0m\n      4 \n----> 5 f(0)\n",
    f"{INPUT}f\x1b[0;34m(x)\x1b[0m\n      1 def f(x):\n----> 2   return\n",
    f"File {LIBRARY}:346, in Core.run(self, s)\n    345 x\n",
    LAST,
]
PLAIN = [
    """Traceback (most recent call last):
  File "/tmp/ipykernel_12/34.py", line 5, in <module>
    f(0)
  File "/tmp/ipykernel_12/34.py", line 2, in f
    return lib.run(x)
  File "/usr/lib/python3.11/site-packages/lib/core.py", line 346, in Core.run
    x
ZeroDivisionError: division by zero
"""
]
FRAMES = ["<module> (cell:5)", "f (cell:2)", "Core.run (lib/core.py:346)"]


def failure(lines: list[str], message: str = "division by zero") -> dict[str, Any]:
    return error("ZeroDivisionError", message, *lines)


def view_of(base: dict[str, Any], head: dict[str, Any]) -> tuple[ErrorView, bool]:
    change = only(base, head)
    assert isinstance(change.view, ErrorView)
    assert change.mime == "error"
    return change.view, change.noise


@pytest.mark.parametrize("lines", [ipython_9(), IPYTHON_8_0, IPYTHON_7, PLAIN])
def test_frames_are_read_whatever_printed_them(lines: list[str]) -> None:
    view, _ = view_of(failure(lines), failure([]))
    assert view.base_frames == FRAMES


def test_frames_of_python_itself_are_read() -> None:
    try:
        int("x")
    except ValueError:
        text = traceback.format_exc()
    line = sys._getframe().f_lineno - 3
    name = "test_frames_of_python_itself_are_read"
    (frame,) = frames_of(text)
    assert frame.startswith(f"{name} (")
    assert frame.endswith(f"test_errors.py:{line})")


def test_another_execution_count_is_noise() -> None:
    assert view_of(failure(ipython_9(1)), failure(ipython_9(17)))[1]


def test_another_ipython_is_noise() -> None:
    assert view_of(failure(IPYTHON_7), failure(IPYTHON_8_0))[1]


def test_another_line_is_a_change() -> None:
    view, noise = view_of(failure(ipython_9(line=2)), failure(ipython_9(line=3)))
    assert not noise
    assert view.head_frames[1] == "f (cell:3)"


def test_an_address_in_the_message_is_noise_and_a_number_is_not() -> None:
    addresses = failure(PLAIN, "bad <A at 0x7f0000000001>"), failure(PLAIN, "bad <A at 0x7f1>")
    assert not view_of(failure(PLAIN, "bad 3"), failure(PLAIN, "bad 4"))[1]
    assert not view_of(*addresses)[1]
    assert view_of(addresses[0], failure(PLAIN, "bad <A at 0x7faaaaaaaaaa>"))[1]


def test_what_came_before_the_exception_counts() -> None:
    chain = ["KeyError: 'a'\n\nDuring handling of the above exception, another one occurred:\n"]
    other = [chain[0].replace("KeyError", "IndexError")]
    assert not view_of(failure([*chain, *PLAIN]), failure([*other, *PLAIN]))[1]


def test_prose_is_no_frame() -> None:
    assert frames_of("ValueError: found 3 in f(x)\nno frame in here") == []


@pytest.mark.parametrize(
    "broken",
    [{}, {"ename": 3, "evalue": ["x"], "traceback": "text"}, {"traceback": [1, None, {"a": 1}]}],
)
def test_a_broken_error_is_compared_all_the_same(broken: dict[str, Any]) -> None:
    view, noise = view_of(error("E", "m"), {"output_type": "error", **broken})
    assert not noise
    assert view.base_name == "E"
