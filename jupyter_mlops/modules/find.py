"""Which notebooks of a project may have cells to export."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.settings import read_settings

_SUFFIX = ".ipynb"
_NEVER = frozenset({"node_modules", "site-packages", "__pycache__"})
#: What packages are built into, where nobody has said which folders have notebooks.
_BUILT = frozenset({"build", "dist"})
#: Files that are in every environment, of venv and of conda.
_ENVIRONMENT = ("pyvenv.cfg", "conda-meta")
#: What makes a folder a project, as whoever asks for the project of a notebook has it.
_PROJECT = ("pyproject.toml", ".git")


def find_notebooks(project: ModuleProject) -> dict[str, Path]:
    """The notebooks that a project's modules are made of.

    Left out are hidden folders and files, checkpoints, environments, installed packages, the
    outputs of runs, what packages are built into, and other projects below this one; in nbdev
    projects, as there, also what begins with an underscore, but nothing for being called `build`
    or `dist` among the notebooks. Links to folders are not followed, nor those to notebooks outside
    of the project.

    Returns:
        The files by their path below the project, with `/`, in the order of these paths.
    """
    runs = read_settings(project.root).run.output_folder
    found: dict[str, Path] = {}
    for pattern in project.notebooks or (".",):
        for path in _matching(project, pattern, Path(runs).name):
            found[path] = project.root / path
    return dict(sorted(found.items()))


def _matching(project: ModuleProject, pattern: str, runs: str) -> Iterator[str]:
    """The notebooks that a folder, a file or a pattern means."""
    wanted = "/".join(part for part in pattern.split("/") if part not in ("", "."))
    if ".." in wanted.split("/") or pattern.startswith("/"):
        return
    file = project.root / wanted
    if wanted.endswith(_SUFFIX) and file.is_file():
        if not _leads_out(file, project):
            yield wanted
        return
    fixed = _without_wildcards(wanted)
    for path in _walk(project, fixed, runs):
        if fixed == wanted or fnmatch(path, wanted) or fnmatch(path, f"{wanted}/*"):
            yield path


def _without_wildcards(pattern: str) -> str:
    """The folders at a pattern's beginning that have no wildcard."""
    parts = pattern.split("/") if pattern else []
    count = next((n for n, part in enumerate(parts) if set(part) & set("*?[")), len(parts))
    return "/".join(parts[:count])


def _walk(project: ModuleProject, below: str, runs: str) -> Iterator[str]:
    """The notebooks below a folder of the project."""
    hidden = ("_", ".") if project.nbdev else (".",)
    config = project.nbdev_config
    try:
        with os.scandir(project.root / below) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    if below and any(entry.name in _ENVIRONMENT for entry in listed):
        return
    for entry in listed:
        path = f"{below}/{entry.name}" if below else entry.name
        # What cannot be printed cannot be named in a module's comments.
        if entry.name.startswith(hidden) or not entry.name.isprintable():
            continue
        if entry.is_dir(follow_symlinks=False):
            deeper = config is None or config.recursive
            never = _NEVER if below and config is not None else _NEVER | _BUILT
            wanted = entry.name not in never and entry.name != runs
            if deeper and wanted and not _is_project(entry.path):
                yield from _walk(project, path, runs)
        elif entry.name.endswith(_SUFFIX) and entry.is_file():
            leads_out = entry.is_symlink() and _leads_out(Path(entry.path), project)
            yield from () if leads_out else (path,)


def _is_project(folder: str) -> bool:
    """Whether a folder is a project of its own, whose notebooks export to its own package."""
    return any(Path(folder, name).exists() for name in _PROJECT)


def _leads_out(file: Path, project: ModuleProject) -> bool:
    return not file.resolve().is_relative_to(project.root.resolve())
