"""What a user installs is whole: the wheel is built for real and looked into."""

from __future__ import annotations

import json
import subprocess
import sys
from configparser import ConfigParser
from email.parser import Parser
from fnmatch import filter as matching
from pathlib import Path
from zipfile import ZipFile

import pytest

# One worker builds, once.
pytestmark = pytest.mark.xdist_group("wheel")

ROOT = Path(__file__).resolve().parent.parent
DATA = "jupyter_mlops-*.data/data"
LABEXTENSION = f"{DATA}/share/jupyter/labextensions/jupyter-mlops"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    # The environment holds the build's needs already; an isolated one would fetch them again.
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (file,) = folder.glob("*.whl")
    return ZipFile(file)


def read(wheel: ZipFile, pattern: str) -> str:
    (name,) = matching(wheel.namelist(), pattern)
    return wheel.read(name).decode()


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(f"{LABEXTENSION}/package.json", id="the frontend's manifest"),
        pytest.param(f"{LABEXTENSION}/static/remoteEntry.*.js", id="the frontend's code"),
        pytest.param(f"{LABEXTENSION}/static/style.js", id="the frontend's style"),
        pytest.param(f"{LABEXTENSION}/schemas/jupyter-mlops/plugin.json", id="the settings schema"),
        pytest.param(f"{LABEXTENSION}/install.json", id="how to uninstall the frontend"),
        pytest.param(
            f"{DATA}/etc/jupyter/jupyter_server_config.d/jupyter_mlops.json", id="the server config"
        ),
        pytest.param("jupyter_mlops/server/openapi.json", id="the API's description"),
        pytest.param("jupyter_mlops/server/events/*.yaml", id="the event schemas"),
        pytest.param(
            "jupyter_mlops/notebooks/diff/notebook-diff.schema.json", id="the form of a diff"
        ),
        pytest.param("jupyter_mlops/notebooks/render/html/*.css", id="the report's style"),
        pytest.param("jupyter_mlops/notebooks/render/html/report.js", id="the report's code"),
        pytest.param("jupyter_mlops/jobs/migrations/versions/*.py", id="the store's migrations"),
        pytest.param("jupyter_mlops/py.typed", id="the mark of a typed package"),
        pytest.param("*.dist-info/licenses/LICENSE", id="the licence"),
    ],
)
def test_wheel_holds(wheel: ZipFile, pattern: str) -> None:
    assert matching(wheel.namelist(), pattern)


def test_wheel_holds_every_file_of_the_package(wheel: ZipFile) -> None:
    elsewhere = {"__pycache__", "labextension", ".ipynb_checkpoints"}
    files = [file for file in (ROOT / "jupyter_mlops").rglob("*") if file.is_file()]
    expected = {
        file.relative_to(ROOT).as_posix() for file in files if not elsewhere & {*file.parts}
    }
    assert expected - {*wheel.namelist()} == set()


def test_wheel_holds_no_tests_and_no_sources_of_the_frontend(wheel: ZipFile) -> None:
    foreign = [
        name
        for name in wheel.namelist()
        if not name.startswith(("jupyter_mlops/", "jupyter_mlops-"))
    ]
    assert foreign == []


def test_the_server_loads_the_extension_without_being_told(wheel: ZipFile) -> None:
    config = json.loads(read(wheel, f"{DATA}/etc/jupyter/jupyter_server_config.d/*.json"))
    assert config["ServerApp"]["jpserver_extensions"] == {"jupyter_mlops": True}


def test_entry_points_are_the_command_line_and_papermill_s_engine(wheel: ZipFile) -> None:
    entries = ConfigParser()
    entries.optionxform = str  # type: ignore[assignment,method-assign] # names keep their case
    entries.read_string(read(wheel, "*.dist-info/entry_points.txt"))
    assert entries["console_scripts"]["jupyter-mlops"] == "jupyter_mlops.cli.main:main"
    assert entries["papermill.engine"]["mlops"] == "jupyter_mlops.jobs.engine:MlopsEngine"


def test_python_and_frontend_have_one_version(wheel: ZipFile) -> None:
    metadata = Parser().parsestr(read(wheel, "*.dist-info/METADATA"))
    manifest = json.loads(read(wheel, f"{LABEXTENSION}/package.json"))
    assert metadata["Version"] == manifest["version"]


def test_demo_libraries_are_no_runtime_dependencies(wheel: ZipFile) -> None:
    metadata = Parser().parsestr(read(wheel, "*.dist-info/METADATA"))
    runtime = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert not [line for line in runtime if line.startswith(("scikit-learn", "pandas", "matplot"))]
