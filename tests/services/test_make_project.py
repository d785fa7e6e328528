"""A `pyproject.toml` that is made once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.modules.project import read_project
from jupyter_mlops.services.make_project import make_project

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def test_a_folder_becomes_a_project_once(tmp_path: Path) -> None:
    folder = tmp_path / "Price model"
    folder.mkdir()

    assert make_project(read_project(folder))

    made = tomllib.loads((folder / "pyproject.toml").read_text())
    assert made["project"]["name"] == "price-model"
    assert made["project"]["version"] == "0.1.0"
    assert made["build-system"]["build-backend"] == "hatchling.build"
    wheel = made["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["src/price_model"]
    assert read_project(folder).package == "price_model"
    before = (folder / "pyproject.toml").read_bytes()
    assert not make_project(read_project(folder))
    assert (folder / "pyproject.toml").read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        "# mine\n[tool.ruff]\nline-length = 88",
        "[tool.jupyter-mlops.diff]\r\ntolerance = 1.0\r\n",
    ],
)
def test_what_a_file_holds_stays_as_it_is(tmp_path: Path, text: str) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_bytes(text.encode())

    assert make_project(read_project(tmp_path))

    made = file.read_bytes().decode()
    assert made.startswith(text)
    assert made.count("\r\n") in (0, made.count("\n"))
    assert tomllib.loads(made)["project"]["version"] == "0.1.0"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", '[project]\nname = "a"\n'),
        ("pyproject.toml", '[build-system]\nrequires = ["setuptools"]\n'),
        ("pyproject.toml", '[tool.poetry]\nname = "a"\n'),
        ("setup.py", ""),
        ("settings.ini", "[DEFAULT]\nlib_path = a\nlib_name = a\n"),
    ],
)
def test_who_builds_in_another_way_is_left_alone(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)

    assert not make_project(read_project(tmp_path))

    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == text


def test_a_name_that_no_index_takes_is_kept_for_imports(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(
        '[tool.jupyter-mlops.modules]\npackage = "größe"\n'.encode()
    )
    assert make_project(read_project(tmp_path))
    assert read_project(tmp_path).package == "größe"

    folder = tmp_path / "größe"
    folder.mkdir()
    assert make_project(read_project(folder))
    assert tomllib.loads((folder / "pyproject.toml").read_text())["project"]["name"] == "groe"
    assert read_project(folder).package == "größe"


def test_a_broken_file_is_not_made_worse(tmp_path: Path) -> None:
    project = read_project(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool")
    with pytest.raises(InvalidError, match="not TOML"):
        make_project(project)
    (tmp_path / "pyproject.toml").write_bytes(b"\xff")
    with pytest.raises(InvalidError, match="not UTF-8"):
        make_project(project)
