from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.modules.api import PublicName
from jupyter_mlops.modules.changelog import read_entry, read_unreleased, with_entry
from jupyter_mlops.modules.changelog_draft import draft_entry
from jupyter_mlops.modules.versions import ApiChange, ChangeLevel

DAY = date(2026, 11, 21)
KEPT = """\
# Changelog

## [Unreleased]

### Added

- plots

## [1.0.0] - 2026-01-02

- first

[1.0.0]: https://example.org/1.0.0
"""


def test_a_new_changelog_has_a_head_and_the_entry() -> None:
    made = with_entry("", "1.0.0", "### Added\n\n- `fit`", DAY)
    assert made.startswith("# Changelog\n\nAll notable changes")
    assert made.endswith("\n\n## [1.0.0] - 2026-11-21\n\n### Added\n\n- `fit`\n")


def test_an_entry_comes_below_what_is_unreleased_and_takes_it_over() -> None:
    made = with_entry(KEPT, "1.1.0", "### Added\n\n- plots\n- more", DAY)
    assert made == KEPT.replace(
        "### Added\n\n- plots\n\n", "## [1.1.0] - 2026-11-21\n\n### Added\n\n- plots\n- more\n\n"
    )
    assert read_unreleased(made) == ""


def test_what_is_unreleased_and_not_in_the_entry_is_not_lost() -> None:
    made = with_entry(KEPT, "1.1.0", "- more", DAY)
    assert read_unreleased(made) == "### Added\n\n- plots"
    assert read_entry(made, "1.1.0") == "- more"


def test_versions_without_brackets_stay_without() -> None:
    made = with_entry("# Changes\n\n## 1.0.0 (2026)\n\n- first\n", "1.1.0", "- more", DAY)
    assert made == "# Changes\n\n## 1.1.0 - 2026-11-21\n\n- more\n\n## 1.0.0 (2026)\n\n- first\n"
    assert read_entry(made, "v1.0") == "- first"


def test_an_entry_that_was_written_before_is_replaced() -> None:
    made = with_entry(KEPT, "1.0", "- second", DAY)
    assert "- first" not in made
    assert read_entry(made, "1.0.0") == "- second"


def test_headings_within_code_are_none_and_larger_ones_are_made_smaller() -> None:
    entry = "## Mine\n\n```\n## not mine\n```\n- end"
    made = with_entry(KEPT, "2.0.0", entry, DAY)
    assert read_entry(made, "2.0.0") == entry.replace("## Mine", "### Mine")
    assert read_entry(made, "1.0.0") == "- first"


def test_line_ends_stay() -> None:
    made = with_entry(KEPT.replace("\n", "\r\n"), "1.1.0", "- more", DAY)
    assert made.count("\n") == made.count("\r\n")


lines = st.text("ab #[]:-*\n0.", max_size=40)


@given(lines, lines)
@settings(max_examples=150, deadline=None)
def test_other_versions_stay_and_writing_twice_is_writing_once(head: str, entry: str) -> None:
    before = with_entry(f"# Log\n\n{head}\n", "1.0.0", "- one", DAY)
    made = with_entry(before, "1.1.0", entry, DAY)
    assert read_entry(made, "1.0.0") == "- one"
    if not any(line.startswith("[") for line in entry.splitlines()):  # which may be a link
        assert with_entry(made, "1.1.0", entry, DAY) == made


def change(level: ChangeLevel, kind: str, name: str, message: str) -> ApiChange:
    return ApiChange(level=level, kind=kind, name=name, message=message)


def test_a_draft_groups_what_has_changed() -> None:
    names = {
        "features.scale": PublicName(
            name="features.scale",
            kind="function",
            signature="scale(x)",
            summary="Scales.",
            file="features.py",
            line=1,
            text="",
        )
    }
    reasons = [
        change("minor", "initial_development", "", "before 1.0.0 …"),
        change("major", "removed", "features.old", "features.old was removed"),
        change("major", "parameter_required", "fit", "fit requires alpha now"),
        change("minor", "added", "features.scale", "features.scale was added"),
        change("patch", "changed", "features", "features was changed inside"),
    ]
    assert draft_entry(reasons, names, unreleased="- mine") == (
        "- mine\n\n"
        "### Added\n\n- `features.scale(x)`: Scales.\n\n"
        "### Changed\n\n- **Incompatible:** `fit` requires alpha now\n"
        "- `features` was changed inside\n\n"
        "### Removed\n\n- `features.old`"
    )


def test_a_draft_of_hundreds_of_names_can_be_read() -> None:
    reasons = [change("minor", "added", f"n{number}", "n was added") for number in range(300)]
    assert draft_entry(reasons, {}).endswith("\n- and 240 more")


@pytest.mark.parametrize("text", ["", "# Changelog\n", "no heading at all"])
def test_a_version_that_is_not_there_says_nothing(text: str) -> None:
    assert read_entry(text, "1.0.0") == ""
