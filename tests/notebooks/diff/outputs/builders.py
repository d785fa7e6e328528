"""Outputs as kernels make them."""

from __future__ import annotations

import base64
import io
import warnings
from functools import cache
from typing import Any

import pandas as pd

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.model import OutputChange
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.outputs import compare_outputs

OPTIONS = DiffOptions()


def stream(*lines: str, name: str = "stdout") -> dict[str, Any]:
    return {"name": name, "output_type": "stream", "text": list(lines)}


def result(data: dict[str, Any], count: int | None = 1, **metadata: Any) -> dict[str, Any]:
    return {
        "data": data,
        "execution_count": count,
        "metadata": metadata,
        "output_type": "execute_result",
    }


def display(data: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {"data": data, "metadata": metadata, "output_type": "display_data"}


def error(name: str, message: str, *traceback: str) -> dict[str, Any]:
    return {
        "ename": name,
        "evalue": message,
        "output_type": "error",
        "traceback": list(traceback),
    }


def frame(table: Any) -> dict[str, Any]:
    """What IPython makes of a DataFrame or a Styler."""
    html = table._repr_html_()
    return result({"text/html": html.splitlines(keepends=True), "text/plain": repr(table)})


def image(data: bytes, mime: str = "image/png") -> dict[str, Any]:
    return display({mime: base64.b64encode(data).decode(), "text/plain": "<Figure size 640x480>"})


@cache
def plot(
    heights: tuple[float, ...] = (1, 3, 2), kind: str = "png", *, dpi: int = 100, date: str = ""
) -> bytes:
    """A figure by Matplotlib."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        figure = Figure(figsize=(3, 2))
        FigureCanvasAgg(figure)
        figure.add_subplot().plot(heights)
        buffer = io.BytesIO()
        figure.savefig(buffer, format=kind, dpi=dpi, metadata={"Date": date} if date else None)
    return buffer.getvalue()


def numbers(rows: int = 3, **columns: list[Any]) -> pd.DataFrame:
    made: pd.DataFrame = pd.DataFrame(
        columns or {"a": list(range(rows)), "b": [at / 7 for at in range(rows)]}
    )
    return made


def compare(base: Any, head: Any, options: DiffOptions = OPTIONS) -> list[OutputChange]:
    """Compares two outputs, or two lists of them."""
    sides = (side if isinstance(side, list) else [side] for side in (base, head))
    return compare_outputs(next(sides), next(sides), options, Budget())


def only(base: Any, head: Any, options: DiffOptions = OPTIONS) -> OutputChange:
    """The one change between two outputs."""
    (change,) = compare(base, head, options)
    return change
