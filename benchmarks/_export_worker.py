"""Exports in a process that stays, as often as it is told to; called by `export.py`.

Reads a line for each export and answers with the seconds that it took.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from _figures import timed


def main() -> None:
    """Exports the project in the current folder, ours or nbdev's way."""
    export = {"jupyter-mlops": _ours, "nbdev": _nbdevs}[sys.argv[1]]()
    for _ in sys.stdin:
        print(timed(export), flush=True)


def _ours() -> Callable[[], object]:
    from jupyter_mlops.jobs.home import default_home
    from jupyter_mlops.services.export import export_modules
    from jupyter_mlops.services.export_model import ExportRequest

    return lambda: export_modules(ExportRequest(path=Path.cwd()), default_home())


def _nbdevs() -> Callable[[], object]:
    from nbdev.doclinks import nbdev_export

    return nbdev_export


if __name__ == "__main__":
    main()
