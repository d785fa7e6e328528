"""Modules written from cells, and what is held back."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from jupyter_mlops.errors import NotFoundError
from tests.services.module_projects import FIT, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "lab")


def test_a_module_can_be_imported(project: Project) -> None:
    project.notebook("notebooks/train.ipynb", (FIT, "export"), "fit([1])", ("K = 2", "export:a.b"))

    done = project.export()

    assert (done.written, done.held_back, done.unchanged) == (("a.b", "train"), (), 0)
    code = "from lab.train import fit; from lab.a.b import K; print(fit([K, 3]))"
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=project.root / "src",
        capture_output=True,
        check=True,
    )
    assert ran.stdout == b"5\n"
    assert project.states() == {"a.b": "in_step", "train": "in_step"}
    assert {each.version for each in project.status().modules} == {"1.2.0"}


def test_what_is_in_step_is_not_touched(project: Project) -> None:
    project.exported(FIT)
    project.exported("X = 1", name="other.ipynb")
    project.export()
    for name in ("train", "other"):
        os.utime(project.module(name), ns=(1, 1))
    project.exported("X = 2", name="other.ipynb")

    done = project.export()

    assert (done.written, done.unchanged) == (("other",), 1)
    assert project.module("train").stat().st_mtime_ns == 1
    assert project.module("other").stat().st_mtime_ns > 1
    again = project.export()
    assert (again.written, again.unchanged) == ((), 2)


def test_the_same_notebooks_give_the_same_bytes(project: Project, tmp_path: Path) -> None:
    other = Project(tmp_path / "elsewhere")
    for each in (project, other):
        each.exported(FIT, "import os\nX = os.sep")
        each.export()
    assert project.module().read_bytes() == other.module().read_bytes()


def test_an_edited_module_is_held_back_and_others_are_written(project: Project) -> None:
    project.exported(FIT)
    project.exported("X = 1", name="other.ipynb")
    project.export()
    project.edit("sum(values)", "sum(values) / 2")
    edited = project.module().read_bytes()
    project.exported(FIT, "Y = 1")
    project.exported("X = 2", name="other.ipynb")

    done = project.export()

    assert (done.written, done.held_back) == (("other",), ("train",))
    assert project.module().read_bytes() == edited


def test_an_edit_is_kept_where_nobody_knows_what_was_exported(project: Project) -> None:
    project.exported(FIT)
    project.export()
    digest = re.findall(r"module (\w{16})", project.module().read_text())[0]
    project.edit(digest, "0" * 16)  # as of another machine, which formats otherwise
    project.edit("sum(values)", "sum(values) / 2")
    edited = project.module().read_bytes()
    for kept in (project.home.root / "exports").rglob("*.py"):
        kept.unlink()

    done = project.export()

    assert done.held_back == ("train",)
    assert project.module().read_bytes() == edited
    assert project.states() == {"train": "module_ahead"}
    project.exported(FIT.replace("sum", "max"))
    assert project.export().held_back == ("train",)
    assert project.states() == {"train": "conflict"}
    assert project.module().read_bytes() == edited


def test_consent_replaces_an_edited_module_and_keeps_what_it_was(project: Project) -> None:
    project.exported(FIT)
    project.export()
    project.edit("sum(values)", "sum(values) / 2")

    done = project.export(replace=("train",))

    assert done.written == ("train",)
    assert "/ 2" not in project.module().read_text()
    kept = [file.read_text() for file in (project.home.root / "exports").rglob("*.py")]
    assert any("sum(values) / 2" in text for text in kept)


def test_a_hand_written_module_is_replaced_only_with_consent(project: Project) -> None:
    project.exported(FIT)
    project.module().parent.mkdir(parents=True)
    project.module().write_text("mine = 1\n")

    refused = project.export()

    assert refused.held_back == ("train",)
    assert project.module().read_text() == "mine = 1\n"
    assert project.states() == {"train": "foreign"}
    codes = [each.code for each in project.status().modules[0].findings]
    assert codes == ["foreign_module"]
    done = project.export(replace=("train",))
    assert (done.written, done.held_back) == (("train",), ())
    assert done.status.modules[0].findings == ()
    assert "def fit" in project.module().read_text()
    kept = [file.read_text() for file in (project.home.root / "exports").rglob("*.py")]
    assert "mine = 1\n" in kept


def test_an_empty_file_is_nobodys_work(project: Project) -> None:
    project.notebook("init.ipynb", ("X = 1", "export:__init__"), (FIT, "export:a.b"))
    project.module("__init__").parent.mkdir(parents=True)
    project.module("__init__").write_bytes(b"")

    assert project.export().written == ("__init__", "a.b")

    assert "X = 1" in project.module("__init__").read_text()
    assert project.module("a.__init__").read_bytes() == b""
    project.module("a.__init__").write_text("mine = 1\n")
    project.notebook("init.ipynb", ("X = 1", "export:__init__"), (FIT + "\n", "export:a.b"))
    project.export()
    assert project.module("a.__init__").read_text() == "mine = 1\n"


def test_an_error_in_a_cell_keeps_its_module_alone(project: Project) -> None:
    project.exported(FIT)
    project.export()
    before = project.module().read_bytes()
    project.exported(FIT, "def broken(:\n    pass")
    project.exported("X = 1", name="other.ipynb")

    done = project.export()

    assert (done.written, done.held_back) == (("other",), ("train",))
    assert project.module().read_bytes() == before
    finding = project.status().modules[1].findings[0]
    assert (finding.code, finding.notebook, finding.index) == ("syntax", "train.ipynb", 1)
    assert finding.line == 1


def test_what_only_a_whole_module_shows_is_told_with_cell_and_line(project: Project) -> None:
    project.notebook("train.ipynb", (FIT, "export"), ("def f():\n    x = 1\n    break", "export"))

    done = project.export()

    assert (done.written, done.held_back) == ((), ("train",))
    (finding,) = [each for each in done.findings if each.code == "syntax"]
    assert (finding.notebook, finding.index, finding.line) == ("train.ipynb", 1, 3)


def test_a_notebook_that_cannot_be_read_takes_nothing_from_its_modules(project: Project) -> None:
    file = project.exported(FIT)
    project.export()
    before = project.module().read_bytes()
    file.write_text("<<<<<<< ours\n{}")

    done = project.export()

    assert done.held_back == ("train",)
    assert project.module().read_bytes() == before
    assert project.states() == {"train": "blocked"}


def test_a_module_without_cells_is_removed_if_nobody_has_edited_it(project: Project) -> None:
    for name in ("train.ipynb", "other.ipynb"):
        project.exported(FIT, name=name)
    project.export()
    project.edit("sum", "max", name="other")
    for name in ("train.ipynb", "other.ipynb"):
        project.notebook(name, FIT)
    assert project.states() == {"train": "orphaned", "other": "asks"}
    assert [each.notebooks for each in project.status().modules] == [
        ("other.ipynb",),
        ("train.ipynb",),
    ]
    assert [each.deleted_in for each in project.status().modules[0].questions] == ["notebook"]

    done = project.export()

    assert (done.removed, done.held_back) == (("train",), ("other",))
    assert not project.module().exists()
    assert project.module("other").exists()
    assert [module.name for module in done.status.modules] == ["other"]
    assert project.export(replace=("other",)).removed == ("other",)


def test_only_what_was_asked_for_is_written(project: Project) -> None:
    for name in ("a.ipynb", "deep/b.ipynb", "deep/c.ipynb"):
        project.exported(FIT, name=name)

    assert project.export(modules=("a",)).written == ("a",)
    assert project.export(within=(project.root / "deep" / "b.ipynb",)).written == ("b",)
    assert project.export(within=(project.root / "deep",)).written == ("c",)
    with pytest.raises(NotFoundError, match="'d'"):
        project.export(modules=("d",))


def test_projects_below_are_their_own(project: Project) -> None:
    below = Project(project.root / "libs" / "other")
    below.exported(FIT, name="inner.ipynb")
    repository = Project(project.root / "checkout", pyproject=None)
    repository.exported(FIT, name="cloned.ipynb")
    (repository.root / ".git").mkdir()
    project.exported(FIT)

    assert project.export().written == ("train",)
    assert below.export().written == ("inner",)


def test_a_check_writes_nothing(project: Project) -> None:
    project.exported(FIT)

    done = project.export(check=True)

    assert done.written == ("train",)
    assert not project.module().exists()
    assert project.states() == {"train": "new"}


def test_a_folder_that_is_no_project_becomes_one(tmp_path: Path) -> None:
    project = Project(tmp_path / "lab", pyproject=None)
    project.notebook("train.ipynb", FIT)
    assert not project.export().made_project
    file = project.root / "pyproject.toml"
    assert not file.exists()
    project.exported(FIT, "import json, pytest, nowhere\nfrom . import other\nimport lab.other")

    done = project.export()

    assert done.made_project
    assert "# version 0.1.0 " in project.module().read_text()
    assert 'dependencies = ["pytest"]\n' in file.read_text()
    assert not project.export().made_project


def test_a_read_only_file_is_left_alone(project: Project) -> None:
    project.exported(FIT)
    project.export()
    project.module().chmod(0o444)
    project.exported(FIT, "X = 1")

    done = project.export()

    assert done.held_back == ("train",)
    module = project.status().modules[0]
    assert (module.state, [each.code for each in module.findings]) == ("blocked", ["read_only"])


def test_a_module_outside_of_the_project_is_not_written(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    project.module().parent.parent.mkdir()
    project.module().parent.symlink_to(outside)
    project.exported(FIT)

    done = project.export()

    assert done.held_back == ("train",)
    assert list(outside.iterdir()) == []
    assert done.status.modules[0].findings[0].code == "target_outside"


def test_the_targets_of_a_notebook_begin_with_its_own(project: Project) -> None:
    project.notebook("01_prepare data.ipynb", ("X = 1", "export:a"), ("Y = 1", "export"))
    project.notebook("plain.ipynb", "1")

    assert project.status("01_prepare data.ipynb").targets == ("prepare_data", "a")
    assert project.status("plain.ipynb").targets == ("plain",)
    assert project.status("pyproject.toml").targets == ()


def test_half_a_character_and_circles_of_links_are_told(project: Project) -> None:
    file = project.exported("x = 1")
    file.write_text(file.read_text().replace("x = 1", 'x = \\"\\ud800\\"'))
    project.exported(FIT, name="other.ipynb")
    project.module("other").parent.mkdir(parents=True)
    project.module("other").symlink_to("other.py")

    done = project.export()

    assert done.held_back == ("other", "train")
    assert [each.code for each in done.findings] == ["unreadable", "syntax"]


def test_cells_that_are_no_module_together_are_told_with_cell(project: Project) -> None:
    project.exported("x = 1", "global x\nx = 2")

    done = project.export()

    assert done.held_back == ("train",)
    finding = done.findings[-1]
    assert (finding.code, finding.notebook, finding.index) == ("syntax", "train.ipynb", 1)
    assert not project.module().exists()


def test_what_was_not_asked_for_is_not_told(project: Project) -> None:
    project.exported(FIT)
    project.exported("def broken(:", name="other.ipynb")
    project.notebook("far/out.ipynb", ("x = 1", "export:../../out"))

    assert project.export(modules=("train",)).findings == ()
    assert project.export(within=(project.root / "train.ipynb",)).findings == ()
    codes = {each.code for each in project.export().findings}
    assert codes == {"syntax", "target_outside"}
