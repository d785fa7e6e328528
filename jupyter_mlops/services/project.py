"""Which project a notebook belongs to."""

from __future__ import annotations

from pathlib import Path

PYPROJECT = "pyproject.toml"


def project_of(folder: Path) -> Path:
    """The nearest folder upwards that is a repository or has a `pyproject.toml`, else `folder`."""
    for candidate in (folder, *folder.parents):
        if (candidate / PYPROJECT).is_file() or (candidate / ".git").exists():
            return candidate
    return folder
