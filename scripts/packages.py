"""Everything that is fetched: the packages of Python and those of Node, side by side."""

from __future__ import annotations

from scripts.beside import side_by_side
from scripts.environment import ensure_environment, ensure_tools
from scripts.frontend import ensure_modules


def ensure_packages() -> None:
    """Installs what is missing or stale; the small tools come first, as jlpm is one of them.

    Raises:
        FailedError: pip or jlpm failed; the other one was ended then.
    """
    ensure_tools()
    side_by_side(ensure_environment, ensure_modules)
