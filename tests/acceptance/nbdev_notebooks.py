"""Notebooks of a project of nbdev, with what nbdev lets a cell say."""

from __future__ import annotations

#: By path; a cell that begins with `md:` is Markdown.
NOTEBOOKS = {
    "00_core.ipynb": [
        "md:# Core\n\n> What the others\n> build upon.\n\nMore words.",
        "#| default_exp core",
        "#| hide\nfrom nbdev.showdoc import *",
        (
            "#| export\n"
            "from __future__ import annotations\n"
            "import os, sys\n"
            "from functools import wraps"
        ),
        (
            "#| export\n"
            "def f(a:int=1): # A comment\n"
            '    "Doc of f"\n'
            "    return a % 2\n"
            "\n"
            "class Thing:\n"
            "    x = 'a%d' % 3"
        ),
        "f(2)\n!ls",
        (
            "#| export\n"
            "_private = 1\n"
            "A, B = 1, 2\n"
            "C = D = 3\n"
            "E: int = 4\n"
            "E += 1\n"
            "_all_ = ['_private', A]"
        ),
        "#| exporti\ndef g(): return f()\nHIDDEN = 1",
        "#|exports\n@wraps(f)\ndef shown(): ...",
        (
            "#| export\n"
            "@patch\n"
            "def method(self:Thing): return 1\n"
            "\n"
            "@patch_to(Thing)\n"
            "def other(self): return 2"
        ),
        "#| export\nasync def wait(): return await other()\n\nif A:\n    def conditional(): pass",
        "#| export\ndef _under(): pass\n\nclass _Hidden: pass",
        "#| hide\nimport nbdev; nbdev.nbdev_export()",
    ],
    "01_second.ipynb": [
        "#|default_exp sub.second",
        "md:# Second\n> One line",
        (
            "#|export\n"
            "from some_lib.core import *\n"
            "from some_lib.core import f as ff, Thing\n"
            "import some_lib.core as core\n"
            "import numpy as np"
        ),
        (
            "#|export\n"
            "#|eval: false\n"
            "def h(x):\n"
            "    from some_lib.core import A\n"
            "    return f'{x:%d} {ff(x)!r}'"
        ),
        "#| exporti\nfrom some_lib.core import Thing as _T",
        "#|export core\ndef appended(): return 1\nA2 = 2",
        "#|exporti core\ndef quiet(): return 1",
    ],
    "deep/02_third.ipynb": [
        "%%time\n#| default_exp sub.deeper.third",
        (
            "#| export\n"
            "from some_lib.sub.second import h\n"
            "from some_lib.core import f\n"
            "TEXT = '''\n"
            "100%% of {it}!\n"
            "'''"
        ),
        "#| export\n\n\n#| hide\n\nX = [i for i in range(3)]\n\n\n",
        "md:## No title\n> nothing",
    ],
    "03_example.ipynb": [
        "md:# Example with a backslash\\n\n> It's \\d+\n\nrest",
        "#| default_exp example",
        "md:#| export\nHow it *works*.",
        "#| exportd\nf(1)  # as here",
        "#| export\nfrom some_lib.core import f\ndef z(): return f()",
    ],
    "index.ipynb": [
        "md:# Some lib\n> Says what",
        "1+1",
    ],
    "_ignored.ipynb": [
        "#| default_exp ignored",
        "#| export\nx=1",
    ],
    # nbdev looks for the module's name up to the column at which the statement's last line ends.
    "04_lines.ipynb": [
        "#| default_exp lines",
        (
            "#| export\n"
            "from some_lib.core import (\n"
            "    f,\n"
            "    Thing,\n"
            ")\n"
            "from some_lib.core import (g,\n"
            "                           HIDDEN, A, B)\n"
            "from some_lib.core import C, \\\n"
            "  D\n"
            "from some_lib import (core,\n"
            "    sub)"
        ),
        # Nor does it count with what it has made of the statements before on the same line.
        (
            "#| export\n"
            "from some_lib.core import f as f1; from some_lib.core import f as f2; "
            "from some_lib.sub.second import h"
        ),
    ],
    # Of two notebooks that are to be the same module, nbdev writes the last.
    "05_twice.ipynb": ["md:# First\n> Is lost", "#| default_exp twice", "#| export\nlost = 1"],
    "06_twice.ipynb": ["md:# Last\n> Is kept", "#| default_exp twice", "#| export\nkept = 1"],
    # Names that are there already are listed again.
    "07_again.ipynb": ["#| export core\nA2 = 3\nA2 = 4\ndef again(): return A2"],
    # A folder of the package may be called as the package.
    "09_inner.ipynb": [
        "#| default_exp some_lib.core",
        "#| export\nfrom some_lib.core import f\nfrom some_lib.some_lib import other\ninner = f",
    ],
    "deep/build/08_build.ipynb": ["#| default_exp built", "#| export\nb = 1"],
}
