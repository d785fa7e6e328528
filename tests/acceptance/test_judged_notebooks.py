"""Notebooks such as nbval and nbmake test themselves with, judged as they are by these.

Where we judge otherwise on purpose, the case says so.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.checks.model import CheckName, Report
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.services.check import check_project
from jupyter_mlops.services.check_order import CheckOrder
from tests.checks.notebooks import code, markdown, notebook, printed


def _error(name: str) -> Any:
    return {"output_type": "error", "ename": name, "evalue": "x", "traceback": []}


def _result(**data: str) -> Any:
    return {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}


def _latex(text: str) -> str:
    return f"import random\nfrom IPython.display import Latex\nLatex({text})"


#: By name, a notebook and the codes of what is found in it, in order.
CASES: dict[str, tuple[bytes, list[str]]] = {
    "nbval-stream-missing-output": (
        notebook(
            code("print('test')", printed("test\n"), count=1),
            code("print('test')", count=2),
            code("print('test')", printed("test\n"), count=3),
        ),
        ["stdout-differs"],
    ),
    "nbval-stream-unexecuted": (
        notebook(
            code("print('test')", printed("test\n"), count=1),
            code("print('test')"),
            code(""),
        ),
        [],
    ),
    "nbval-stream-coalesced": (
        notebook(
            code("print('a')\nprint('b', flush=True)\nprint('c')", printed("a\nb\nc\n"), count=1),
            code("print('x', end='\\ry\\n')", printed("y\n"), count=2),
        ),
        [],
    ),
    "nbval-stored-exception-mismatch": (
        notebook(
            code("raise RuntimeError('x')", _error("NameError"), count=1, tags=["raises-exception"])
        ),
        ["error-differs"],
    ),
    "nbval-stored-exception": (
        notebook(
            code(
                "# NBVAL_RAISES_EXCEPTION\nraise RuntimeError('x')", _error("RuntimeError"), count=1
            )
        ),
        [],
    ),
    "nbval-latex-random": (
        notebook(code(_latex("str(random.random())"), _result(**{"text/latex": "$0$"}), count=1)),
        ["result-differs"],
    ),
    "nbval-latex-correct": (
        notebook(code(_latex("'$1$'"), _result(**{"text/latex": "$1$"}), count=1)),
        [],
    ),
    "nbval-latex-ignored": (
        notebook(
            code(
                "# NBVAL_IGNORE_OUTPUT\n" + _latex("str(random.random())"),
                _result(**{"text/latex": "$0$"}),
                count=1,
            ),
            code("1 + 1", _result(**{"text/plain": "3"}), count=2, tags=["nbval-ignore-output"]),
        ),
        [],
    ),
    "nbval-skipped-cell": (
        notebook(code("# NBVAL_SKIP\nraise RuntimeError('x')"), code("'end'")),
        [],
    ),
    "nbval-cells-may-be-out-of-order": (  # which is what another check is for
        notebook(code("1", _result(**{"text/plain": "1"}), count=9)),
        [],
    ),
    "nbmake-import-error": (notebook("import nothing_of_that_name"), ["ModuleNotFoundError"]),
    "nbmake-raises-tag": (notebook(code("1 / 0", tags=["raises-exception"])), []),
    "nbmake-ignore-tag": (notebook(code("1 / 0", tags=["skip-execution"])), []),
    "nbmake-empty": (notebook(), []),
    "nbmake-text-alone": (notebook(markdown("# nothing")), []),
    "nbmake-allow-errors": (notebook("1 / 0", execution={"allow_errors": True}), []),
    "nbmake-error-that-is-only-shown": (
        notebook("get_ipython().showtraceback((ValueError, ValueError('v'), None))"),
        ["ValueError"],
    ),
    "nbmake-magic-error": (notebook("%no_such_magic"), ["UsageError"]),
    "nbmake-shell-is-no-python": (notebook("!exit 3"), []),
    "nbmake-exit": (notebook("import sys; sys.exit(3)"), ["SystemExit"]),
    # nbmake calls no test of a notebook at all; a function that fails is a finding here.
    "nbmake-test-function": (notebook("def test_it():\n    assert 1 == 2"), ["test-failed"]),
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Report]:
    """What is said of them, and what is said the next time."""
    os.environ.pop("PYTEST_CURRENT_TEST", None)  # with it, kernels differ from their templates
    folder = tmp_path_factory.mktemp("judged")
    root, home = folder / "project", Home(folder / "home")
    root.mkdir()
    (root / "pyproject.toml").write_text("")
    for name, (data, _) in CASES.items():
        (root / f"{name}.ipynb").write_bytes(data)
    return _checked(root, home), _checked(root, home)


def _checked(root: Path, home: Home) -> Report:
    checks = (CheckName.EXECUTE, CheckName.TEST, CheckName.REPRODUCE)
    return check_project(CheckOrder(folder=root, checks=checks), home=home)


def _codes(report: Report, name: str) -> list[str]:
    return [
        found.code
        for result in report.checks
        for found in result.findings
        if found.notebook == f"{name}.ipynb"
    ]


@pytest.mark.parametrize("name", CASES)
def test_they_are_judged_as_people_expect(reports: tuple[Report, Report], name: str) -> None:
    assert _codes(reports[0], name) == CASES[name][1]


def test_the_next_verdict_is_the_same_and_all_of_it_known(reports: tuple[Report, Report]) -> None:
    first, second = reports
    assert [each.findings for each in first.checks] == [each.findings for each in second.checks]
    executed = next(each for each in second.checks if each.check is CheckName.EXECUTE)
    assert executed.cached == executed.notebooks == len(CASES)
