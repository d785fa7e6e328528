from __future__ import annotations

import pytest

from jupyter_mlops.modules.api_size import count_names


@pytest.mark.parametrize(
    ("file", "text", "count"),
    [
        ("a.py", '__all__ = ["f", "g"]\n__all__ += ["h"]\n', 3),
        ("a.py", "__all__ = [\n    'f',\n    'g',\n]\ndef f(): ...\n", 2),
        ("a.py", "__all__ = []\ndef f(): ...\n", 0),
        ("a.py", "__all__ = sorted(globals())\n", 0),
        ("a.py", "def f(): ...\nclass C:\n    def m(self): ...\nX, _y = 1, 2\nimport os\n", 3),
        ("sub/__init__.py", "def f(): ...", 1),
        ("__init__.py", '__version__ = "1"\n', 0),
        ("_private.py", "def f(): ...", 0),
        ("a.py", "def f(:", 0),
        ("data.txt", "f = 1", 0),
    ],
)
def test_public_names_are_counted(file: str, text: str, count: int) -> None:
    assert count_names(file, text) == count
