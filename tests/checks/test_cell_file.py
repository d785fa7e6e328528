from __future__ import annotations

import re

import pytest

from jupyter_mlops.checks.cell_file import CELL_FILE


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('  File "/tmp/with space/ipykernel_1/23.py", line 5', '  File "<cell>", line 5'),
        ("said\n/tmp/with space/ipykernel_1/23.py:4: UserWarning", "said\n<cell>:4: UserWarning"),
        ("C:\\Users\\Ada L\\Temp\\ipykernel_1\\23.py:4: W", "<cell>:4: W"),
        ("in /tmp/ipykernel_1/23.py, line 4", "in <cell>, line 4"),
        ("see '/tmp/ipykernel_1/23.py'", "see '<cell>'"),
        ("/a b/train.py and /tmp/ipykernel_1/", "/a b/train.py and /tmp/ipykernel_1/"),
    ],
)
def test_a_cells_file_is_found_wherever_temporary_files_are(text: str, left: str) -> None:
    assert re.sub(CELL_FILE, "<cell>", text, flags=re.MULTILINE) == left
