"""What asks forges, for the command line."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.jobs.home import default_home
from jupyter_mlops.services.ci_desk import CiDesk


def open_ci_desk() -> CiDesk:
    """What asks forges in the name of whoever types the command."""
    return CiDesk(forge_folder())


def forge_folder() -> Path:
    """Where what forges have answered is kept."""
    return default_home().root / "forges"
