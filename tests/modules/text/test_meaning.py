"""Whatever stands in which cell, a module means what its cells mean one after the other."""

from __future__ import annotations

import types
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.modules.text import render_module
from tests.modules.text.plans import nbdev_project, plan, project

_LINES = [
    "import math",
    "import math as m",
    "import cmath as m",
    "from math import sqrt",
    "from cmath import sqrt",
    "from math import sqrt as root, pi",
    "from math import *",
    "from cmath import *",
    "import os.path",
    "import os, sys",
    "import os as sys",
    "import json; import re",
    "import json; x = 1",
    "from __future__ import annotations",
    "from __future__ import division; y = 2",
    "try:\n    import nothing as json\nexcept ImportError:\n    json = None",
    "if True:\n    from math import pi",
    "for m in (1, 2):\n    pass",
    "del sys",
    "sys = 'mine'",
    "def sqrt(x):\n    return 'mine'",
    "def change():\n    global pi\n    pi = 3\nchange()",
    "class root:\n    import re",
    "value = str(sqrt)",
    "seen = str(pi)",
    "import math  # noqa: F401",
    "from math import (\n    sqrt,\n    # the number\n    pi,\n)",
    "'just a text'",
    "[pi := 1 for _ in (1,)]",
    "with open(os.devnull) as re:\n    pass",
    "a, *b = 1, 2, 3",
    "import math as math",
    "from math import sqrt as sqrt",
]


def _after(texts: list[str]) -> dict[str, str] | str:
    """What there is after texts were run one after the other, or how they fail."""
    namespace: dict[str, Any] = {"__name__": "pkg.features"}
    try:
        for text in texts:
            exec(compile(text, "cell", "exec"), namespace)  # noqa: S102 - to see what it means
    except Exception as error:  # noqa: BLE001 - whatever it is, both have to fail with it
        return type(error).__name__
    return {
        name: value.__name__ if isinstance(value, types.ModuleType) else _said(value)
        for name, value in namespace.items()
        if not name.startswith("_") and name not in {"annotations", "division"}
    }


def _said(value: object) -> str:
    text = repr(value)
    return text.split(" at 0x")[0] if " at 0x" in text else text


_CELLS = st.lists(st.lists(st.sampled_from(_LINES), min_size=1, max_size=4), min_size=1, max_size=4)


@settings(deadline=None, max_examples=400)
@given(_CELLS)
def test_a_module_means_what_its_cells_mean(cells: list[list[str]]) -> None:
    sources = ["\n".join(_future_first(lines)) for lines in cells]
    expected = _after(sources)

    found = _after([render_module(plan(*sources), project(imports="as-written"))])

    if isinstance(expected, dict):
        assert found == expected
    else:  # the name that failed may be there in time now, which is what goes to the top
        assert isinstance(found, (str, dict))


@settings(deadline=None, max_examples=100)
@given(_CELLS)
def test_a_module_in_nbdevs_manner_means_the_same(cells: list[list[str]]) -> None:
    sources = ["\n".join(_future_first(lines)) for lines in cells]
    expected = _after(sources)

    found = _after([render_module(plan(*sources), nbdev_project())])

    if expected != "SyntaxError":  # which a cell of its own kept out of any module
        assert found == expected


def _future_first(lines: list[str]) -> list[str]:
    """Lines in an order in which a cell is Python."""
    return sorted(lines, key=lambda line: "__future__" not in line)
