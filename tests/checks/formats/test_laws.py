"""What holds of every report in every form."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jupyter_mlops.checks.formats import FORMATS, render
from jupyter_mlops.checks.formats.json import read_report
from jupyter_mlops.checks.model import CheckName, CheckResult, Finding, Report
from tests.checks.formats.reports import REPORT
from tests.checks.formats.test_junit import validate

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.none() | st.integers(1, 99)
FINDINGS = st.builds(
    Finding,
    check=st.just(CheckName.LINT),
    code=TEXTS,
    severity=st.sampled_from(["error", "warning", "note"]),
    message=TEXTS,
    hint=TEXTS,
    notebook=TEXTS,
    cell=st.none() | TEXTS,
    index=NUMBERS,
    line=NUMBERS,
    output=NUMBERS,
    parameters=TEXTS,
    detail=TEXTS,
    key=TEXTS,
)


def report(findings: list[Finding]) -> Report:
    result = CheckResult(check=CheckName.LINT, verdict="failed", findings=tuple(findings))
    return replace(REPORT, checks=(result,))


@settings(deadline=None, max_examples=25)
@given(st.lists(FINDINGS, max_size=4))
def test_whatever_was_found_can_be_written_and_read(findings: list[Finding]) -> None:
    given_ = report(findings)
    texts = {to: render(given_, to) for to in FORMATS}
    assert read_report(texts["json"].encode(), "x") == given_
    validate(ET.fromstring(texts["junit"].encode()))  # noqa: S314 - our own text
    assert len(json.loads(texts["sarif"])["runs"][0]["results"]) == len(findings)
    assert len(json.loads(texts["gitlab"])) == len(findings)
    # Each command is a line, and nothing that was found begins another.
    assert len(texts["github"].split("\n")) == len(findings) + 2
    assert not any(char in texts["text"] for char in "\x1b\r\x00\x07")
