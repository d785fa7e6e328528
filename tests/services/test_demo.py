from __future__ import annotations

import ast
import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest

from jupyter_mlops.errors import ConflictError, StorageError, UnavailableError
from jupyter_mlops.services.demo import DemoProject, create_demo

# The project takes as long to make as a hundred other tests: one process makes it, once.
pytestmark = pytest.mark.xdist_group("demo")

NAMES = ("prepare.ipynb", "train.ipynb", "report.ipynb")
METRICS_MIME = "application/vnd.jupyter-mlops.metrics+json"


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> DemoProject:
    return create_demo(
        tmp_path_factory.mktemp("base") / "neu & größer" / "demo", progress=lines.append
    )


def git(demo: DemoProject, *arguments: str) -> str:
    command = ["git", "-C", str(demo.directory), *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def revisions(demo: DemoProject, name: str) -> list[Any]:
    """The notebook as of each commit that changed it, oldest first."""
    commits = git(demo, "log", "--reverse", "--format=%H", "--", name).split()
    return [_parse(git(demo, "show", f"{commit}:{name}")) for commit in commits]


def _parse(text: str) -> Any:
    return nbformat.reads(text, 4)


def outputs(notebook: Any, mime: str) -> list[Any]:
    return [
        output["data"][mime]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if mime in output.get("data", {})
    ]


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def order(notebook: Any) -> list[str]:
    return [cell.id for cell in notebook.cells]


def test_it_is_a_git_repository_with_nothing_to_commit(demo: DemoProject) -> None:
    assert git(demo, "status", "--porcelain=v2", "--branch").splitlines()[1:] == [
        "# branch.head main"
    ]
    assert {".gitignore", "README.md", "requirements.txt", "data/train.csv", *NAMES} <= set(
        git(demo, "ls-files").split()
    )


def test_it_says_what_was_made(demo: DemoProject, lines: list[str]) -> None:
    assert demo.notebooks == tuple(demo.directory / name for name in NAMES)
    assert all(notebook.is_file() for notebook in demo.notebooks)
    assert demo.commits == int(git(demo, "rev-list", "--count", "HEAD"))
    assert lines[-1] == f"committed {demo.commits} times"
    assert any("train.ipynb" in line for line in lines)


def test_nothing_else_is_left_beside_it(demo: DemoProject) -> None:
    assert names(demo.directory.parent) == ["demo"]
    assert names(demo.directory.parent.parent) == [demo.directory.parent.name]


def test_it_has_a_past_of_several_commits(demo: DemoProject) -> None:
    dates = git(demo, "log", "--reverse", "--format=%at").split()
    assert len(dates) >= 5
    assert dates == sorted(set(dates))
    assert len(set(git(demo, "log", "--format=%s").splitlines())) == len(dates)


@pytest.mark.parametrize("name", NAMES)
def test_each_version_is_a_valid_small_notebook_that_was_run(demo: DemoProject, name: str) -> None:
    versions = revisions(demo, name)
    assert len(versions) >= 2
    for notebook in versions:
        nbformat.validate(notebook)
        assert len(json.dumps(notebook)) < 100_000
        assert notebook.metadata.kernelspec.name == "python3"
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
        assert outputs(notebook, "text/html"), "a DataFrame"


@pytest.mark.parametrize("name", NAMES)
def test_notebooks_have_plots_and_tell_nothing_of_the_machine(demo: DemoProject, name: str) -> None:
    notebook = revisions(demo, name)[-1]
    assert outputs(notebook, "image/png")
    text = json.dumps(notebook, ensure_ascii=False)
    assert str(demo.directory.parent.parent) not in text
    assert sys.prefix not in text
    assert "papermill" not in text
    assert '"stderr"' not in text


def test_cells_are_added_removed_edited_and_moved(demo: DemoProject) -> None:
    added = removed = edited = moved = False
    for old, new in pairwise(revisions(demo, "train.ipynb")):
        before, after = order(old), order(new)
        added |= bool(set(after) - set(before))
        removed |= bool(set(before) - set(after))
        kept = set(before) & set(after)
        moved |= [i for i in before if i in kept] != [i for i in after if i in kept]
        sources = {cell.id: cell.source for cell in old.cells}
        edited |= any(sources[cell.id] != cell.source for cell in new.cells if cell.id in kept)
    assert (added, removed, edited, moved) == (True, True, True, True)


def test_a_report_is_run_again_with_other_outputs_and_the_same_source(demo: DemoProject) -> None:
    first, second = revisions(demo, "report.ipynb")
    assert [cell.source for cell in first.cells] == [cell.source for cell in second.cells]
    assert outputs(first, "text/html") != outputs(second, "text/html")


def test_training_has_a_parameter_of_each_kind(demo: DemoProject) -> None:
    notebook = revisions(demo, "train.ipynb")[-1]
    (cell,) = (
        cell for cell in notebook.cells if "parameters" in cell.get("metadata", {}).get("tags", ())
    )
    kinds = [
        type(ast.literal_eval(statement.value))
        for statement in ast.parse(cell.source).body
        if isinstance(statement, ast.AnnAssign) and statement.value
    ]
    assert kinds == [str, float, int, bool, list, type(None)]
    assert all("  # " in line for line in cell.source.splitlines()), "each says what it does"


def test_training_has_cells_to_watch_and_functions_to_export(demo: DemoProject) -> None:
    notebook = revisions(demo, "train.ipynb")[-1]
    assert sum(cell.cell_type == "code" for cell in notebook.cells) >= 8
    exported = [cell for cell in notebook.cells if "export" in cell.metadata.get("tags", ())]
    assert sum(cell.source.startswith("def ") for cell in exported) >= 3
    assert any("test" in cell.metadata.get("tags", ()) for cell in notebook.cells)


def test_metrics_are_shown_told_and_written(demo: DemoProject) -> None:
    metrics = json.loads((demo.directory / "artifacts" / "metrics.json").read_text())
    assert {"rmse", "r2"} <= set(metrics)
    printed = json.dumps(revisions(demo, "train.ipynb")[-1])
    assert f"rmse {metrics['rmse']}, r2 {metrics['r2']}" in printed
    (told,) = outputs(revisions(demo, "train.ipynb")[-1], METRICS_MIME)
    assert told == {name: metrics[name] for name in ("rmse", "r2")}


def test_a_fresh_clone_runs_from_training_on_and_stays_clean(
    demo: DemoProject, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    git(demo, "clone", "--quiet", str(demo.directory), str(clone))
    # Training first: it needs nothing but what is committed. Preparing writes the same data again.
    for name in ("train.ipynb", "report.ipynb", "prepare.ipynb"):
        subprocess.run(
            [sys.executable, "-m", "jupyter", "execute", name],
            cwd=clone,
            check=True,
            capture_output=True,
        )
    status = subprocess.run(
        ["git", "status", "--short"], cwd=clone, check=True, capture_output=True
    )
    assert status.stdout == b""
    metrics = Path("artifacts", "metrics.json")
    assert (clone / metrics).read_text() == (demo.directory / metrics).read_text()


def test_a_folder_with_something_in_it_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ConflictError, match="not an empty folder"):
        create_demo(tmp_path, progress=print)
    assert names(tmp_path) == ["mine.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("mine")
    with pytest.raises(ConflictError):
        create_demo(file, progress=print)
    with pytest.raises(StorageError):
        create_demo(file / "demo", progress=print)
    assert file.read_text() == "mine"


def test_a_library_that_is_not_installed_is_named_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(UnavailableError, match="sklearn") as caught:
        create_demo(tmp_path / "demo", progress=print)
    assert caught.value.hint == 'pip install "jupyter-mlops[demo]"'
    assert not names(tmp_path)


def test_a_kernel_that_lacks_a_library_is_told_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = tmp_path / "share" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "sklearn.py").write_text("raise ModuleNotFoundError('no sklearn here')")
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": command, "display_name": "Other", "env": {"PYTHONPATH": str(kernel)}}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "share"))
    place = tmp_path / "place"
    place.mkdir()
    with pytest.raises(UnavailableError, match="no sklearn here"):
        create_demo(place / "demo", progress=print)
    assert not names(place)
