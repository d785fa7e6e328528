from __future__ import annotations

import subprocess
import sys

import pytest

from jupyter_mlops.track import metric


def test_in_a_script_numbers_and_files_are_printed() -> None:
    code = (
        "from jupyter_mlops.track import artifact, metric\n"
        "metric(rmse=0.5, n=True)\n"
        "metric(loss='0.25', step=3)\n"
        "artifact('model.pkl')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "rmse = 0.5, n = 1",
        "loss = 0.25 (step 3)",
        "file model.pkl",
    ]


@pytest.mark.parametrize("value", [None, "much", [1, 2]])
def test_what_is_no_number_is_refused_by_its_name(value: object) -> None:
    with pytest.raises(TypeError, match="rmse is not a number"):
        metric(rmse=value)
