"""Where things are in the work tree and in its environment."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Stamps, logs and test reports; nothing in it is needed twice.
CACHE = ROOT / ".cache"
REPORTS = CACHE / "reports"
#: The built frontend, as JupyterLab loads it.
LABEXTENSION = ROOT / "jupyter_mlops" / "labextension"
#: Where JupyterLab looks for it.
LINK = Path(sys.prefix) / "share" / "jupyter" / "labextensions" / "jupyter-mlops"
DEMO = ROOT / "demo"
WINDOWS = os.name == "nt"
#: Programs of the environment that runs this.
BIN = Path(sys.executable).parent


def program(name: str) -> str:
    """Returns the path of a program of the environment."""
    return str(BIN / (f"{name}.exe" if WINDOWS else name))


def environ(**changes: str) -> dict[str, str]:
    """Returns the process environment with the environment's programs first on PATH."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "VIRTUAL_ENV": sys.prefix, **changes}
