from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

from jupyter_mlops.checks.model import STATIC, CheckName
from jupyter_mlops.checks.registry import all_checks, get_check


def test_every_check_is_found_by_its_name() -> None:
    assert [check.name for check in all_checks()] == list(CheckName)


@pytest.mark.parametrize("name", STATIC)
def test_a_docstring_is_a_page_that_says_how_to_settle_findings(name: CheckName) -> None:
    page = inspect.getdoc(type(get_check(name))) or ""
    assert len(page.splitlines()) > 5
    assert page.splitlines()[0].endswith((".", ":"))


def test_one_check_imports_no_others() -> None:
    program = (
        "import sys; from jupyter_mlops.checks.registry import get_check; "
        "from jupyter_mlops.checks.model import CheckName; get_check(CheckName.SIZE); "
        "heavy = {'nbformat', 'IPython', 'httpx', 'sqlalchemy', 'git', 'subprocess', 'packaging'}; "
        "own = {m for m in sys.modules if m.startswith('jupyter_mlops.checks.')}; "
        "print(sorted(m.rpartition('.')[2] for m in own), sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    own, _, heavy = told.stdout.strip().partition("] ")
    assert heavy == "[]"
    assert not {"secrets", "lint", "order", "imports", "paths", "clean"} & set(
        own.strip("[]'").split("', '")
    )
