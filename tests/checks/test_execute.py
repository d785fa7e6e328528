"""What the check of executions says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.checks.execute import ExecuteCheck
from jupyter_mlops.checks.ports import Context, Execution
from jupyter_mlops.errors import UnavailableError
from jupyter_mlops.settings.checks import ChecksSettings
from tests.checks.executed import judged, succeeded
from tests.checks.notebooks import subject


def test_a_notebook_that_runs_is_no_finding() -> None:
    checked = judged(ExecuteCheck(), subject("1"), succeeded(cached=True))
    assert (checked.findings, checked.cached) == ((), True)


def test_a_failure_is_told_at_its_line() -> None:
    failed = Execution(
        parameters="small",
        state="failed",
        code="NameError",
        message="NameError: name 'y' is not defined",
        cell="c1",
        index=1,
        line=2,
        traceback="...",
    )
    checked = judged(ExecuteCheck(), subject("x = 1", "x\ny"), succeeded(), failed)
    (found,) = checked.findings
    assert (found.code, found.severity, found.cell, found.index, found.line, found.parameters) == (
        "NameError",
        "error",
        "c1",
        1,
        2,
        "small",
    )
    assert found.key == "y"


def test_a_kernel_that_is_missing_matters_for_python_alone() -> None:
    absent = Execution(
        parameters="", state="broken", code="kernel-missing", message="there is no kernel 'ir'"
    )
    r = subject("1", language="R")
    assert judged(ExecuteCheck(), r, absent).skipped == "there is no kernel 'ir'"
    (found,) = judged(ExecuteCheck(), subject("1"), absent).findings
    assert (found.code, found.severity) == ("kernel-missing", "error")


def test_a_notebook_that_skips_itself_is_said_to() -> None:
    skipped = succeeded(code="skipped", message="no GPU here")
    checked = judged(ExecuteCheck(), subject("1"), skipped)
    assert (checked.findings, checked.skipped) == ((), "no GPU here")


def test_where_nothing_may_be_run_it_is_not_available() -> None:
    context = Context(Path("nowhere"), ChecksSettings())
    with pytest.raises(UnavailableError):
        list(ExecuteCheck().run([subject("1")], context))
