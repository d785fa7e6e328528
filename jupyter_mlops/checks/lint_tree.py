"""Notebooks put where a linter finds them as it would find the project's own."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import NotebookInvalidError


def is_on_disk(subject: Subject) -> bool:
    """Whether the file has the cells that are to be judged; outputs don't matter."""
    try:
        data = subject.file.read_bytes()
    except OSError:
        return False
    if data == subject.data:
        return True
    there = Subject(subject.path, data, subject.file)
    try:
        return [(cell.kind, cell.source) for cell in there.cells] == [
            (cell.kind, cell.source) for cell in subject.cells
        ]
    except NotebookInvalidError:
        return False


def slim(subject: Subject) -> bytes:
    """A notebook of the same cells, without outputs and metadata; a linter reads it sooner."""
    nb = subject.document.nb
    cells: list[dict[str, Any]] = []
    for cell in subject.cells:
        made: dict[str, Any] = {"cell_type": cell.kind, "metadata": {}, "source": cell.source}
        if cell.kind == "code":
            made |= {"execution_count": None, "outputs": []}
        cells.append(made)
    metadata = nb.get("metadata")
    language = metadata.get("language_info") if isinstance(metadata, dict) else None
    rest = {"language_info": {"name": "python"} if language is None else language}
    return json.dumps(
        {"cells": cells, "metadata": rest, "nbformat": 4, "nbformat_minor": 4}
    ).encode()


def mirror(root: Path, into: Path, notebooks: Mapping[str, bytes]) -> dict[Path, str]:
    """Makes a copy of a project that has other notebooks: all else in it is a link.

    Args:
        root: The project.
        into: An empty folder.
        notebooks: By their paths below the project.

    Returns:
        The paths of the notebooks by where they now are.
    """
    made: dict[Path, str] = {}
    folders = {Path()}
    for path in notebooks:
        folders.update(Path(path).parents)
    for folder in sorted(folders):
        (into / folder).mkdir(exist_ok=True)
        _link_all(root / folder, into / folder, {into / each for each in folders})
    for path, data in notebooks.items():
        (into / path).write_bytes(data)
        made[into / path] = path
    return made


def _link_all(source: Path, into: Path, own: set[Path]) -> None:
    """Links folders and configurations, not notebooks, nor what has a folder of its own."""
    with suppress(OSError), os.scandir(source) as entries:
        for entry in entries:
            wanted = entry.is_dir() or entry.name.endswith((".toml", ".py", ".cfg", ".ini"))
            if wanted and into / entry.name not in own and entry.name != ".git":
                (into / entry.name).symlink_to(entry.path, target_is_directory=entry.is_dir())
