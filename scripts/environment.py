"""The Python side of the environment: dependencies and this package in place."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from scripts.console import quietly, stage
from scripts.fresh import Stamp
from scripts.places import LABEXTENSION, LINK, ROOT, program

#: The editable install holds the version and the data files that these determine.
INPUTS = ("pyproject.toml", "jupyter-config/**/*", "install.json")


def ensure_tools() -> None:
    """Installs what builds this package, jlpm for the frontend included, unless that is done.

    They go into the environment, so that neither the install in place nor the test of the wheel
    has to fetch them again into an isolated one. Hatchling asks for `editables` only when it
    builds in place.

    Raises:
        FailedError: pip failed.
    """
    stamp = Stamp("tools", ("pyproject.toml",), sys.version, sys.prefix)
    if stamp.fresh(Path(program("jlpm"))):
        return
    with stage("installing build tools"):
        _pip(*_build_requires(), "editables")
    stamp.set()


def ensure_environment() -> None:
    """Installs this package in place with all of its extras, unless that is done already.

    Raises:
        FailedError: pip failed.
    """
    ensure_tools()
    stamp = Stamp("environment", INPUTS, sys.version, sys.prefix, _version())
    config = Path(sys.prefix) / "etc/jupyter/jupyter_server_config.d/jupyter_mlops.json"
    version = ROOT / "jupyter_mlops" / "_version.py"
    if stamp.fresh(Path(program("jupyter-mlops")), config, version):
        return
    with stage("installing Python packages"):
        # pip would follow the link, and take the built frontend for files of its own.
        unlink_labextension()
        _pip("--no-build-isolation", "--editable", ".[dev]")
        # It has copied a frontend that was built already; later builds would not be seen.
        link_labextension()
        _silence_peers()
    stamp.set()


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    quietly([*command, *arguments], SKIP_JUPYTER_BUILDER="1")


def _silence_peers() -> None:
    """Switches off what peers add to JupyterLab; they are here for tests and benchmarks alone."""
    frontends = (
        "nbdime-jupyterlab",
        "@jupyterlab/git",
        "@jupyterlab/scheduler",
        "jupyterlab-jupytext",
    )
    servers = ("nbdime", "jupyterlab_git", "jupyter_scheduler")
    jupyter = program("jupyter")
    quietly([jupyter, "labextension", "disable", "--level", "sys_prefix", *frontends])
    quietly([jupyter, "server", "extension", "disable", "--sys-prefix", *servers])
    # Jupytext enables its own in a file that is read after the one which `disable` would write.
    Path(sys.prefix, "etc/jupyter/jupyter_server_config.d/jupytext.json").unlink(missing_ok=True)


def link_labextension() -> None:
    """Puts the frontend where JupyterLab looks for it; a copy where links need a privilege."""
    if LINK.is_symlink() or not LABEXTENSION.is_dir():
        return
    unlink_labextension()
    LINK.parent.mkdir(parents=True, exist_ok=True)
    try:
        LINK.symlink_to(LABEXTENSION, target_is_directory=True)
    except OSError:
        shutil.copytree(LABEXTENSION, LINK)


def unlink_labextension() -> None:
    """Removes the frontend from where JupyterLab looks for it, be it a link or a copy."""
    if LINK.is_symlink():
        LINK.unlink()
    elif LINK.exists():
        shutil.rmtree(LINK)


def _build_requires() -> list[str]:
    """Reads `build-system.requires`; the standard library of Python 3.10 has no TOML reader."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    block = re.search(r"^requires = \[(.*?)^\]", text, re.DOTALL | re.MULTILINE)
    return re.findall(r'"([^"]+)"', block[1]) if block else []


def _version() -> str:
    text = (ROOT / "package.json").read_text("utf-8")
    version = re.search(r'"version": "([^"]+)"', text)
    return version[1] if version else ""
