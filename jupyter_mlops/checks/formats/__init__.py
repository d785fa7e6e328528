"""Ways to write a report, one a file; each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final, Literal, cast, get_args

from jupyter_mlops.checks.formats.spots import Spot
from jupyter_mlops.checks.model import Report

Format = Literal["text", "json", "junit", "sarif", "github", "gitlab", "markdown"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)


def render(report: Report, to: Format, spots: Mapping[str, Spot] = MappingProxyType({})) -> str:
    """Writes a report.

    Args:
        report: What the checks say.
        to: How to write it.
        spots: What is known of findings' places besides, by their keys.

    Returns:
        The text, with a line feed at its end.
    """
    module = import_module(f"jupyter_mlops.checks.formats.{to}")
    return cast("str", module.render(report, spots))
