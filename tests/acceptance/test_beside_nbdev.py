"""Projects of nbdev, exported by nbdev itself and by us: the same code, the same `__all__`."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.modules.find import find_notebooks
from jupyter_mlops.modules.plan import plan_export
from jupyter_mlops.modules.project import read_project
from jupyter_mlops.modules.text.build import build_modules
from tests.acceptance.nbdev_notebooks import NOTEBOOKS

_needs_nbdev = pytest.mark.skipif(find_spec("nbdev") is None, reason="needs nbdev")

_PYPROJECT = """
[project]
name = "some-lib"
version = "1.2.0"

[project.urls]
Documentation = "{url}"

[tool.nbdev]
lib_path = "{library}"
nbs_path = "{notebooks}"
"""

_INI = """
[DEFAULT]
repo = some-lib
lib_name = %(repo)s
version = 1.2.0
lib_path = {library}
nbs_path = {notebooks}
recursive = True
"""


def _notebook(sources: list[str]) -> dict[str, Any]:
    cells: list[dict[str, Any]] = []
    for number, source in enumerate(sources):
        markdown = source.startswith("md:")
        cell: dict[str, Any] = {
            "cell_type": "markdown" if markdown else "code",
            "id": f"cell{number}",
            "metadata": {},
            "source": source.removeprefix("md:").splitlines(keepends=True),
        }
        cells.append(cell if markdown else {**cell, "execution_count": None, "outputs": []})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _make_project(
    root: Path, settings: dict[str, str], notebooks: dict[str, list[str]], folder: str
) -> None:
    for name, text in settings.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for path, sources in notebooks.items():
        file = root / folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(_notebook(sources)), encoding="utf-8")


def _by_nbdev(root: Path, library: str) -> dict[str, str]:
    command = [sys.executable, "-W", "ignore", "-c"]
    command += ["from nbdev.doclinks import nbdev_export; nbdev_export()"]
    subprocess.run(command, cwd=root, check=True, timeout=300)
    return {
        file.relative_to(root).as_posix(): file.read_text(encoding="utf-8")
        for file in (root / library).rglob("*.py")
        if file.name not in ("__init__.py", "_modidx.py")
    }


def _by_us(root: Path) -> dict[str, str]:
    project = read_project(root)
    notebooks = {path: file.read_bytes() for path, file in find_notebooks(project).items()}
    plan = plan_export(project, notebooks)
    assert [found for found in plan.findings if found.severity == "error"] == []
    return build_modules(plan.modules, project)


def _code(text: str) -> str:
    return ast.dump(ast.parse(text), indent=1)


def _without_docstring(text: str) -> str:
    tree = ast.parse(text)
    body = tree.body[1:] if ast.get_docstring(tree) is not None else tree.body
    return ast.dump(ast.Module(body, []), indent=1)


@_needs_nbdev
@pytest.mark.parametrize(
    ("library", "notebooks", "url"),
    [
        ("some_lib", "nbs", "https://docs.example.com/lib/"),
        ("some_lib", "nbs", "https://docs.example.com"),
        ("some_lib", ".", ""),
        ("src/some_lib", "notebooks", ""),
    ],
)
def test_a_project_of_nbdev_gets_the_modules_that_nbdev_makes(
    tmp_path: Path, library: str, notebooks: str, url: str
) -> None:
    values = {"library": library, "notebooks": notebooks, "url": url}
    settings = {"pyproject.toml": _PYPROJECT.format(**values)}
    _make_project(tmp_path, settings, NOTEBOOKS, notebooks)
    ours = _by_us(tmp_path)
    theirs = _by_nbdev(tmp_path, library)
    assert set(ours) == set(theirs)
    for file, text in theirs.items():
        assert _code(ours[file]) == _code(text), file


@_needs_nbdev
def test_settings_of_nbdev_2_count_as_those_of_nbdev_3(tmp_path: Path) -> None:
    values = {"library": "some_lib", "notebooks": "nbs", "url": ""}
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    _make_project(theirs, {"pyproject.toml": _PYPROJECT.format(**values)}, NOTEBOOKS, "nbs")
    _make_project(ours, {"settings.ini": _INI.format(**values)}, NOTEBOOKS, "nbs")
    made = _by_us(ours)
    for file, text in _by_nbdev(theirs, "some_lib").items():
        assert _without_docstring(made[file]) == _without_docstring(text), file
    # nbdev 2 takes one line, and has no other parts.
    assert ast.get_docstring(ast.parse(made["some_lib/core.py"])) == "What the others"


#: A cell's marker as nbdev writes it: the notebook, seen from the module, and the cell.
_MARKER = re.compile(r"^# %% (\S+\.ipynb)(?: #?([\w-]+))?$")


def _shipped() -> list[Any]:
    """The modules of installed packages that were made of notebooks."""
    found = []
    for package in ("nbdev", "fastcore", "execnb", "ghapi"):
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            for file in sorted(Path(folder).glob("*.py")):
                text = file.read_text(encoding="utf-8")
                if "# AUTOGENERATED" in text and _notebook_of(text):
                    found.append(pytest.param(package, file, id=f"{package}.{file.stem}"))
    return found


def _notebook_of(text: str) -> str:
    found = [match for line in text.split("\n") if (match := _MARKER.match(line))]
    return found[0][1] if found else ""


def _cells_of(text: str) -> list[str]:
    """The exported cells that a module of nbdev was made of."""
    cells: list[list[str]] = []
    inside = False
    for line in text.split("\n"):
        if line.startswith("# %% "):
            inside = bool(_MARKER.match(line))
            if inside:
                cells.append([])
        elif inside:
            cells[-1].append(line)
    return ["\n".join(lines).rstrip() for lines in cells]


@pytest.mark.parametrize(("package", "file"), _shipped())
def test_notebooks_of_installed_packages_give_the_modules_that_they_ship(
    tmp_path: Path, package: str, file: Path
) -> None:
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    docstring = ast.get_docstring(tree, clean=False) or ""
    summary, _, url = docstring.partition("\n\nDocs: ")
    url, _, page = url.rpartition("/")
    sources = [f"#| default_exp {file.stem}"]
    if docstring:
        title, *more = summary.split("\n\n")
        quotation = "\n".join(f"> {line}" for line in title.split("\n"))
        sources += [f"md:# Title\n\n{quotation}"]
        sources += ["\n\n".join(["md:#| export\n" + more[0], *more[1:]])] if more else []
    sources += [f"#| export\n{cell}" for cell in _cells_of(text)]
    pages = f"{url}/" if url else ""
    values = {"library": package, "notebooks": "nbs", "url": pages}
    settings = {"pyproject.toml": _PYPROJECT.format(**values)}
    name = f"{page.partition('.')[0] or file.stem}.ipynb"
    _make_project(tmp_path, settings, {name: sources}, "nbs")
    made = _by_us(tmp_path)[f"{package}/{file.stem}.py"]
    assert _code(made) == _code(text)
