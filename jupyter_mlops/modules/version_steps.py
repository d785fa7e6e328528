"""From one version to the next, by PEP 440 and Semantic Versioning.

https://peps.python.org/pep-0440/ and https://semver.org/
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, get_args

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.modules.versions import ChangeLevel

if TYPE_CHECKING:
    from packaging.version import Version

#: From the largest step to the smallest.
LEVELS: Final[tuple[ChangeLevel, ...]] = get_args(ChangeLevel)


def parse_version(text: str) -> Version | None:
    """A version as PEP 440 has it; None if it is none."""
    from packaging.version import InvalidVersion, Version

    try:
        return Version(text)
    except InvalidVersion:
        return None


def read_version(text: str) -> Version:
    """The version that a user has written.

    Raises:
        InvalidError: It is none, or none that can be released.
    """
    version = parse_version(text)
    if version is None:
        raise InvalidError(
            f"{text!r} is no version", hint="write one as PEP 440 has it, such as 1.2.0 or 2.0.0rc1"
        )
    if version.local:
        raise InvalidError(
            f"{version} has a local part, which no package index takes",
            hint=f"leave +{version.local} out",
        )
    return version


def heaviest(levels: Iterable[ChangeLevel]) -> ChangeLevel:
    """The largest of some steps; `patch` for none."""
    return min(levels, key=LEVELS.index, default="patch")


def asked_level(base: Version, level: ChangeLevel) -> ChangeLevel:
    """How large a step is asked for by changes of a level.

    Below 1.0.0 anything may change with the minor version (Semantic Versioning, 4).
    """
    return "minor" if level == "major" and is_initial(base) else level


def is_initial(version: Version) -> bool:
    """Whether a version is one of initial development."""
    return version.major == 0 and not version.epoch


def step(base: Version, level: ChangeLevel) -> Version:
    """The version that lies a step after another one.

    Args:
        base: A version; the final one of its kind counts, as if it had been released.
        level: How large a step.
    """
    from packaging.version import Version

    major, minor, micro = base.major, base.minor, base.micro
    numbers = {
        "major": (major + 1, 0, 0),
        "minor": (major, minor + 1, 0),
        "patch": (major, minor, micro + 1),
    }[level]
    epoch = f"{base.epoch}!" if base.epoch else ""
    return Version(epoch + ".".join(str(number) for number in numbers))


def step_between(base: Version, version: Version) -> ChangeLevel | None:
    """How large the step from one version to a newer one is; None if it has none of these sizes."""
    if version.epoch != base.epoch or version.major != base.major:
        return "major"
    if version.minor != base.minor:
        return "minor"
    return "patch" if version.micro != base.micro else None


def contradicts(base: Version, version: Version, asked: ChangeLevel) -> bool:
    """Whether a version is a smaller step than is asked for.

    Before a first final version, nothing is.
    """
    if base.is_prerelease and version.release == base.release:
        return False
    made = step_between(base, version)
    return made is None or LEVELS.index(made) > LEVELS.index(asked)


def advised_version(base: Version, latest: Version, asked: ChangeLevel) -> Version:
    """The version to release next.

    Args:
        base: The newest release that is final, which changes are counted from; the newest of all
            if none is.
        latest: The newest release; one before its final has said already how large a step it is.
        asked: How large a step the changes ask for.
    """
    from packaging.version import Version

    if base.is_prerelease:
        return Version(base.base_version)
    advised = step(base, asked)
    return advised if advised > latest else Version(latest.base_version)
