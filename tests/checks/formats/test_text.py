"""Reports for people: at a terminal, and as Markdown."""

from __future__ import annotations

from markdown_it import MarkdownIt
from msgspec.structs import replace

from jupyter_mlops.checks.formats import render
from jupyter_mlops.checks.formats.markdown import code, plain
from jupyter_mlops.checks.formats.text import render as render_text
from jupyter_mlops.checks.model import CheckName, CheckResult
from tests.checks.formats.reports import EMPTY, EVIL, LINT, REPORT, SPOTS


def test_findings_are_told_notebook_by_notebook_in_the_order_of_cells() -> None:
    lines = render(REPORT, "text", SPOTS).splitlines()
    at = lines.index("notebooks/train model.ipynb")
    assert lines[at + 1 :][:5] == [
        "  cell [3], line 3  error: an AWS access key (20 characters)  secrets/aws-access-key",
        "    → revoke it",
        "  cell [5], line 1  warning: `os` imported but unused  lint/F401",
        "    │ import os",
        "    → mended by --fix",
    ]
    assert "? execute broken: no kernel python3" in lines
    assert "○ skipped: gates (no rules)" in lines
    assert lines[-1] == (
        "✗ failed: 1 error, 2 warnings, 1 note in 12 notebooks · 1 m 01 s · 11 known · 3 accepted"
    )


def test_nothing_reaches_the_terminal_but_text() -> None:
    text = render(REPORT, "text", SPOTS)
    assert "\x1b" not in text
    assert "\x00" not in text
    coloured = render_text(REPORT, SPOTS, colours=True)
    assert "\x1b[31merror\x1b[0m" in coloured
    assert "\x00" not in coloured


def test_what_to_do_is_said_once_a_notebook() -> None:
    same = [replace(LINT, key=str(n), hint="remove it") for n in range(3)]
    result = CheckResult(check=CheckName.LINT, verdict="warned", findings=tuple(same))
    report = replace(REPORT, checks=(result,))
    assert render(report, "text").count("remove it") == 1
    assert render(report, "markdown").count("remove it") == 1


def test_a_long_traceback_is_shown_by_its_end() -> None:
    long = replace(LINT, detail="\n".join(f"line {n}" for n in range(40)))
    result = CheckResult(check=CheckName.LINT, verdict="warned", findings=(long,))
    text = render(replace(REPORT, checks=(result,)), "text")
    assert "… 28 lines" in text
    assert "line 39" in text
    assert "line 27\n" not in text


def test_a_project_without_notebooks_is_told_in_a_line() -> None:
    assert render(EMPTY, "text") == "○ skipped: nothing found in 0 notebooks · 0.02 s\n"


def test_markdown_shows_what_was_said_and_nothing_that_it_could_be_taken_for() -> None:
    text = render(REPORT, "markdown")
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert html.count("<table>") == 1
    assert html.count("<tr>") == 7
    assert "<b>" not in html
    assert "<em>revoke it</em>" in html
    assert "<strong><code>notebooks/train model.ipynb</code></strong>" in html
    assert "no kernel python3" in html


def test_markdown_ends_somewhere() -> None:
    many = tuple(replace(LINT, key=str(n)) for n in range(1000))
    result = CheckResult(check=CheckName.LINT, verdict="warned", findings=many)
    text = render(replace(REPORT, checks=(result,)), "markdown")
    assert "… and 900 more." in text
    assert len(text) < 20_000


def test_any_text_can_stand_as_text_or_as_code() -> None:
    for text in (EVIL, "``a``", "`", "a``b`c", "*x* _y_ [z](http://x) <i> ~~s~~ #1 @me"):
        shown = " ".join(text.replace("\x00", "").split())
        for made, tag in ((plain(shown), "p"), (code(shown), "code")):
            html = MarkdownIt("gfm-like", {"linkify": False}).renderInline(made)
            bare = html.replace("<code>", "").replace("</code>", "")
            for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
                bare = bare.replace(entity, char)
            assert bare == shown, tag
