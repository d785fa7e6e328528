"""The sum of three test runners is the last line of `make test`, so it has to be right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scripts.reports import Tally, read_jest, read_junit, read_playwright

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("tally", "line"),
    [
        (Tally(12, 0), "12 passed, 0 failed"),
        (Tally(12, 3), "12 passed, 3 failed"),
        (Tally(12, 0, 2), "12 passed, 0 failed, 2 skipped"),
    ],
)
def test_a_tally_is_told_in_one_line(tally: Tally, line: str) -> None:
    assert str(tally) == line


def test_tallies_add_up() -> None:
    assert Tally(1, 2, 3).plus(Tally(10, 20, 30)) == Tally(11, 22, 33)


def test_pytest_s_failures_and_errors_are_both_failures(tmp_path: Path) -> None:
    report = tmp_path / "pytest.xml"
    suite = '<testsuite tests="10" failures="1" errors="2" skipped="3"/>'
    report.write_text(f"<testsuites>{suite}</testsuites>", "utf-8")
    assert read_junit(report) == Tally(4, 3, 3)


def test_a_file_that_jest_cannot_run_is_a_failure(tmp_path: Path) -> None:
    report = tmp_path / "jest.json"
    counts = {
        "numPassedTests": 5,
        "numFailedTests": 1,
        "numRuntimeErrorTestSuites": 1,
        "numPendingTests": 2,
        "numTodoTests": 1,
    }
    report.write_text(json.dumps(counts), "utf-8")
    assert read_jest(report) == Tally(5, 2, 3)


def test_an_error_outside_of_playwright_s_tests_is_a_failure(tmp_path: Path) -> None:
    report = tmp_path / "playwright.json"
    stats = {"expected": 4, "unexpected": 1, "flaky": 1, "skipped": 2}
    report.write_text(json.dumps({"stats": stats, "errors": [{"message": "no server"}]}), "utf-8")
    assert read_playwright(report) == Tally(5, 2, 2)
