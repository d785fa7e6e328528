"""What the three test runners write down, read into one sum."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET


class Tally(NamedTuple):
    """How many tests ended how."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def plus(self, other: Tally) -> Tally:
        """Returns the sum of both."""
        return Tally(*(mine + others for mine, others in zip(self, other, strict=True)))

    def __str__(self) -> str:
        """The line that `make test` ends with."""
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def read_junit(file: Path) -> Tally:
    """Reads pytest's JUnit XML; an error in a fixture fails its test."""
    root = ET.parse(file).getroot()  # noqa: S314 - pytest wrote it a moment ago
    total = failed = skipped = 0
    for suite in root.iter("testsuite"):
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    # A test that passes and whose fixture then fails is both, but it is not a success.
    return Tally(max(0, total - failed - skipped), failed, skipped)


def read_jest(file: Path) -> Tally:
    """Reads the JSON of `jest --json`; a file that could not be run is one failure."""
    report: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return Tally(
        report["numPassedTests"],
        report["numFailedTests"] + report["numRuntimeErrorTestSuites"],
        report["numPendingTests"] + report["numTodoTests"],
    )


def read_playwright(file: Path) -> Tally:
    """Reads Playwright's JSON report; an error outside of a test is one failure."""
    report: dict[str, Any] = json.loads(file.read_text("utf-8"))
    stats: dict[str, int] = report["stats"]
    return Tally(
        stats["expected"] + stats["flaky"],
        stats["unexpected"] + len(report["errors"]),
        stats["skipped"],
    )
