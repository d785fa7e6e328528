"""Modules as payloads: files become contents paths."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.modules.model import (
    CellKey,
    Finding,
    ModuleCellChange,
    ModuleStatus,
    Question,
)
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.server.module_replies import modules_reply, project_path
from jupyter_mlops.server.paths import Root
from jupyter_mlops.services.module_status import ProjectStatus

KEY = CellKey(notebook="notebooks/train.ipynb", cell="a1")
MODULE = ModuleStatus(
    name="features",
    file="src/lab/features.py",
    state="asks",
    notebooks=("notebooks/train.ipynb",),
    version="1.2.0",
    changes=(
        ModuleCellChange(
            change="module_edited", key=KEY, index=2, title="def fit():", module_line=7, module="x"
        ),
    ),
    questions=(
        Question(
            module="features",
            key=KEY,
            deleted_in="module",
            names=("fit",),
            edited=False,
            answers=("delete", "keep"),
        ),
    ),
    findings=(
        Finding(
            severity="warning",
            code="undefined_name",
            message="`np` is not defined",
            module="features",
            notebook="notebooks/train.ipynb",
            cell="a1",
            index=2,
            line=3,
        ),
    ),
)


def status_in(folder: Path) -> ProjectStatus:
    return ProjectStatus(
        project=ModuleProject(root=folder, package="lab", source="src", version="1.2.0"),
        notebooks=1,
        modules=(MODULE,),
        findings=(
            Finding(severity="error", code="unreadable", message=f"{folder / 'a.ipynb'} is broken"),
        ),
        targets=("train", "features"),
        can_release=True,
    )


def test_a_project_below_the_root_has_contents_paths(tmp_path: Path) -> None:
    reply = modules_reply(status_in(tmp_path / "lab"), Root(tmp_path))

    assert (reply.project, reply.name, reply.package) == ("lab", "lab", "lab")
    assert (reply.targets, reply.can_release) == (["train", "features"], True)
    assert reply.findings[0].message == "lab/a.ipynb is broken"
    module = reply.modules[0]
    assert (module.path, module.import_name) == ("lab/src/lab/features.py", "lab.features")
    assert module.notebooks == ["lab/notebooks/train.ipynb"]
    change = module.changes[0]
    assert (change.notebook, change.source) == ("lab/notebooks/train.ipynb", KEY.notebook)
    assert (change.index, change.module_line, change.base, change.module_text) == (2, 7, None, "x")
    assert (module.questions[0].source, module.questions[0].cell) == (KEY.notebook, "a1")
    assert (module.findings[0].index, module.findings[0].line) == (2, 3)


def test_what_lies_above_the_root_has_none(tmp_path: Path) -> None:
    reply = modules_reply(status_in(tmp_path), Root(tmp_path / "notebooks"))

    assert reply.project is None
    module = reply.modules[0]
    assert module.path is None
    assert module.notebooks == ["train.ipynb"]
    assert module.changes[0].notebook == "train.ipynb"
    assert reply.findings[0].notebook is None
    assert reply.findings[0].index is None


def test_the_root_itself_is_an_empty_path(tmp_path: Path) -> None:
    assert project_path(Root(tmp_path), tmp_path) == ""
