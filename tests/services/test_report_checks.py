"""What checks and metrics say in a report on a branch."""

from __future__ import annotations

import math
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.checks.formats import render
from jupyter_mlops.checks.model import (
    CheckName,
    CheckResult,
    Finding,
    MetricChange,
    Report,
    verdict_of,
    verdict_of_all,
)
from jupyter_mlops.errors import InvalidError
from jupyter_mlops.services.ci_context import CiContext
from jupyter_mlops.services.report import find_base, make_report, read_checks
from jupyter_mlops.services.report_html import checks_html
from jupyter_mlops.services.report_markdown import checks_markdown
from jupyter_mlops.services.report_metrics import metric_rows, number_text
from tests.services.forges import ForgeRepository

SECRET = Finding(
    check=CheckName.SECRETS,
    code="aws-access-key",
    severity="error",
    message="an AWS access key",
    hint="revoke it",
    notebook="train.ipynb",
    cell="cell-1",
    index=2,
    line=3,
)


def report(*findings: Finding, **more: Any) -> Report:
    checks = [
        CheckResult(
            check=check,
            verdict=verdict_of(own) if own or check is not CheckName.TEST else "skipped",
            findings=own,
            notebooks=2,
        )
        for check in (CheckName.SECRETS, CheckName.LINT, CheckName.TEST)
        for own in [tuple(each for each in findings if each.check is check)]
    ]
    return Report(
        project="lab",
        started_at=datetime(2026, 3, 1, tzinfo=timezone.utc),
        duration=1.5,
        verdict=verdict_of_all(tuple(checks)),
        checks=tuple(checks),
        notebooks=2,
        **more,
    )


def lint(number: int, message: str = "unused import") -> Finding:
    return Finding(
        check=CheckName.LINT,
        code="F401",
        severity="warning",
        message=message,
        notebook=f"n{number % 7}.ipynb",
        index=number,
    )


def test_what_is_wrong_stands_first_and_the_rest_in_a_line() -> None:
    text = checks_markdown(report(SECRET, lint(1)))
    assert text.startswith("### ✗ Checks failed: 1 error, 1 warning in 2 notebooks")
    assert "| secrets | ✗ failed | 1 | 2 |" in text
    assert "test had nothing to do." in text
    assert "- ✗ cell [3], line 3: an AWS access key `aws-access-key` · revoke it" in text
    assert text.endswith("\n\n")


def test_where_all_is_well_a_line_says_it() -> None:
    text = checks_markdown(report())
    assert "### ✓ Checks passed: nothing found in 2 notebooks" in text
    assert "secrets, lint passed; test had nothing to do." in text
    assert "| Check |" not in text


def test_nothing_in_a_message_calls_a_person_or_breaks_out() -> None:
    hostile = "@everyone see #12 </details> <script>x</script> **bold** | `code`"
    text = checks_markdown(report(lint(1, hostile)))
    assert "@everyone" not in text
    assert "#12" not in text
    assert "<script>" not in text
    assert text.count("</details>") == 1
    page = checks_html(report(lint(1, hostile)))
    assert "<script>" not in page


@given(st.integers(0, 400), st.integers(3_000, 40_000))
@settings(deadline=None, max_examples=20)
def test_findings_that_do_not_fit_are_counted(count: int, limit: int) -> None:
    text = checks_markdown(report(*map(lint, range(count))), limit=limit)
    assert len(text) <= limit
    assert f"{count:,} finding" in text or not count
    assert text.count("<details") == text.count("</details>")


def test_metrics_are_told_beside_those_of_the_base() -> None:
    metrics = (
        MetricChange(notebook="a.ipynb", name="same", value=1.0, base=1.0),
        MetricChange(notebook="a.ipynb", name="accuracy", value=0.93, base=0.9),
        MetricChange(notebook="b.ipynb", parameters="small", name="rmse", value=12345.678),
    )
    text = checks_markdown(report(metrics=metrics, base="main"))
    assert "| Notebook | Metric | main | Here | Change |" in text
    assert "| `a.ipynb` | `accuracy` | 0.9 | 0.93 | +0.03 (+3.3%) |" in text
    assert "| `b.ipynb` | `rmse (small)` |  | 12,345.7 |  |" in text
    assert [row.name for row in metric_rows(metrics)] == ["accuracy", "rmse (small)", "same"]
    page = checks_html(report(metrics=metrics, base="main"))
    assert "accuracy" in page
    assert "+0.03 (+3.3%)" in page


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.0, "3"), (1204.0, "1,204"), (0.931234, "0.9312"), (1.2e-7, "1.2e-07"), (math.nan, "nan")],
)
def test_numbers_are_told_with_four_digits(value: float, text: str) -> None:
    assert number_text(value) == text


def test_a_metric_that_is_no_number_has_no_change() -> None:
    metrics = [MetricChange(notebook="a", name="m", value=math.inf, base=0.0)]
    assert [row.change for row in metric_rows(metrics)] == [""]


def test_the_page_unfolds_what_there_is_to_know() -> None:
    page = checks_html(report(msgspec.structs.replace(SECRET, detail="Traceback <b>")))
    assert "<pre>Traceback &lt;b&gt;</pre>" in page
    assert "train.ipynb" in page


def test_a_report_joins_the_diff_and_the_checks(forge: ForgeRepository) -> None:
    forge.save("train.ipynb", "load()\nfit()", "show()", "new()")
    forge.commit("train.ipynb")
    made = msgspec.structs.replace(
        make_report(forge.folder, "HEAD~1..HEAD"),
        checks=report(SECRET, *map(lint, range(300))),
        link="https://github.com/o/n/actions/runs/1",
    )
    text = made.markdown(limit=9_000)
    assert len(text) <= 9_000
    at = [text.index(words) for words in ("## Notebooks in", "### ✗ Checks", "| Notebook | Added")]
    assert at == sorted(at)
    assert text.rstrip().endswith("(https://github.com/o/n/actions/runs/1)")
    page = made.html()
    assert page.index('class="checks"') < page.index('class="notebook"')
    # The cell that the secret is in was added, so that it stands below.
    assert '<a href="#n0-cell3">cell [3], line 3</a>' in page
    assert 'id="n0-cell3"' in page


def test_what_checks_have_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "checks.json"
    file.write_text(render(report(SECRET), "json"))
    assert read_checks(file) == report(SECRET)
    file.write_text("{}")
    with pytest.raises(InvalidError, match=r"checks\.json"):
        read_checks(file)
    with pytest.raises(InvalidError, match="cannot be read"):
        read_checks(tmp_path / "gone.json")


def test_the_base_of_a_job_is_one_that_is_there(forge: ForgeRepository) -> None:
    folder = forge.folder
    assert find_base(folder, CiContext()) is None
    assert find_base(folder, CiContext(inside=True, base="origin/main")) == "origin/main"
    assert find_base(folder, CiContext(inside=True, base="a" * 40)) is None
    forge.save("train.ipynb", "2")
    forge.commit("train.ipynb")
    assert find_base(folder, CiContext(inside=True, base="a" * 40)) == "HEAD~1"
