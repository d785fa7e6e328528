from __future__ import annotations

import pytest

from jupyter_mlops.modules.requirements import required_imports


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import numpy as np, os\nfrom sklearn.linear_model import Ridge", ("numpy", "sklearn")),
        ("from . import data\nfrom prices.data import load\nimport prices", ()),
        ("try:\n    import torch\nexcept ImportError:\n    torch = None", ()),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pandas", ()),
        ("def draw():\n    import matplotlib", ()),
        (
            "import sys\nif sys.platform == 'win32':\n    import winlib\nelse:\n    import other",
            ("other", "winlib"),
        ),
        ("1 +", ()),
    ],
)
def test_what_a_module_cannot_be_imported_without(text: str, names: tuple[str, ...]) -> None:
    assert required_imports([text], "prices") == names
