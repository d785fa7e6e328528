"""What the check of tests says of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_mlops.checks import test as check
from jupyter_mlops.checks.model import CheckName, Finding
from jupyter_mlops.checks.notebook_tests import find_tests
from jupyter_mlops.checks.ports import Context, Execution
from jupyter_mlops.checks.ports import TestCall as Call
from jupyter_mlops.settings.checks import ChecksSettings
from jupyter_mlops.settings.checks import TestSettings as Settings
from tests.checks.executed import Told, judged, succeeded
from tests.checks.notebooks import code, subject

NOTEBOOK = subject(
    "def test_sum():\n    x = 1\n    assert x == 2", code("assert 1 == 2", tags=["test"])
)


def _call(**how: Any) -> Call:
    return Call(**{"name": "test_sum", "cell": "c0", "line": 1, "outcome": "failed", **how})


def test_tests_that_pass_are_no_finding() -> None:
    execution = succeeded(tests=(_call(outcome="passed"),))
    checked = judged(check.TestCheck(), NOTEBOOK, execution)
    assert (checked.findings, checked.skipped) == ((), "")


def test_a_function_that_fails_is_told_where_it_did() -> None:
    execution = succeeded(tests=(_call(message="ValueError: no", failed_line=2, traceback="..."),))
    (found,) = judged(check.TestCheck(), NOTEBOOK, execution).findings
    assert (found.code, found.severity, found.cell, found.line) == ("test-failed", "error", "c0", 2)
    assert (found.message, found.detail) == ("test_sum fails: ValueError: no", "...")


def test_a_bare_assertion_is_told_by_its_source() -> None:
    execution = succeeded(
        tests=(
            _call(message="AssertionError", failed_line=3),
            _call(name="", cell="c1", message="AssertionError", failed_line=1),
        )
    )
    found = judged(check.TestCheck(), NOTEBOOK, execution).findings
    assert [(each.code, each.message) for each in found] == [
        ("test-failed", "test_sum fails: assert x == 2"),
        ("test-cell-failed", "the test fails: assert 1 == 2"),
    ]


def test_one_that_is_skipped_is_a_note() -> None:
    execution = succeeded(tests=(_call(outcome="skipped", message="no network"),))
    (found,) = judged(check.TestCheck(), NOTEBOOK, execution).findings
    assert (found.code, found.severity) == ("test-skipped", "note")
    assert found.message == "test_sum is skipped: no network"


def test_a_notebook_without_tests_is_skipped() -> None:
    failed = Execution(parameters="", state="failed")
    for execution in (succeeded(), failed):
        assert judged(check.TestCheck(), subject("1"), execution).skipped == "it has no tests"


def test_tests_that_could_not_be_called_have_not_passed() -> None:
    failed = Execution(parameters="small", state="failed")
    (found,) = judged(check.TestCheck(), NOTEBOOK, failed).findings
    assert (found.code, found.severity, found.parameters) == ("not-run", "error", "small")
    assert found.message == "its tests were not called: it does not run to its end"


def test_what_the_tests_of_modules_say_is_told_with_it() -> None:
    found = Finding(
        check=CheckName.TEST, code="module-test-failed", severity="error", message="it fails"
    )
    for modules in (True, False):
        context = Context(
            Path("nowhere"),
            ChecksSettings(test=Settings(modules=modules)),
            executions=Told(succeeded()),
            module_tests=lambda: [found],
        )
        told = [each.findings for each in check.TestCheck().run([subject("1")], context)]
        assert told == ([(), (found,)] if modules else [()])


def test_functions_are_found_at_the_top_level_by_their_names() -> None:
    cells = (
        "%matplotlib inline\n\ndef test_a(): pass\nclass A:\n    def test_no(self): pass",
        "!ls\nasync def test_b(): pass\ndef helper(): pass",
        "%%bash\ndef test_c",
        "def test_d(:",
        "def test_a(): pass",
    )
    found = [(each.name, each.cell, each.line) for each in find_tests(subject(*cells))]
    assert found == [("test_b", "c1", 2), ("test_a", "c4", 1)]
    assert find_tests(subject("def test_a(): pass", language="R")) == ()
