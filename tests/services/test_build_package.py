from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.errors import BuildError, InvalidError
from jupyter_mlops.services import build_package as service
from jupyter_mlops.services.build_package import backend_is_here, build_package

PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "demo"
version = "1.0.0"
requires-python = ">=3.10"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "src/demo").mkdir(parents=True)
    (folder / "src/demo/__init__.py").write_text("")
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (tmp_path / "out").mkdir()
    return folder


def build(project: Path, version: str = "1.0.0", files: tuple[str, ...] = ()) -> list[str]:
    out = project.parent / "out"
    return [file.name for file in build_package(project, out, version=version, files=files)]


def test_a_second_build_gives_the_same_bytes(project: Path) -> None:
    out = project.parent / "out"
    built = build_package(project, out, version="1.0.0", epoch=1_700_000_000)
    before = [file.read_bytes() for file in built]
    for file in built:
        file.unlink()
    again = build_package(project, out, version="1.0.0", epoch=1_700_000_000)
    assert [file.read_bytes() for file in again] == before
    assert [file.name for file in again] == ["demo-1.0.0-py3-none-any.whl", "demo-1.0.0.tar.gz"]


def test_another_version_than_wanted_is_said(project: Path) -> None:
    with pytest.raises(BuildError, match=r"demo-1\.0\.0.* not a wheel and an sdist of 2\.0\.0"):
        build(project, "2.0.0")


def test_a_wheel_without_a_module_is_said(project: Path) -> None:
    with pytest.raises(BuildError, match=r"is without demo/features\.py"):
        build(project, files=("demo/__init__.py", "demo/features.py"))


def test_what_the_build_says_is_told(project: Path) -> None:
    (project / "pyproject.toml").write_text(PYPROJECT + 'readme = "missing.md"\n')
    with pytest.raises(BuildError) as refused:
        build(project)
    assert "missing.md" in refused.value.detail
    assert "\x1b" not in refused.value.detail


def test_a_build_that_hangs_is_ended(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "_LIMIT", 0.01)
    with pytest.raises(BuildError, match="did not end"):
        build(project)


def test_a_module_called_build_is_not_taken_for_the_tool(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "build.py").write_text("raise SystemExit('not me')")
    monkeypatch.chdir(project)
    assert len(build(project)) == 2


@pytest.mark.parametrize(
    ("needs", "here"),
    [
        ('["hatchling"]', True),
        ('["hatchling>=1", "nowhere-at-all; python_version < \'3\'"]', True),
        ('["hatchling>=999"]', False),
        ('["nowhere-at-all"]', False),
        ('["not a requirement"]', False),
    ],
)
def test_an_environment_is_made_only_where_the_backend_is_missing(
    tmp_path: Path,
    needs: str,
    here: bool,  # noqa: FBT001
) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[build-system]\nrequires = {needs}\n")
    assert backend_is_here(tmp_path) is here


def test_a_project_that_is_no_toml_is_said(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[")
    with pytest.raises(InvalidError):
        backend_is_here(tmp_path)
