"""Tell numbers and files to the run of a notebook, in one line; outside of one they just show.

    from jupyter_mlops.track import artifact, metric

    metric(rmse=0.5, r2=0.8)
    metric(loss=0.1, step=epoch)
    artifact("model.pkl")

Without this package the same is said by displaying data of a documented type:

    display({"application/vnd.jupyter-mlops.metrics+json": {"rmse": 0.5}}, raw=True)
"""

from __future__ import annotations

import os
import sys
import uuid
from typing import Any

_METRICS_TYPE = "application/vnd.jupyter-mlops.metrics+json"
_ARTIFACT_TYPE = "application/vnd.jupyter-mlops.artifact+json"


def metric(*, step: float | None = None, **values: Any) -> None:
    """Tells numbers; in a loop, one output shows the last of them.

    Args:
        step: What they are plotted over, such as an epoch; none where they stand for the whole run.
        values: Name to number; numpy's and other libraries' numbers, too.

    Raises:
        TypeError: A value is no number.
    """
    told: dict[str, Any] = {name: _number(name, value) for name, value in values.items()}
    at = "" if step is None else f" (step {_number('step', step):g})"
    shown = {name: f"{name} = {value:g}{at}" for name, value in told.items()}
    if step is not None:
        told["$step"] = _number("step", step)
    shell = _shell()
    if shell is None:
        print(", ".join(shown.values()))  # noqa: T201 - a script's way to show
        return
    place = _Place.of_cell(shell.execution_count)
    place.shown.update(shown)
    text = ", ".join(place.shown.values())
    _display({_METRICS_TYPE: told, "text/plain": text}, place.id, update=place.displayed)
    place.displayed = True


def artifact(path: str | os.PathLike[str], name: str | None = None) -> None:
    """Tells of a file that was written; its size and hash are kept when the run ends.

    Args:
        path: The file, absolute or relative to the notebook's folder.
        name: Its name for people; the path by default.
    """
    told = {"path": os.fspath(path), "name": name or os.fspath(path)}
    text = f"file {told['name']}"
    if _shell() is None:
        print(text)  # noqa: T201 - the same
        return
    _display({_ARTIFACT_TYPE: told, "text/plain": text}, None)


class _Place:
    """The output of a cell that shows its metrics."""

    _last: _Place | None = None

    def __init__(self, cell: int) -> None:
        self.cell = cell
        self.id = uuid.uuid4().hex
        self.shown: dict[str, str] = {}
        self.displayed = False

    @classmethod
    def of_cell(cls, cell: int) -> _Place:
        """That of the cell with this `In [n]`."""
        if cls._last is None or cls._last.cell != cell:
            cls._last = cls(cell)
        return cls._last


def _number(name: str, value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        kind = type(value).__name__
        raise TypeError(f"{name} is not a number but {kind}: {value!r:.60}") from error


def _shell() -> Any:
    """IPython's shell; None outside of one."""
    main: Any = sys.modules.get("IPython")
    return main.get_ipython() if main else None


def _display(data: dict[str, Any], place: str | None, *, update: bool = False) -> None:
    from IPython.display import display

    show: Any = display  # which says nothing of its types
    show(data, raw=True, display_id=place, update=update)
