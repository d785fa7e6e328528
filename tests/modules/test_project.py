from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.modules.project import ModuleProject, read_project


def _project(root: Path, text: str = "", **files: str) -> ModuleProject:
    root.mkdir(exist_ok=True)
    if text:
        (root / "pyproject.toml").write_text(text)
    for name, content in files.items():
        (root / name).write_text(content)
    return read_project(root)


def test_without_a_word_the_package_is_called_as_the_folder(tmp_path: Path) -> None:
    project = _project(tmp_path / "01 My-Project")
    assert (project.package, project.source, project.version) == ("my_project", "src", "")
    assert project.hoist_imports
    assert not project.nbdev


def test_the_projects_name_and_version_count(tmp_path: Path) -> None:
    project = _project(tmp_path, '[project]\nname = "Some-Lib"\nversion = "1.2"\n')
    assert (project.package, project.source, project.version) == ("some_lib", "src", "1.2")


def test_a_package_in_the_root_is_found(tmp_path: Path) -> None:
    (tmp_path / "some_lib").mkdir()
    (tmp_path / "some_lib" / "__init__.py").write_text('__version__ = "0.3"\n')
    project = _project(tmp_path, '[project]\nname = "some-lib"\ndynamic = ["version"]\n')
    assert (project.source, project.version) == (".", "0.3")
    assert project.module_file("data.load") == "some_lib/data/load.py"


def test_settings_come_before_all_else(tmp_path: Path) -> None:
    text = (
        '[project]\nname = "x"\n[tool.nbdev]\n[tool.jupyter-mlops.modules]\n'
        'package = "mine"\nsource = "./lib/"\nimports = "absolute"\nhoist-imports = true\n'
        'write-all = false\nmagics = "refuse"\ntests = "checks"\nnotebooks = ["work"]\n'
    )
    project = _project(tmp_path, text)
    assert project.package_folder == "lib/mine"
    assert (project.imports, project.hoist_imports, project.write_all) == ("absolute", True, False)
    assert (project.magics, project.tests, project.notebooks) == ("refuse", "checks", ("work",))
    assert project.nbdev


@pytest.mark.parametrize(
    ("setting", "named"),
    [
        ('package = "not-a-name"', "package"),
        ('source = "../x"', "source"),
        ('source = "/x"', "source"),
        ('tests = "~/x"', "tests"),
        ("magics = 1", "magics"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, setting: str, named: str) -> None:
    with pytest.raises(InvalidError, match=named):
        _project(tmp_path, f"[tool.jupyter-mlops.modules]\n{setting}\n")


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidError, match=r"pyproject\.toml"):
        _project(tmp_path, "[project")


def test_settings_of_nbdev_3_are_read(tmp_path: Path) -> None:
    text = (
        '[project]\nname = "some-lib"\nurls = {Documentation = "https://x.org/docs/"}\n'
        '[tool.nbdev]\nnbs_path = "notebooks"\n'
    )
    project = _project(tmp_path, text)
    assert project.nbdev_config is not None
    assert project.nbdev_config.documentation == "https://x.org/docs"
    assert (project.package, project.source) == ("some_lib", ".")
    assert (project.notebooks, project.hoist_imports) == (("notebooks",), False)


def test_settings_of_nbdev_2_are_read_with_what_they_refer_to(tmp_path: Path) -> None:
    ini = "[DEFAULT]\nlib_name = some_lib\nlib_path = src/%(lib_name)s\nnbs_path=.\nversion = 0.1\n"
    project = _project(tmp_path, "", **{"settings.ini": ini})
    assert (project.package, project.source, project.version) == ("some_lib", "src", "0.1")
    assert project.notebooks == (".",)


@pytest.mark.parametrize(
    "ini",
    ["", "no ini", "[metadata]\nname = x\n", "[DEFAULT]\nname = x\n", "[DEFAULT]\nlib_path=..\n"],
)
def test_another_settings_ini_makes_no_project_of_nbdev(tmp_path: Path, ini: str) -> None:
    assert not _project(tmp_path, "", **{"settings.ini": ini}).nbdev


def test_modules_have_a_file_and_a_name_to_import_them_by(tmp_path: Path) -> None:
    project = _project(tmp_path, '[project]\nname = "pkg"\n')
    assert project.module_file("features") == "src/pkg/features.py"
    assert project.module_file("__init__") == "src/pkg/__init__.py"
    assert project.import_name("data.load") == "pkg.data.load"
    assert project.import_name("data.__init__") == "pkg.data"
    assert project.import_name("__init__") == "pkg"
