"""How notebooks are compared in a folder unless told otherwise."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.settings import read_settings


def settings_options(
    folder: Path,
    *,
    ignore_formatting: bool | None = None,
    tolerance: float | None = None,
    budget: float | None = None,
) -> DiffOptions:
    """Reads `[tool.jupyter-mlops.diff]` as it holds in a folder; what is given counts more.

    Raises:
        InvalidError: The settings cannot be read.
    """
    settings = read_settings(folder.absolute()).diff
    return DiffOptions(
        ignore_formatting=(
            settings.ignore_formatting if ignore_formatting is None else ignore_formatting
        ),
        tolerance=settings.tolerance if tolerance is None else tolerance,
        budget=settings.time_budget if budget is None else budget,
    )
