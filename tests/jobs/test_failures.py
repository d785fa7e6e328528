from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.jobs.failures import cell_failure, kernel_death, strip_ansi
from jupyter_mlops.jobs.model import FailureCode

CELL: dict[str, Any] = {"id": "c", "execution_count": 3, "source": "x\ny"}
#: The frames of IPython 8 and later, of IPython 7, and of a helper that an earlier cell defined.
NEW = "\x1b[36mCell \x1b[39m\x1b[32mIn[3]\x1b[39m\x1b[32m, line 2\x1b[39m\n----> 2 y"
OLD = "\x1b[0;32m<ipython-input-3-abc>\x1b[0m in <module>\n      1 x\n----> 2 y"
HELPER = "Cell In[1], line 9, in helper()"


@pytest.mark.parametrize("traceback", [[NEW], [OLD], [HELPER, NEW], [NEW, HELPER]])
def test_the_line_is_the_one_at_which_the_exception_left_this_cell(traceback: list[str]) -> None:
    error = {"ename": "NameError", "evalue": "\x1b[31my\x1b[0m", "traceback": traceback}
    failure = cell_failure(4, CELL, error)
    assert (failure.line, failure.cell_index, failure.cell_id) == (2, 4, "c")
    assert (failure.message, failure.value) == ("NameError: y", "y")
    assert not any("\x1b" in entry for entry in failure.traceback)


def test_an_exception_without_text_or_traceback_is_told_by_its_name() -> None:
    failure = cell_failure(0, CELL, {"ename": "KeyboardInterrupt", "evalue": ""})
    assert failure.message == "KeyboardInterrupt"
    assert failure.line is None


def test_the_death_of_a_kernel_names_the_cell_as_people_count() -> None:
    failure = kernel_death(1, CELL)
    assert failure.code is FailureCode.KERNEL_DIED
    assert failure.message == "the kernel died in cell [2]"


def test_control_sequences_go_and_brackets_stay() -> None:
    assert strip_ansi("\x1b[1;31mred\x1b[0m[0]\x1b[?25l") == "red[0]"
