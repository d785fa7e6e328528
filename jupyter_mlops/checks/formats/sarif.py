"""A report as SARIF 2.1.0, for what shows results of analyses.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from urllib.parse import quote

import msgspec

from jupyter_mlops.checks.formats.spots import Spot
from jupyter_mlops.checks.formats.words import PROJECT_FILE, findings_of, said
from jupyter_mlops.checks.model import Finding, Report

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT: Final = "PROJECTROOT"
_HOME: Final = "https://github.com/jupyter-mlops/jupyter-mlops"


def render(report: Report, spots: Mapping[str, Spot]) -> str:
    """Writes a report as a log of one run."""
    findings = list(findings_of(report))
    rules = {_rule_id(finding): finding for finding in findings}
    numbers = {name: number for number, name in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "jupyter-mlops",
                "informationUri": _HOME,
                **({"semanticVersion": report.version} if report.version else {}),
                "rules": [_rule(name, finding) for name, finding in rules.items()],
            }
        },
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The project's folder."}}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": [_result(each, numbers[_rule_id(each)], spots) for each in findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _rule_id(finding: Finding) -> str:
    return f"{finding.check.value}/{finding.code}"


def _rule(name: str, finding: Finding) -> dict[str, Any]:
    check = finding.check.value
    # GitHub wants all three texts of every rule.
    return {
        "id": name,
        "name": finding.code,
        "shortDescription": {"text": f"Found by the check {check}."},
        "fullDescription": {"text": f"{finding.code}, found by the check {check} of notebooks."},
        "help": {
            "text": finding.hint or f"docs/check-catalog.md says what the check {check} does."
        },
        "defaultConfiguration": {"level": finding.severity},
        "properties": {"tags": [check]},
    }


def _invocation(report: Report) -> dict[str, Any]:
    broken = [result for result in report.checks if result.verdict == "broken"]
    invocation: dict[str, Any] = {
        "executionSuccessful": not broken,
        "startTimeUtc": report.started_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "endTimeUtc": (report.started_at + timedelta(seconds=report.duration)).strftime(
            "%Y-%m-%dT%H:%M:%SZ"
        ),
    }
    if broken:
        invocation["toolExecutionNotifications"] = [
            {"level": "error", "message": {"text": f"{result.check.value}: {result.message}"}}
            for result in broken
        ]
    return invocation


def _result(finding: Finding, rule: int, spots: Mapping[str, Spot]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": _rule_id(finding),
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": said(finding)},
        "partialFingerprints": {"jupyterMlops/v1": finding.key},
        "locations": [_location(finding, spots.get(finding.key))],
    }
    properties = {
        "parameters": finding.parameters or None,
        "output": finding.output,
        "cellLine": finding.line if finding.cell is not None else None,
        "detail": finding.detail or None,
    }
    if told := {name: value for name, value in properties.items() if value is not None}:
        result["properties"] = told
    return result


def _location(finding: Finding, spot: Spot | None) -> dict[str, Any]:
    uri = quote(finding.notebook or PROJECT_FILE, safe="/", errors="surrogateescape")
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri, "uriBaseId": _ROOT}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.cell is None:
        line = finding.line
    else:
        line = spot.file_line if spot is not None else None
        location["logicalLocations"] = [
            {
                "name": finding.cell,
                "fullyQualifiedName": f"{finding.notebook}#{finding.cell}",
                "kind": "member",
            }
        ]
    if line is not None:
        physical["region"] = {"startLine": line}
    return location
