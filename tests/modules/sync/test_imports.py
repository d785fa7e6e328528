"""Imports name by name."""

from __future__ import annotations

from jupyter_mlops.modules.cells import CellCode, read_exported
from jupyter_mlops.modules.sync.import_edits import (
    absolute_imports,
    import_lines,
    with_imports,
    without_imports,
)
from jupyter_mlops.modules.sync.imports import Place, single_imports, used_imports

PLACE = Place.of("lab.sub.train", is_package=False)


def code(source: str, directives: tuple[int, ...] = ()) -> CellCode:
    return read_exported(source, directives, refuse_magics=False)


def test_statements_are_split_by_name() -> None:
    found = single_imports(["import os, re as r", "from .a import (b, c as d)", "x ="])
    assert list(found) == [
        *("import os", "import re as r"),
        *("from .a import b", "from .a import c as d"),
    ]


def test_relative_imports_become_absolute_wherever_they_stand() -> None:
    text = "from .a import (b,\n  c)\nfrom .. import d\ndef f():\n    from ..e.g import h # why\n"
    assert PLACE.absolute_code(text) == (
        "from lab.sub.a import (b,\n  c)\nfrom lab import d\n"
        "def f():\n    from lab.e.g import h # why\n"
    )
    assert Place.of("lab.sub", is_package=True).absolute(1, "a") == "lab.sub.a"
    assert Place("").absolute_code(text) == text
    assert PLACE.absolute_code("text = 'from .a import b'") == "text = 'from .a import b'"


def test_lines_put_together_what_comes_from_one_source() -> None:
    imports = absolute_imports(["import os", "from .a import b", "from lab.sub.a import c"], PLACE)
    assert import_lines(imports) == ["import os", "from lab.sub.a import b, c"]


def test_imports_go_below_the_first_ones() -> None:
    source = "#| export\n'''Doc.'''\nimport os\nfrom a import (\n  b)\n\nx = 1\nimport late"
    lines = ["import re", "from __future__ import annotations"]
    assert with_imports(source, code(source, (0,)), lines) == (
        "#| export\n'''Doc.'''\nfrom __future__ import annotations\nimport os\n"
        "from a import (\n  b)\nimport re\n\nx = 1\nimport late"
    )
    assert with_imports("x = 1", code("x = 1"), lines) is None


def test_imports_that_an_await_needs_are_none_of_the_cell() -> None:
    source = "def f():\n    return 1\n\nx = await f()"
    assert with_imports(source, code(source), ["import re"]) is None
    assert without_imports(source, code(source), {"import asyncio"}, PLACE) == source


def test_only_the_names_that_are_gone_go() -> None:
    source = "import os, re\nfrom .a import b, c\nimport json; import csv\nif x:\n    import os"
    gone = {"import re", "from lab.sub.a import b", "import json", "import csv"}
    assert without_imports(source, code(source), gone, PLACE) == (
        "import os\nfrom .a import c\nif x:\n    import os"
    )


def test_only_imports_that_code_uses_are_needed() -> None:
    imports = ["import os.path", "import numpy as np", "from a import b", "from c import *"]
    text = "def f():\n    return os.sep, np"
    assert used_imports(imports, text) == (
        "import os.path",
        "import numpy as np",
        "from c import *",
    )
