from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_mlops.modules.find import find_notebooks
from jupyter_mlops.modules.nbdev_config import NbdevConfig
from jupyter_mlops.modules.project import ModuleProject


def _found(root: Path, files: list[str], **changes: object) -> list[str]:
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    project = replace(ModuleProject(root=root, package="pkg", source="src"), **changes)
    return list(find_notebooks(project))


def test_notebooks_come_by_path_from_anywhere_in_the_project(tmp_path: Path) -> None:
    files = ["b.ipynb", "a/z.ipynb", "a/b/c.ipynb", "a/readme.md", "A.ipynb"]
    assert _found(tmp_path, files) == ["A.ipynb", "a/b/c.ipynb", "a/z.ipynb", "b.ipynb"]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden/a.ipynb",
        ".a.ipynb",
        "nbs/.ipynb_checkpoints/a-checkpoint.ipynb",
        "node_modules/x/a.ipynb",
        "env/lib/python3/site-packages/x/a.ipynb",
        "nbs/runs/a-2026.ipynb",
        "runs/a.ipynb",
        "build/a.ipynb",
        "a\nb.ipynb",
    ],
)
def test_what_nobody_wrote_here_is_left_out(tmp_path: Path, name: str) -> None:
    assert _found(tmp_path, [name, "a.ipynb"]) == ["a.ipynb"]


@pytest.mark.parametrize("sign", ["pyvenv.cfg", "conda-meta/history"])
def test_environments_are_left_out_whatever_they_are_called(tmp_path: Path, sign: str) -> None:
    assert _found(tmp_path, [f"work/{sign}", "work/share/a.ipynb", "a.ipynb"]) == ["a.ipynb"]


def test_the_folder_of_runs_is_the_one_of_the_settings(tmp_path: Path) -> None:
    text = '[tool.jupyter-mlops.run]\noutput-folder = "out"\n'
    (tmp_path / "pyproject.toml").write_text(text)
    assert _found(tmp_path, ["nbs/out/a.ipynb", "runs/b.ipynb"]) == ["runs/b.ipynb"]


@pytest.mark.parametrize(
    ("patterns", "found"),
    [
        (("nbs",), ["nbs/a.ipynb", "nbs/deep/b.ipynb"]),
        (("./nbs/",), ["nbs/a.ipynb", "nbs/deep/b.ipynb"]),
        (("nbs/a.ipynb",), ["nbs/a.ipynb"]),
        (("other", "nbs/deep"), ["nbs/deep/b.ipynb", "other/c.ipynb"]),
        (("*/?.ipynb",), ["nbs/a.ipynb", "nbs/deep/b.ipynb", "other/c.ipynb"]),
        (("nbs/d*",), ["nbs/deep/b.ipynb"]),
        (("missing",), []),
        (("../elsewhere", "/usr"), []),
    ],
)
def test_settings_say_where_notebooks_are(
    tmp_path: Path, patterns: tuple[str, ...], found: list[str]
) -> None:
    files = ["nbs/a.ipynb", "nbs/deep/b.ipynb", "other/c.ipynb"]
    assert _found(tmp_path, files, notebooks=patterns) == found


def test_nbdev_leaves_out_what_begins_with_an_underscore(tmp_path: Path) -> None:
    files = ["nbs/a.ipynb", "nbs/_b.ipynb", "nbs/_c/d.ipynb", "nbs/deep/e.ipynb"]
    config = NbdevConfig(library="pkg")
    given = {"notebooks": ("nbs",), "nbdev_config": config}
    assert _found(tmp_path, files, **given) == ["nbs/a.ipynb", "nbs/deep/e.ipynb"]
    given["nbdev_config"] = replace(config, recursive=False)
    assert _found(tmp_path, files, **given) == ["nbs/a.ipynb"]


def test_nbdev_takes_folders_among_the_notebooks_whatever_they_are_called(tmp_path: Path) -> None:
    files = ["build/a.ipynb", "nbs/build/b.ipynb", "nbs/dist/deep/c.ipynb"]
    config = NbdevConfig(library="pkg")
    assert _found(tmp_path, files, notebooks=("nbs",), nbdev_config=config) == files[1:]
    assert _found(tmp_path, files, nbdev_config=config) == files[1:]
    assert _found(tmp_path, files) == []


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    assert _found(tmp_path, ["a.ipynb"]) == ["a.ipynb"]


def test_links_to_notebooks_count_if_they_stay_in_the_project(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "outside.ipynb").touch()
    (root / "out.ipynb").symlink_to(tmp_path / "outside.ipynb")
    (root / "in.ipynb").symlink_to(root / "a.ipynb")
    assert _found(root, ["a.ipynb"]) == ["a.ipynb", "in.ipynb"]
