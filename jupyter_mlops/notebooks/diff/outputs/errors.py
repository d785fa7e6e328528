"""Compares exceptions."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.outputs.frames import frames_of, spoken_lines
from jupyter_mlops.notebooks.diff.outputs.noise import quiet
from jupyter_mlops.notebooks.diff.outputs.settled import settle
from jupyter_mlops.notebooks.diff.outputs.shown import error_text
from jupyter_mlops.notebooks.diff.outputs.verdict import Verdict
from jupyter_mlops.notebooks.diff.views import ErrorView


def compare_errors(base: dict[str, Any], head: dict[str, Any]) -> Verdict:
    """Compares two errors by exception, message and frames.

    They are the same but for noise if these are, and also those of the exceptions before them;
    the code that a traceback quotes is not compared, as it is the notebook's or a library's. If
    no frames can be read, then all of the traceback is compared.
    """
    before, after = settle(error_text(base)), settle(error_text(head))
    view = ErrorView(
        base_name=_said(base, "ename"),
        head_name=_said(head, "ename"),
        base_message=_said(base, "evalue"),
        head_message=_said(head, "evalue"),
        base_frames=frames_of(before),
        head_frames=frames_of(after),
    )
    noise = (
        view.base_name == view.head_name
        and quiet(view.base_message) == quiet(view.head_message)
        and view.base_frames == view.head_frames
    )
    if noise and view.base_frames:
        noise = spoken_lines(before) == spoken_lines(after)
    elif noise:
        noise = quiet(before) == quiet(after)
    return Verdict("error", view, noise)


def _said(output: dict[str, Any], key: str) -> str:
    value = output.get(key)
    return "" if value is None else settle(str(value))
