"""Reports as SARIF."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft202012Validator

from jupyter_mlops.checks.formats import render
from tests.checks.formats.reports import EMPTY, LINT, ODD, REPORT, SECRET, SPOTS

TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": {"type": "string"}},
}
BAG = {"type": "object"}


def strict(required: list[str], **properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": properties,
    }


def several(items: object) -> dict[str, object]:
    return {"type": "array", "items": items, "uniqueItems": True}


LOCATION = strict(
    [],
    physicalLocation=strict(
        ["artifactLocation"],
        artifactLocation=strict(
            ["uri"], uri={"type": "string", "format": "uri-reference"}, uriBaseId={"type": "string"}
        ),
        region=strict(["startLine"], startLine={"type": "integer", "minimum": 1}),
    ),
    logicalLocations=several(
        strict(
            [],
            name={"type": "string"},
            fullyQualifiedName={"type": "string"},
            kind={"type": "string"},
        )
    ),
)
#: What of https://docs.oasis-open.org/sarif/sarif/v2.1.0/ a report has, and nothing else.
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **strict(
        ["version", "runs"],
        **{"$schema": {"type": "string", "format": "uri"}},
        version={"const": "2.1.0"},
        runs={
            "type": "array",
            "items": strict(
                ["tool"],
                tool=strict(
                    ["driver"],
                    driver=strict(
                        ["name"],
                        name={"type": "string"},
                        informationUri={"type": "string", "format": "uri"},
                        semanticVersion={"type": "string"},
                        rules=several(
                            strict(
                                ["id"],
                                id={"type": "string"},
                                name={"type": "string"},
                                shortDescription=MESSAGE,
                                fullDescription=MESSAGE,
                                help=MESSAGE,
                                defaultConfiguration=strict([], level=LEVEL),
                                properties=BAG,
                            )
                        ),
                    ),
                ),
                originalUriBaseIds={
                    "type": "object",
                    "additionalProperties": strict([], description=MESSAGE),
                },
                columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                invocations=several(
                    strict(
                        ["executionSuccessful"],
                        executionSuccessful={"type": "boolean"},
                        startTimeUtc=TIME,
                        endTimeUtc=TIME,
                        toolExecutionNotifications=several(
                            strict(["message"], message=MESSAGE, level=LEVEL)
                        ),
                    )
                ),
                results={
                    "type": "array",
                    "items": strict(
                        ["message"],
                        ruleId={"type": "string"},
                        ruleIndex={"type": "integer", "minimum": -1},
                        level=LEVEL,
                        message=MESSAGE,
                        locations=several(LOCATION),
                        partialFingerprints={
                            "type": "object",
                            "additionalProperties": {"type": "string"},
                        },
                        properties=BAG,
                    ),
                },
            ),
        },
    ),
}


def run_of(report: object = REPORT) -> dict[str, Any]:
    assert isinstance(report, type(REPORT))
    log = json.loads(render(report, "sarif", SPOTS))
    Draft202012Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_it_is_what_the_schema_says() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    run_of()
    assert run_of(EMPTY)["results"] == []


def test_every_rule_has_the_texts_that_github_wants() -> None:
    for rule in run_of()["tool"]["driver"]["rules"]:
        texts = [rule[name]["text"] for name in ("shortDescription", "fullDescription", "help")]
        assert all(texts)


def test_a_result_names_its_rule_its_cell_and_the_line_of_the_file() -> None:
    run = run_of()
    result = next(each for each in run["results"] if each["ruleId"] == "secrets/aws-access-key")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["partialFingerprints"] == {"jupyterMlops/v1": SECRET.key}
    (location,) = result["locations"]
    physical = location["physicalLocation"]
    assert unquote(physical["artifactLocation"]["uri"]) == SECRET.notebook
    assert " " not in physical["artifactLocation"]["uri"]
    assert physical["region"] == {"startLine": 40}
    assert location["logicalLocations"][0]["fullyQualifiedName"] == f"{SECRET.notebook}#a1"
    assert result["properties"]["cellLine"] == 3


def test_odd_names_are_quoted_and_what_has_no_place_is_at_the_projects_file() -> None:
    results = {each["partialFingerprints"]["jupyterMlops/v1"]: each for each in run_of()["results"]}
    uri = results[ODD.key]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert unquote(uri) == ODD.notebook
    (location,) = results["3123456789abcdef"]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "pyproject.toml"
    assert "logicalLocations" not in location
    assert results[LINT.key]["level"] == "warning"


def test_a_check_that_is_broken_is_told() -> None:
    (invocation,) = run_of()["invocations"]
    assert not invocation["executionSuccessful"]
    (told,) = invocation["toolExecutionNotifications"]
    assert told["message"]["text"] == "execute: no kernel python3"
    assert invocation["endTimeUtc"] == "2026-01-02T03:05:06Z"
