"""Plans of modules, made by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_mlops.modules.model import CellKey, ExportedCell, ModulePlan
from jupyter_mlops.modules.nbdev_config import NbdevConfig
from jupyter_mlops.modules.project import ModuleProject


def cell(
    text: str,
    name: str = "a1",
    *,
    notebook: str = "notebooks/train.ipynb",
    index: int = 0,
    public: bool = True,
) -> ExportedCell:
    return ExportedCell(
        key=CellKey(notebook=notebook, cell=name),
        index=index,
        source=text,
        text=text,
        lines=tuple(range(text.count("\n") + 1)),
        public=public,
    )


def plan(*cells: ExportedCell | str, name: str = "features", docstring: str = "") -> ModulePlan:
    made = [
        cell(one, f"c{at}", index=at) if isinstance(one, str) else one
        for at, one in enumerate(cells)
    ]
    return ModulePlan(
        name=name,
        file=f"src/pkg/{name.replace('.', '/')}.py",
        cells=tuple(made),
        docstring=docstring,
    )


def project(root: Path = Path("/nowhere"), **options: Any) -> ModuleProject:
    return ModuleProject(root=root, package="pkg", source="src", version="1.2.0", **options)


def nbdev_project(root: Path = Path("/nowhere"), **options: Any) -> ModuleProject:
    return project(
        root, hoist_imports=False, nbdev_config=NbdevConfig(library="src/pkg"), **options
    )
