"""The Python side of the environment: dependencies and this package in place."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from scripts.console import quietly, stage
from scripts.fresh import Stamp
from scripts.places import LINK, ROOT, program

#: The editable install holds the version and the data files that these determine.
INPUTS = ("pyproject.toml", "jupyter-config/**/*", "install.json")


def ensure_environment() -> None:
    """Installs this package in place with all of its extras, unless that is done already.

    Raises:
        FailedError: pip failed.
    """
    stamp = Stamp("environment", INPUTS, sys.version, sys.prefix, _version())
    config = Path(sys.prefix) / "etc/jupyter/jupyter_server_config.d/jupyter_mlops.json"
    version = ROOT / "jupyter_mlops" / "_version.py"
    if stamp.fresh(Path(program("jupyter-mlops")), config, version):
        return
    with stage("installing Python packages"):
        # The build's own needs go into the environment, so that neither this install nor the
        # test of the wheel has to fetch them again into an isolated one. Hatchling asks for
        # `editables` only when it builds in place.
        needs = [*_build_requires(), "editables"]
        quietly([sys.executable, "-m", "pip", "install", "--quiet", *needs])
        # pip would follow the link, and take the built frontend for files of its own.
        unlink_labextension()
        editable = ("--no-build-isolation", "--editable", ".[dev]")
        quietly(
            [sys.executable, "-m", "pip", "install", "--quiet", *editable],
            SKIP_JUPYTER_BUILDER="1",
        )
        _silence_peers()
    stamp.set()


def _silence_peers() -> None:
    """Switches off what peers add to JupyterLab; they are here for tests and benchmarks alone."""
    level = ("--level", "sys_prefix")
    frontends = (
        "nbdime-jupyterlab",
        "@jupyterlab/git",
        "@jupyterlab/scheduler",
        "jupyterlab-jupytext",
    )
    for frontend in frontends:
        quietly([program("jupyter"), "labextension", "disable", *level, frontend])
    for server in ("nbdime", "jupyterlab_git", "jupyter_scheduler"):
        quietly([program("jupyter"), "server", "extension", "disable", "--sys-prefix", server])
    # Jupytext enables its own in a file that is read after the one which `disable` would write.
    Path(sys.prefix, "etc/jupyter/jupyter_server_config.d/jupytext.json").unlink(missing_ok=True)


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
