"""`make build`: the environment and the frontend."""

from __future__ import annotations

from scripts.frontend import ensure_build
from scripts.needs import check_git, check_node
from scripts.packages import ensure_packages


def main() -> int:
    """Makes what is missing or stale."""
    check_git()
    check_node()
    ensure_packages()
    ensure_build()
    print("built: .venv and jupyter_mlops/labextension are fresh")
    return 0
