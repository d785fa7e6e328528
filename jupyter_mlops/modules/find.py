"""Which notebooks of a project may have cells to export."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.modules.project import ModuleProject


def find_notebooks(project: ModuleProject) -> dict[str, Path]:
    """The notebooks that a project's modules are made of.

    Left out are hidden folders and files, checkpoints, environments, installed packages and the
    outputs of runs; in nbdev projects, as there, also what begins with an underscore.

    Returns:
        The files by their path below the project, with `/`, in the order of these paths.
    """
    del project
    return {}
