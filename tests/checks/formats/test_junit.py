"""Reports as JUnit's XML."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree as ET

from msgspec.structs import replace

from jupyter_mlops.checks.formats import render
from jupyter_mlops.checks.model import CheckName, CheckResult
from tests.checks.formats.reports import EMPTY, LINT, ODD, REPORT, SECRET

#: As https://github.com/windyroad/JUnit-Schema/blob/master/JUnit.xsd has it: for each element the
#: attributes that it needs, those that it may have, and its children in their order.
SCHEMA: dict[str, tuple[set[str], set[str], list[str]]] = {
    "testsuites": (set(), set(), ["testsuite"]),
    "testsuite": (
        {*("id", "name", "package", "timestamp", "hostname"), *("tests", "failures", "errors")}
        | {"time"},
        {"skipped"},
        ["properties", "testcase", "system-out", "system-err"],
    ),
    "properties": (set(), set(), ["property"]),
    "testcase": ({"name", "classname", "time"}, set(), ["skipped", "error", "failure"]),
    "failure": ({"type"}, {"message"}, []),
    "error": ({"type"}, {"message"}, []),
    "skipped": (set(), {"message"}, []),
    "system-out": (set(), set(), []),
    "system-err": (set(), set(), []),
}
ONCE = {"properties", "system-out", "system-err"}


def validate(element: ET.Element) -> None:
    needed, allowed, children = SCHEMA[element.tag]
    assert needed <= set(element.attrib) <= needed | allowed, element.tag
    order = [children.index(child.tag) for child in element]
    assert order == sorted(order), element.tag
    if element.tag == "testsuite":
        assert {child.tag for child in element if child.tag in ONCE} == ONCE
        datetime.strptime(element.attrib["timestamp"], "%Y-%m-%dT%H:%M:%S")  # noqa: DTZ007
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(element.attrib[name]) == len(list(element.iter(tag)))
        assert int(element.attrib["tests"]) == len(element.findall("testcase"))
        assert float(element.attrib["time"]) >= 0
    if element.tag == "testcase":
        assert len(element) <= 1
    for child in element:
        validate(child)


def parsed(report: object = REPORT) -> ET.Element:
    assert isinstance(report, type(REPORT))
    root = ET.fromstring(render(report, "junit").encode())  # noqa: S314 - our own text
    validate(root)
    return root


def cases(root: ET.Element, suite: str) -> list[ET.Element]:
    found = root.find(f"testsuite[@name='{suite}']")
    assert found is not None
    return found.findall("testcase")


def test_it_is_what_the_schema_says() -> None:
    assert len(parsed().findall("testsuite")) == len(REPORT.checks)
    assert len(parsed(EMPTY)) == 0


def test_a_finding_is_a_test_case_called_by_its_cell() -> None:
    (case,) = cases(parsed(), "secrets")
    assert case.attrib["name"] == f"aws-access-key {SECRET.cell} {SECRET.key}"
    assert case.attrib["classname"] == SECRET.notebook
    failure = case.find("failure")
    assert failure is not None
    assert failure.text == (
        "notebooks/train model.ipynb, cell [3], line 3: an AWS access key (20 characters) "
        "(revoke it)"
    )


def test_what_only_warns_passes_unless_warnings_fail() -> None:
    assert all(len(case) == 0 for case in cases(parsed(), "lint"))
    strict = CheckResult(check=CheckName.LINT, verdict="failed", findings=(LINT, ODD))
    failed = cases(parsed(replace(REPORT, checks=(strict,))), "lint")
    assert [case[0].tag for case in failed] == ["failure", "failure"]
    both = replace(strict, findings=(LINT, replace(ODD, severity="error")))
    assert [len(case) for case in cases(parsed(replace(REPORT, checks=(both,))), "lint")] == [0, 1]


def test_checks_without_findings_are_test_cases_of_their_own() -> None:
    root = parsed()
    assert [len(case) for case in cases(root, "paths")] == [0]
    assert [case[0].tag for case in cases(root, "gates")] == ["skipped"]
    (broken,) = cases(root, "execute")
    assert broken[0].tag == "error"
    assert broken[0].attrib["message"] == "no kernel python3"
