from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.modules.text import Header, header_text
from jupyter_mlops.modules.version_bump import bump_version, distribution_name, takes_tag

PROJECT = ModuleProject(root=Path(), package="demo", source="src")


def bump(**files: str) -> dict[str, str]:
    return bump_version(PROJECT, _named(files).get, "1.2.0")


def _named(files: dict[str, str]) -> dict[str, str]:
    names = {"pyproject": "pyproject.toml", "init": "src/demo/__init__.py", "ini": "settings.ini"}
    return {names.get(key, key): text for key, text in files.items()}


def test_only_the_projects_own_version_is_changed() -> None:
    text = (
        '# version = "0"\n[tool.x]\nversion = "7"\n\n[project] # mine\nname = "demo"\n'
        'version = \'1.0.0\'  # by hand\nreadme = """\nversion = "1"\n"""\n[tool.y]\n'
    )
    assert bump(pyproject=text) == {"pyproject.toml": text.replace("'1.0.0'", "'1.2.0'")}


def test_line_ends_stay() -> None:
    text = '[project]\r\nname = "demo"\r\nversion = "1"\r\n[other]\r\n'
    assert bump(pyproject=text) == {"pyproject.toml": text.replace('"1"', '"1.2.0"')}


def test_a_version_in_the_package_is_changed_with_it() -> None:
    made = bump(pyproject='[project]\nversion = "1"\n', init='__version__: str = "1"\nA = 1\n')
    assert made["src/demo/__init__.py"] == '__version__: str = "1.2.0"\nA = 1\n'


def test_a_version_in_a_cell_stays_the_cells() -> None:
    header = Header(notebooks=("a.ipynb",), version="1", cells="0" * 16, module="0" * 16)
    init = header_text(header) + '__version__ = "1"\n'
    assert bump(pyproject='[project]\nversion = "1"\n', init=init).keys() == {"pyproject.toml"}


def test_a_version_that_only_the_package_has() -> None:
    made = bump(pyproject='[project]\ndynamic = ["version"]\n', init="__version__ = '1'\n")
    assert made == {"src/demo/__init__.py": "__version__ = '1.2.0'\n"}


def test_the_settings_of_nbdev() -> None:
    made = bump(ini="[DEFAULT]\nlib_name = demo\nversion = 0.0.1\nmin_python = 3.9\n")
    assert made == {
        "settings.ini": "[DEFAULT]\nlib_name = demo\nversion = 1.2.0\nmin_python = 3.9\n"
    }


def test_a_file_that_the_build_reads() -> None:
    hatch = {"pyproject": '[tool.hatch.version]\npath = "src/demo/about.py"\n'}
    made = bump(**hatch, **{"src/demo/about.py": 'VERSION = "1"\n'})
    assert made == {"src/demo/about.py": 'VERSION = "1.2.0"\n'}
    setuptools = '[tool.setuptools.dynamic]\nversion = { attr = "demo.about.__version__" }\n'
    made = bump(pyproject=setuptools, **{"src/demo/about.py": '__version__ = "1"\n'})
    assert made == {"src/demo/about.py": '__version__ = "1.2.0"\n'}


def test_a_version_that_is_the_tags_is_nowhere() -> None:
    needs = '[build-system]\nrequires = ["hatchling", "hatch-vcs"]\n'
    assert bump(pyproject=needs + '[project]\nname = "demo"\ndynamic = ["version"]\n') == {}
    assert takes_tag({"build-system": {"requires": ["setuptools_scm>=8"]}})


@pytest.mark.parametrize(
    "text", ["", '[project]\nname = "demo"\n', 'project = { version = "1" }\n', "[project\n"]
)
def test_what_cannot_be_edited_is_said(text: str) -> None:
    with pytest.raises(InvalidError):
        bump(pyproject=text)


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"pyproject": '[project]\nname = "my-demo"\n'}, "my-demo"),
        ({"ini": "[DEFAULT]\nlib_name = Demo\n"}, "Demo"),
        ({"ini": "[DEFAULT]\nlib_name = %(repo)s\n"}, "demo"),
        ({}, "demo"),
    ],
)
def test_the_name_under_which_it_is_installed(files: dict[str, str], name: str) -> None:
    assert distribution_name(PROJECT, _named(files).get) == name
