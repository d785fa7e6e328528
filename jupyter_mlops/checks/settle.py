"""What becomes of findings: their keys, what they weigh, and which are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from fnmatch import fnmatchcase
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from jupyter_mlops.checks.model import Finding, Severity, keyed
from jupyter_mlops.settings.checks import CheckSettings

#: The code of a notebook that cannot be read, which weighs the same whatever the settings say.
UNREADABLE: Final = "unreadable"


class Settled(Struct, frozen=True, kw_only=True):
    """What is told of a check's findings."""

    findings: tuple[Finding, ...]
    #: How many the baseline has set aside.
    accepted: int = 0


def settle(
    findings: Iterable[Finding], settings: CheckSettings, accepted: Collection[str]
) -> Settled:
    """Orders findings, gives them their keys and weights, and leaves out what is not wanted.

    Args:
        findings: Of one check; their keys are what they are about, as text.
        settings: The check's.
        accepted: Keys that the baseline has.
    """
    wanted = [
        _weighed(finding, settings)
        for finding in _numbered(sorted(map(_encodable, findings), key=_place))
        if not any(fnmatchcase(finding.code, pattern) for pattern in settings.ignore)
    ]
    told = tuple(finding for finding in wanted if finding.key not in accepted)
    return Settled(findings=told, accepted=len(wanted) - len(told))


def _encodable(finding: Finding) -> Finding:
    """A finding without halves of characters, which notebooks can spell and no report can."""
    try:
        msgspec.json.encode(finding)
    except UnicodeEncodeError:
        texts = {name: text for name, text in asdict(finding).items() if type(text) is str}
        whole = {name: text.encode("utf-8", "replace").decode() for name, text in texts.items()}
        return replace(finding, **whole)
    return finding


def _place(finding: Finding) -> tuple[str, str, int, int, int, int, str]:
    return (
        finding.notebook,
        finding.parameters,
        -1 if finding.index is None else finding.index,
        finding.line or 0,
        finding.column or 0,
        -1 if finding.output is None else finding.output,
        finding.code,
    )


def _numbered(findings: list[Finding]) -> list[Finding]:
    """Findings with their keys; those that are alike otherwise differ by their order."""
    seen: Counter[str] = Counter()
    numbered = []
    for finding in findings:
        first = keyed(finding, finding.key)
        key = keyed(finding, finding.key, seen[first]) if seen[first] else first
        seen[first] += 1
        numbered.append(replace(finding, key=key))
    return numbered


def _weighed(finding: Finding, settings: CheckSettings) -> Finding:
    severity = settings.severity
    if severity is None or severity == "off" or finding.code == UNREADABLE:
        return finding
    weight: Severity = severity
    return replace(finding, severity=weight)
