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
from typing import Any

_METRICS_TYPE = "application/vnd.jupyter-mlops.metrics+json"
_ARTIFACT_TYPE = "application/vnd.jupyter-mlops.artifact+json"


def metric(*, step: float | None = None, **values: Any) -> None:
    """Tells numbers.

    Args:
        step: What they are plotted over, such as an epoch; none where they stand for the whole run.
        values: Name to number; numpy's and other libraries' numbers, too.

    Raises:
        TypeError: A value is no number.
    """
    told: dict[str, Any] = {name: _number(name, value) for name, value in values.items()}
    shown = ", ".join(f"{name} = {value:g}" for name, value in told.items())
    if step is not None:
        told["$step"] = _number("step", step)
        shown += f" (step {told['$step']:g})"
    _display({_METRICS_TYPE: told, "text/plain": shown})


def artifact(path: str | os.PathLike[str], name: str | None = None) -> None:
    """Tells of a file that was written; its size and hash are kept when the run ends.

    Args:
        path: The file, absolute or relative to the notebook's folder.
        name: Its name for people; the path by default.
    """
    told = {"path": os.fspath(path), "name": name or os.fspath(path)}
    _display({_ARTIFACT_TYPE: told, "text/plain": f"file {told['name']}"})


def _number(name: str, value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        kind = type(value).__name__
        raise TypeError(f"{name} is not a number but {kind}: {value!r:.60}") from error


def _display(data: dict[str, Any]) -> None:
    try:
        from IPython.display import display
    except ImportError:
        print(data["text/plain"])  # noqa: T201 - a script's way to show
        return
    show: Any = display  # which says nothing of its types
    show(data, raw=True)
