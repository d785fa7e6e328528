from __future__ import annotations

import json

import pytest

from jupyter_mlops.jobs.warm.imports import early_imports, is_installed
from tests.jobs.builders import notebook


def of(*sources: str) -> tuple[str, ...]:
    return early_imports(json.dumps(notebook(*sources)).encode())


def test_libraries_are_imported_as_the_notebook_does() -> None:
    assert of("import nbformat.v4 as v, os\nfrom nbclient import client as c") == (
        "from nbclient import client",
        "import nbformat.v4",
    )


def test_names_of_one_line_are_told_apart() -> None:
    assert of("import psutil, msgspec") == ("import msgspec", "import psutil")


def test_a_magic_hides_no_import_beside_it() -> None:
    assert of("%matplotlib inline\nimport psutil\n!ls") == ("import psutil",)


def test_the_users_own_modules_stay_out() -> None:
    assert of("import features, jupyter_mlops\nfrom . import near\nimport psutil") == (
        "import psutil",
    )


def test_an_editable_installation_is_the_users_own() -> None:
    assert not is_installed("jupyter_mlops.track")


def test_libraries_that_no_fork_survives_stay_out() -> None:
    assert of("import torch, tensorflow.keras, psutil") == ("import psutil",)


def test_an_import_in_a_function_or_branch_may_never_happen() -> None:
    assert of("def f():\n    import psutil\nif x:\n    import msgspec") == ()


@pytest.mark.parametrize(
    "turn",
    [
        "import os\nos.environ['OMP_NUM_THREADS'] = '1'",
        "%env OMP_NUM_THREADS=1",
        "%pip install psutil==5",
        "!uv pip install psutil==5",
        "import sys\nsys.path.insert(0, 'lib')",
        "import warnings\nwarnings.filterwarnings('ignore')",
        "%%bash\npip install psutil",
    ],
)
def test_nothing_is_imported_ahead_of_what_may_change_its_meaning(turn: str) -> None:
    assert of("import msgspec", turn, "import psutil") == ("import msgspec",)


def test_a_turning_point_counts_from_its_place_in_the_cell() -> None:
    assert of("import msgspec\nimport os\nos.environ['A'] = '1'\nimport psutil") == (
        "import msgspec",
    )


def test_a_cell_that_is_no_python_has_no_imports() -> None:
    assert of("%%html\nimport psutil", "import msgspec (", "import nbformat") == (
        "import nbformat",
    )


@pytest.mark.parametrize("data", [b"", b"[]", b'{"cells": 3}', b'{"cells": [7]}', b"\xff"])
def test_what_is_no_notebook_has_no_imports(data: bytes) -> None:
    assert early_imports(data) == ()
