"""What becomes of findings."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jupyter_mlops.checks.model import CheckName, Finding
from jupyter_mlops.checks.settle import settle
from jupyter_mlops.settings.checks import CheckSettings

FINDING = Finding(
    check=CheckName.LINT,
    code="F401",
    severity="warning",
    message="`os` imported but unused",
    notebook="a.ipynb",
    cell="one",
    index=0,
    line=1,
    key="import os",
)


def keys(*findings: Finding, accepted: frozenset[str] = frozenset()) -> list[str]:
    return [each.key for each in settle(findings, CheckSettings(), accepted).findings]


def test_a_finding_keeps_its_key_when_its_cell_and_line_move() -> None:
    moved = replace(FINDING, index=7, line=3, column=9, message="other words")
    assert keys(FINDING) == keys(moved)


def test_what_it_is_about_where_and_of_which_kind_makes_another_key() -> None:
    others = (
        replace(FINDING, key="import sys"),
        replace(FINDING, cell="two"),
        replace(FINDING, notebook="b.ipynb"),
        replace(FINDING, code="E402"),
        replace(FINDING, parameters="small"),
    )
    assert len(set(keys(FINDING, *others))) == 6


def test_equal_findings_are_counted_in_their_order() -> None:
    second = replace(FINDING, line=5)
    third = replace(FINDING, line=9)
    together = keys(third, FINDING, second)
    assert len(set(together)) == 3
    assert keys(FINDING, second) == together[:2]


def test_settings_weigh_and_leave_out() -> None:
    strict = CheckSettings(severity="error", ignore=("E*",))
    found = settle([FINDING, replace(FINDING, code="E501")], strict, ())
    assert [(each.code, each.severity) for each in found.findings] == [("F401", "error")]


def test_what_cannot_be_read_weighs_the_same_whatever_the_settings_say() -> None:
    unreadable = replace(FINDING, code="unreadable", severity="error")
    (found,) = settle([unreadable], CheckSettings(severity="note"), ()).findings
    assert found.severity == "error"


def test_what_is_accepted_is_counted_and_not_told() -> None:
    (key,) = keys(FINDING)
    other = replace(FINDING, cell="two")
    settled = settle([FINDING, other], CheckSettings(), {key})
    assert [each.cell for each in settled.findings] == ["two"]
    assert settled.accepted == 1


@settings(deadline=None, max_examples=50)
@given(st.permutations([replace(FINDING, line=n % 3, index=n % 2) for n in range(8)]))
def test_the_order_in_which_they_come_does_not_matter(findings: list[Finding]) -> None:
    assert keys(*findings) == keys(*sorted(findings, key=lambda each: (each.index, each.line)))


def test_half_a_character_is_replaced_for_reports_have_to_be_written() -> None:
    odd = replace(FINDING, message="a \ud800", cell="\udfff", detail="\ud800")
    (found,) = settle([odd], CheckSettings(), ()).findings
    assert (found.message, found.cell, found.detail) == ("a ?", "?", "?")
