"""The three test runners: how each is started and where its report is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.console import aloud, stage
from scripts.places import REPORTS, program
from scripts.reports import Tally, read_jest, read_junit, read_playwright

#: Tests start kernels and servers: more workers than this wait for each other's memory.
MOST_WORKERS = 4
#: Servers with a browser each, side by side; the tests of one take turns: they share its runs.
BROWSERS = 2
#: How often a test in a browser is tried again, which is told: a busy machine may keep one waiting.
RETRIES = 1


class Runner(NamedTuple):
    """One test runner."""

    #: For people.
    name: str
    #: Program and arguments.
    command: Sequence[str]
    #: The report that it writes.
    report: Path
    #: Reads that report.
    read: Callable[[Path], Tally]
    #: Environment variables.
    environment: Mapping[str, str] = {}


def pytest() -> Runner:
    """Unit, server, command-line and acceptance tests in Python."""
    workers = str(max(2, min(MOST_WORKERS, os.cpu_count() or 1)))
    report = REPORTS / "pytest.xml"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        workers,
        "--dist=loadgroup",
        # The same verdict twice; new examples are sought by whoever runs pytest by hand.
        "--hypothesis-profile=repeatable",
        f"--junitxml={report}",
    ]
    return Runner("pytest", command, report, read_junit)


def jest() -> Runner:
    """Unit tests of the frontend."""
    report = REPORTS / "jest.json"
    command = [program("jlpm"), "test", "--json", f"--outputFile={report}", "--reporters=default"]
    return Runner("jest", command, report, read_jest)


def playwright(browser: Mapping[str, str]) -> Runner:
    """Tests in browsers, against real servers; who is done takes the next file.

    Args:
        browser: Environment variables that say where the browser is.
    """
    report = REPORTS / "playwright.json"
    command = [program("jlpm"), "workspace", "jupyter-mlops-ui-tests", "playwright", "test"]
    names = {"PLAYWRIGHT_JSON_OUTPUT_FILE": str(report), "PLAYWRIGHT_JSON_OUTPUT_NAME": str(report)}
    return Runner(
        "playwright",
        [*command, "--reporter=list,json"],
        report,
        read_playwright,
        {
            **browser,
            **names,
            "MLOPS_TEST_SERVERS": str(BROWSERS),
            "MLOPS_TEST_RETRIES": str(RETRIES),
        },
    )


def tally(runner: Runner) -> Tally:
    """Runs one runner to its end and counts its tests.

    A runner that broke without a failed test to show for it counts as one failure.
    """
    runner.report.parent.mkdir(parents=True, exist_ok=True)
    runner.report.unlink(missing_ok=True)
    with stage(runner.name):
        status = aloud(runner.command, **runner.environment)
    if not runner.report.is_file():
        print(f"  {runner.name} left no report and ended with status {status}", flush=True)
        return Tally(failed=1)
    result = runner.read(runner.report)
    if status != 0 and result.failed == 0:
        print(f"  {runner.name} ended with status {status}", flush=True)
        return result.plus(Tally(failed=1))
    return result
