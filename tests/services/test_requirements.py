from __future__ import annotations

from jupyter_mlops.modules.model import CellKey, ExportedCell, ModulePlan, Plan
from jupyter_mlops.services.requirements import find_requirements, undeclared


def plan_of(text: str) -> Plan:
    key = CellKey(notebook="train.ipynb", cell="a")
    cell = ExportedCell(key=key, index=0, source=text, text=text, lines=(0,))
    return Plan(modules=(ModulePlan(name="train", file="src/prices/train.py", cells=(cell,)),))


def test_libraries_are_named_as_they_are_installed() -> None:
    plan = plan_of("import git, sqlalchemy, not_installed_here\nimport json")
    assert find_requirements(plan, "prices") == ("GitPython", "not_installed_here", "SQLAlchemy")


def test_what_a_project_declares_is_known_however_it_is_written() -> None:
    declared = ["gitpython>=3", "SQLAlchemy[asyncio] ~= 2.0; python_version > '3'", "what is this"]
    assert undeclared(("GitPython", "pandas", "SQLAlchemy"), declared) == ("pandas",)
