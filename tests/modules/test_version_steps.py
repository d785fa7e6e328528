from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packaging.version import Version

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.modules.version_steps import (
    LEVELS,
    advised_version,
    asked_level,
    contradicts,
    heaviest,
    parse_version,
    read_version,
    step,
    step_between,
)
from jupyter_mlops.modules.versions import ChangeLevel

numbers = st.integers(0, 30)
versions = st.builds(
    lambda epoch, numbers, end: Version(
        (f"{epoch}!" if epoch else "") + ".".join(map(str, numbers)) + end
    ),
    st.integers(0, 2),
    st.lists(numbers, min_size=1, max_size=4),
    st.sampled_from(["", "a1", "rc2", ".dev3", ".post4", "rc1.dev2"]),
)
levels = st.sampled_from(LEVELS)


@given(versions, levels)
@settings(max_examples=60, deadline=None)
def test_a_step_leads_to_a_newer_version_and_is_of_its_size(
    base: Version, level: ChangeLevel
) -> None:
    made = step(base, level)
    assert made > base
    assert step_between(base, made) == level
    assert base.is_prerelease or not contradicts(base, made, level)


@given(versions, versions, levels)
@settings(max_examples=80, deadline=None)
def test_what_is_advised_is_newer_than_the_newest_and_contradicts_nothing(
    one: Version, other: Version, level: ChangeLevel
) -> None:
    base, latest = sorted((one, other))
    if base.is_prerelease or (latest > base and not latest.is_prerelease):
        base = latest
    advised = advised_version(base, latest, level)
    assert advised > latest or latest.is_postrelease
    assert not contradicts(base, advised, level)


@pytest.mark.parametrize(
    ("base", "latest", "level", "advised"),
    [
        ("1.2.3", "1.2.3", "major", "2.0.0"),
        ("1.2.3", "1.2.3", "minor", "1.3.0"),
        ("1.2.3", "1.2.3", "patch", "1.2.4"),
        ("1.2.3.post1", "1.2.3.post1", "patch", "1.2.4"),
        ("1.1.0", "1.2.0rc1", "minor", "1.2.0"),
        ("1.1.0", "1.2.0rc1", "major", "2.0.0"),
        ("1.1.0", "2.0.0rc1", "minor", "2.0.0"),
        ("1.0.0rc1", "1.0.0rc1", "patch", "1.0.0"),
        ("1!2.0", "1!2.0", "minor", "1!2.1.0"),
    ],
)
def test_the_advised_version(base: str, latest: str, level: ChangeLevel, advised: str) -> None:
    assert str(advised_version(Version(base), Version(latest), level)) == advised


@pytest.mark.parametrize(
    ("version", "asked", "expected"),
    [
        ("2.0.0", "major", False),
        ("1.3.0", "major", True),
        ("1.3.0rc1", "minor", False),
        ("1.2.4", "minor", True),
        ("1.2.3.post1", "patch", True),
        ("3.0", "patch", False),
    ],
)
def test_a_smaller_step_than_asked_for_contradicts(
    version: str,
    asked: ChangeLevel,
    expected: bool,  # noqa: FBT001
) -> None:
    assert contradicts(Version("1.2.3"), Version(version), asked) is expected


def test_below_one_an_incompatible_change_asks_for_a_minor_step() -> None:
    assert asked_level(Version("0.4.1"), "major") == "minor"
    assert asked_level(Version("0.4.1"), "patch") == "patch"
    assert asked_level(Version("1.0.0"), "major") == "major"


def test_the_heaviest_of_nothing_is_a_patch() -> None:
    assert heaviest(["minor", "patch", "major"]) == "major"
    assert heaviest([]) == "patch"


def test_versions_are_read_however_they_are_written() -> None:
    assert str(read_version("v1.02")) == "1.2"
    assert parse_version("one") is None


@pytest.mark.parametrize("text", ["", "one", "1..2", "1.0+local"])
def test_what_cannot_be_released_is_said(text: str) -> None:
    with pytest.raises(InvalidError) as refused:
        read_version(text)
    assert refused.value.hint
