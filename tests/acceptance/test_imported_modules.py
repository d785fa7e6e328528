"""A run keeps which modules made of cells it has imported, and in which version."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.jobs.model import ImportedModule, Run, RunState
from jupyter_mlops.modules.text import build_modules, module_hash, split_header
from tests.jobs.builders import Project
from tests.modules.text.plans import plan
from tests.modules.text.plans import project as module_project


def _package(folder: Path) -> dict[str, str]:
    """A package with two exported modules, and one by hand; the modules' content by name."""
    (folder / "pkg").mkdir()
    (folder / "pkg" / "__init__.py").write_text("")
    (folder / "pkg" / "hand.py").write_text("# Exported by hand\n")
    contents = {}
    for name in ("features", "train"):
        (text,) = build_modules([plan("RATE = 1", name=name)], module_project()).values()
        (folder / "pkg" / f"{name}.py").write_text(text, encoding="utf-8")
        contents[name] = module_hash(split_header(text)[1])
    return contents


def _modules(run: Run) -> tuple[ImportedModule, ...]:
    assert run.environment is not None
    assert run.environment.packages
    return run.environment.modules


def test_a_run_names_the_modules_that_its_cells_imported(project: Project) -> None:
    contents = _package(project.folder)
    edited = project.folder / "pkg" / "train.py"
    edited.write_text(edited.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    run = project.run("import json, pkg.hand", "from pkg.features import RATE", "import pkg.train")

    assert run.state is RunState.SUCCEEDED, project.log(run)
    first, second = _modules(run)
    assert first == ImportedModule(
        name="pkg.features", version="1.2.0", edited=False, content=contents["features"]
    )
    assert (second.name, second.version, second.edited) == ("pkg.train", "1.2.0", True)
    assert second.content != contents["train"]


def test_a_run_that_fails_keeps_what_it_had_imported(project: Project) -> None:
    _package(project.folder)
    run = project.run("import pkg.train", "1 / 0")

    assert run.state is RunState.FAILED
    assert [module.name for module in _modules(run)] == ["pkg.train"]


def test_a_run_that_imports_none_has_none(project: Project) -> None:
    run = project.run("import json\nprint(1)")

    assert _modules(run) == ()
