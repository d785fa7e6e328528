"""A report as JUnit's XML, for what shows tests: a suite a check, a test case a finding.

As https://github.com/windyroad/JUnit-Schema has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from jupyter_mlops.checks.formats.spots import Spot
from jupyter_mlops.checks.formats.words import place_text, said
from jupyter_mlops.checks.model import CheckResult, Finding, Report

#: What XML cannot hold in any spelling.
_CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, spots: Mapping[str, Spot]) -> str:
    """Writes a report as XML; what fails the verdict is a failure, all else passes."""
    del spots
    suites = "".join(_suite(report, result, number) for number, result in enumerate(report.checks))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{suites}</testsuites>\n'


def _suite(report: Report, result: CheckResult, number: int) -> str:
    cases = [_case(result, finding) for finding in result.findings]
    if not cases or result.verdict == "broken":
        cases.append(_whole(result))
    text = "".join(cases)
    attributes = {
        "id": str(number),
        "name": result.check.value,
        "package": report.project,
        "timestamp": report.started_at.strftime("%Y-%m-%dT%H:%M:%S"),
        "hostname": "localhost",
        "tests": str(len(cases)),
        "failures": str(text.count("<failure ")),
        "errors": str(int(result.verdict == "broken")),
        "skipped": str(text.count("<skipped")),
        "time": f"{result.duration:.3f}",
    }
    return (
        f"  <testsuite{_attributes(attributes)}>\n    <properties/>\n{text}"
        "    <system-out/>\n    <system-err/>\n  </testsuite>\n"
    )


def _case(result: CheckResult, finding: Finding) -> str:
    cell = f" {finding.cell}" if finding.cell is not None else ""
    attributes = {
        "name": f"{finding.code}{cell} {finding.key}",
        "classname": finding.notebook or result.check.value,
        "time": "0",
    }
    place = ", ".join(part for part in (finding.notebook, place_text(finding)) if part)
    text = "\n".join(part for part in (f"{place}: {said(finding)}", finding.detail) if part)
    opened = f"    <testcase{_attributes(attributes)}"
    if not _fails(result, finding):
        return f"{opened}/>\n"
    failure = _attributes({"type": finding.code, "message": f"{place}: {finding.message}"})
    return f"{opened}>\n      <failure{failure}>{_text(text)}</failure>\n    </testcase>\n"


def _fails(result: CheckResult, finding: Finding) -> bool:
    """Whether a finding is why its check has failed: a warning is, where no error does."""
    if finding.severity == "error":
        return True
    errors = any(each.severity == "error" for each in result.findings)
    return finding.severity == "warning" and result.verdict == "failed" and not errors


def _whole(result: CheckResult) -> str:
    """The test case of a check that has found nothing, or could not look."""
    attributes = {
        "name": result.check.value,
        "classname": result.check.value,
        "time": f"{result.duration:.3f}",
    }
    opened = f"    <testcase{_attributes(attributes)}"
    if result.verdict == "broken":
        error = _attributes({"type": "broken", "message": result.message})
        return f"{opened}>\n      <error{error}/>\n    </testcase>\n"
    if result.verdict == "skipped":
        return f"{opened}>\n      <skipped/>\n    </testcase>\n"
    return f"{opened}/>\n"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(_clean(value))}" for name, value in values.items())


def _text(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    return _CONTROL.sub("�", text)
