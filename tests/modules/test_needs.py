from __future__ import annotations

import pytest

from jupyter_mlops.modules.api import PackageText
from jupyter_mlops.modules.needs import imported_packages, missing_requirements


def test_only_what_other_packages_give_is_told() -> None:
    text = (
        "import os, numpy.linalg\nfrom sklearn import svm\nfrom . import b\nfrom demo.b import x\n"
        "try:\n    import torch\nexcept ImportError:\n    torch = None\n"
        "def f():\n    import pandas\n"
    )
    files = {"a.py": text, "b.py": "import numpy", "c.py": "import (", "d.txt": "import polars"}
    source = PackageText(package="demo", folder="src/demo", files=files)
    assert imported_packages(source) == {"numpy": "a.py", "sklearn": "a.py"}


@pytest.mark.parametrize(
    ("requirements", "missing"),
    [
        ([], ["msgspec", "nbformat", "nowhere"]),
        (["msgspec>=0.19", "NBFormat; python_version>'3'", "not a requirement"], ["nowhere"]),
        (["msgspec", "nbformat", "Nowhere[all]"], []),
    ],
)
def test_imports_that_no_requirement_gives(requirements: list[str], missing: list[str]) -> None:
    assert missing_requirements(["msgspec", "nbformat", "nowhere"], requirements) == missing


def test_an_import_may_have_another_name_than_what_gives_it() -> None:
    assert missing_requirements(["git", "packaging"], ["GitPython>=3", "packaging"]) == []
