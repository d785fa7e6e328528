"""Modules formatted by ruff, where it is there, as the project has configured it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jupyter_mlops.modules.project import ModuleProject


def format_texts(texts: Mapping[str, str], project: ModuleProject) -> dict[str, str]:
    """Formats modules by `ruff format`, all in one process.

    Args:
        texts: By the module's file: its path below the project, with `/`.
        project: The project, whose configuration of ruff counts.

    Returns:
        The same files with formatted texts; with the text as it was where ruff is missing, takes
        too long, or cannot read it.
    """
    raise NotImplementedError(texts, project)
