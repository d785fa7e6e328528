"""`jupyter mlops export --watch`: exports whenever a notebook is saved."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jupyter_mlops.cli.export import export_once, requests_of
from jupyter_mlops.cli.failure import tell
from jupyter_mlops.errors import MlopsError

if TYPE_CHECKING:
    from jupyter_mlops.services.export_model import ExportRequest

#: Saves that come closer together than this are exported together, in milliseconds.
_DEBOUNCE: Final = 400
_STEP: Final = 50
#: How long to wait for a first save, in milliseconds; that long nothing is said of a watch.
_LOOK: Final = 500
#: Folders whose notebooks are never exported, and that change often.
_PASSED_OVER: Final = frozenset({"node_modules", "__pycache__"})
_SETTINGS: Final = frozenset({"pyproject.toml", "settings.ini"})


def watch(args: argparse.Namespace) -> int:
    """Exports now, and again after every save, until Ctrl+C; errors are told and waited out."""
    from watchfiles import watch as changes

    requests = requests_of(args)
    roots = [request.path for request in requests]
    try:
        found = changes(
            *roots,
            watch_filter=lambda _, path: _counts(path, roots),
            debounce=_DEBOUNCE,
            step=_STEP,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
        next(found)  # the watch stands: from here on no save is missed
        _export(args, requests)
        print("watching for changes; Ctrl+C ends it", file=sys.stderr)
        for changed in found:
            touched = [Path(path) for _, path in changed]
            _export(args, [each for each in requests if _concerns(each, touched)])
    except KeyboardInterrupt:
        print(file=sys.stderr)
    return 0


def _export(args: argparse.Namespace, requests: list[ExportRequest]) -> None:
    for request in requests:
        _export_patiently(args, request)


def _export_patiently(args: argparse.Namespace, request: ExportRequest) -> None:
    try:
        export_once(args, request)
    except MlopsError as error:  # a mistake in the settings, which somebody is about to mend
        tell(error)


def _counts(path: str, roots: list[Path]) -> bool:
    """Whether a file that was written can change what is exported."""
    file = Path(path)
    if file.suffix != ".ipynb" and file.name not in _SETTINGS:
        return False
    root = next((root for root in roots if file.is_relative_to(root)), None)
    parts = file.relative_to(root).parts if root is not None else ()
    return not any(part.startswith(".") or part in _PASSED_OVER for part in parts)


def _concerns(request: ExportRequest, files: list[Path]) -> bool:
    return any(file.is_relative_to(request.path) for file in files)
