"""Notebooks as bytes, and a project for them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jupyter_mlops.modules.model import Finding, Plan
from jupyter_mlops.modules.plan import plan_export
from jupyter_mlops.modules.project import ModuleProject

PROJECT = ModuleProject(root=Path("nowhere"), package="pkg", source="src")


def code(source: str, *tags: str) -> dict[str, Any]:
    """A cell of code."""
    metadata = {"tags": list(tags)} if tags else {}
    return {
        "cell_type": "code",
        "metadata": metadata,
        "source": source,
        "execution_count": None,
        "outputs": [],
    }


def notebook(*cells: str | dict[str, Any], **metadata: Any) -> bytes:
    """A notebook whose cells have the ids `c0`, `c1`, … unless they have their own."""
    made = [code(cell) if isinstance(cell, str) else cell for cell in cells]
    named = [{"id": f"c{index}", **cell} for index, cell in enumerate(made)]
    content = {"cells": named, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content).encode()


def plan_of(project: ModuleProject = PROJECT, /, **notebooks: bytes) -> Plan:
    """The plan of notebooks, by name without `.ipynb`."""
    return plan_export(project, {f"{name}.ipynb": data for name, data in notebooks.items()})


def texts_of(plan: Plan) -> dict[str, list[str]]:
    """The cells' texts of each module."""
    return {module.name: [cell.text for cell in module.cells] for module in plan.modules}


def places_of(found: tuple[Finding, ...]) -> list[tuple[str, str, str, int, int]]:
    """Severity, code, notebook, cell and line of each finding."""
    return [
        (each.severity, each.code, each.notebook.removesuffix(".ipynb"), each.index, each.line)
        for each in found
    ]
