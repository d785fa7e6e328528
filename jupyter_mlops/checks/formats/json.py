"""A report as JSON: all of it, to be read again."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from jupyter_mlops.checks.formats.spots import Spot
from jupyter_mlops.checks.model import Report
from jupyter_mlops.errors import InvalidError


def render(report: Report, spots: Mapping[str, Spot]) -> str:
    """Writes a report as indented JSON."""
    del spots
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


def read_report(data: bytes, name: str) -> Report:
    """Reads what `render` has written.

    Args:
        data: The content of the file.
        name: What to call it in messages.

    Raises:
        InvalidError: It is no report.
    """
    try:
        return msgspec.json.decode(data, type=Report)
    except msgspec.MsgspecError as error:
        raise InvalidError(
            f"{name} is no report of checks: {error}",
            hint="write it: jupyter mlops check --output json=FILE",
        ) from error
