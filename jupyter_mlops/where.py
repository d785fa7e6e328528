"""Tracebacks that name notebook, cell and line for each line of a module made of cells.

In IPython and notebooks:

    %load_ext jupyter_mlops.where

In a program:

    import jupyter_mlops.where

    jupyter_mlops.where.install()
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any


def install() -> None:
    """Has Python name the cells in the traceback with which a program ends."""
    if not isinstance(sys.excepthook, _Hook):
        sys.excepthook = _Hook(sys.excepthook)


def uninstall() -> None:
    """Takes `install` back, unless somebody else has put a hook over ours."""
    if isinstance(sys.excepthook, _Hook):
        sys.excepthook = sys.excepthook.previous


def load_ipython_extension(shell: Any) -> None:
    """Has IPython name the cells in tracebacks; `%load_ext jupyter_mlops.where`."""
    tracebacks = shell.InteractiveTB
    if "structured_traceback" in vars(tracebacks):
        return
    original = tracebacks.structured_traceback

    def structured_traceback(*arguments: Any, **options: Any) -> Any:
        pieces = original(*arguments, **options)
        return [_with_cells(piece) for piece in pieces] if isinstance(pieces, list) else pieces

    tracebacks.structured_traceback = structured_traceback


def unload_ipython_extension(shell: Any) -> None:
    """Takes `load_ipython_extension` back; `%unload_ext jupyter_mlops.where`."""
    vars(shell.InteractiveTB).pop("structured_traceback", None)


class _Hook:
    """A hook for what ends a program.

    Args:
        previous: The hook before it.
    """

    def __init__(self, previous: Any) -> None:
        self.previous = previous

    def __call__(
        self,
        kind: type[BaseException],
        value: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if self.previous is not sys.__excepthook__ or issubclass(kind, KeyboardInterrupt):
            self.previous(kind, value, trace)  # which has its own way of showing it
            return
        import traceback

        sys.stderr.write(_with_cells("".join(traceback.format_exception(kind, value, trace))))


def _with_cells(text: str) -> str:
    """A traceback with its cells; as it is if that goes wrong: a traceback must always show."""
    try:
        from jupyter_mlops.services.where import Origins
        from jupyter_mlops.services.where_text import with_cells

        return with_cells(text, Origins())
    except Exception:  # noqa: BLE001 - see above
        return text
