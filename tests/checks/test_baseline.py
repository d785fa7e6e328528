"""Findings that are accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.checks.baseline import Baseline, read_baseline, with_findings, write_baseline
from jupyter_mlops.checks.model import CheckName, Finding, Severity
from jupyter_mlops.errors import InvalidError


def finding(
    key: str,
    check: CheckName = CheckName.LINT,
    notebook: str = "a.ipynb",
    severity: Severity = "warning",
) -> Finding:
    return Finding(
        check=check, code="X1", severity=severity, message="m", notebook=notebook, key=key
    )


def accepting(*findings: Finding) -> Baseline:
    return with_findings(Baseline(), findings, checks=set(CheckName), notebooks=None)


def test_what_is_written_is_read_in_a_steady_order(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    write_baseline(file, accepting(finding("b"), finding("a")))
    first = file.read_bytes()
    write_baseline(file, accepting(finding("a"), finding("b")))
    assert file.read_bytes() == first
    assert first.endswith(b"}\n")
    assert read_baseline(file).keys == {"a", "b"}


def test_no_file_accepts_nothing_and_another_is_told(tmp_path: Path) -> None:
    assert read_baseline(tmp_path / "none.json").keys == frozenset()
    file = tmp_path / "baseline.json"
    for text in ("[", "[]", '{"findings": [{}]}', '{"version": 2}'):
        file.write_text(text)
        with pytest.raises(InvalidError, match=r"baseline\.json is"):
            read_baseline(file)


def test_notes_need_not_be_accepted() -> None:
    assert accepting(finding("a", severity="note")).keys == frozenset()


def test_what_was_not_looked_at_stays_accepted_and_what_is_gone_does_not() -> None:
    before = accepting(
        finding("gone"), finding("other", CheckName.SIZE), finding("b", notebook="b.ipynb")
    )
    some = with_findings(before, [finding("new")], checks={CheckName.LINT}, notebooks={"a.ipynb"})
    assert some.keys == {"new", "other", "b"}
    every = with_findings(before, [finding("new")], checks={CheckName.LINT}, notebooks=None)
    assert every.keys == {"new", "other"}
