"""Marks of nbdev 1, which are comments without a bar, and say nothing any more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jupyter_mlops.modules.model import Finding
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.modules.readings import NotebookReading

_DEFAULT = re.compile(r"^[ \t]*#[ \t]*default_exp[ \t]+\S+[ \t]*$", re.MULTILINE)


def find_older_marks(
    project: ModuleProject, readings: Mapping[str, NotebookReading]
) -> Iterator[Finding]:
    """Yields the notebooks of an nbdev project that name their module as nbdev 1 has it.

    Args:
        project: The project.
        readings: What its notebooks say, by path.
    """
    if not project.nbdev:
        return
    for notebook, reading in readings.items():
        if reading.default_module:
            continue
        for cell in reading.cells:
            found = _DEFAULT.search(cell.source)
            if found:
                yield Finding(
                    severity="warning",
                    code="target",
                    message=f"{found[0].strip()} is a mark of nbdev 1, and exports nothing",
                    hint="run nbdev-migrate, or write #| default_exp and #| export, with the bar",
                    notebook=notebook,
                    cell=cell.id,
                    index=cell.index,
                    line=cell.source.count("\n", 0, found.start()) + 1,
                )
                break
