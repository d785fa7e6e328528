"""Reports for programs: JSON, GitHub's commands, GitLab's code quality."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jupyter_mlops.checks.formats import FORMATS, render
from jupyter_mlops.checks.formats.json import read_report
from jupyter_mlops.errors import InvalidError
from tests.checks.formats.reports import EMPTY, EVIL, LINT, ODD, PROJECT, REPORT, SECRET, SPOTS

#: What GitLab documents of an issue.
ISSUES = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
COMMAND = re.compile(r"^::(error|warning|notice) ((?:\w+=[^,:\r\n]*,?)*)::([^\r\n]*)$")


def unescaped(text: str) -> str:
    for escaped, char in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(escaped, char)
    return text


def commands() -> list[tuple[str, dict[str, str], str]]:
    found = []
    for line in render(REPORT, "github", SPOTS).splitlines()[:-1]:
        matched = COMMAND.match(line)
        assert matched, line
        fields = dict(part.split("=", 1) for part in matched[2].split(",") if part)
        values = {name: unescaped(value) for name, value in fields.items()}
        found.append((matched[1], values, unescaped(matched[3])))
    return found


def test_json_is_read_again_as_it_was() -> None:
    for report in (REPORT, EMPTY):
        assert read_report(render(report, "json", SPOTS).encode(), "checks.json") == report


def test_what_is_no_report_is_told() -> None:
    with pytest.raises(InvalidError, match=r"checks\.json is no report"):
        read_report(b"[]", "checks.json")


def test_github_is_told_file_and_line_errors_first() -> None:
    told = commands()
    assert [kind for kind, _, _ in told] == ["error", "warning", "warning", "notice", "error"]
    _, place, text = told[0]
    assert place["file"] == SECRET.notebook
    assert place["line"] == "40"
    assert text == "cell [3], line 3: an AWS access key (20 characters) (revoke it)"
    assert told[-1][2] == "no kernel python3"


def test_nothing_that_is_found_can_give_github_a_command() -> None:
    _, place, text = next(each for each in commands() if each[1].get("file") == ODD.notebook)
    assert place["title"] == "lint: X,1:2"
    assert " ".join(EVIL.split()) in text


def test_gitlab_is_told_what_it_documents() -> None:
    for report in (REPORT, EMPTY):
        issues: list[dict[str, Any]] = json.loads(render(report, "gitlab", SPOTS))
        Draft202012Validator(ISSUES).validate(issues)
        assert len({each["fingerprint"] for each in issues}) == len(issues)
    by_key = {each["fingerprint"]: each for each in json.loads(render(REPORT, "gitlab", SPOTS))}
    assert by_key[LINT.key]["location"] == {"path": LINT.notebook, "lines": {"begin": 71}}
    assert by_key[PROJECT.key]["severity"] == "info"


@pytest.mark.parametrize("to", FORMATS)
def test_every_form_writes_every_report_and_ends_its_last_line(to: Any) -> None:
    for report in (REPORT, EMPTY):
        assert render(report, to).endswith("\n")
