r"""Streams that a kernel sent in several pieces, read as one.

Where a stream is cut depends on when the kernel flushed it: `["a\n"], ["b\n"]` in one run of a
notebook is `["a\nb\n"]` in the next.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from jupyter_mlops.notebooks.diff.outputs.settled import settle
from jupyter_mlops.notebooks.diff.outputs.shown import kind_of
from jupyter_mlops.notebooks.multiline import text_of


class Run(NamedTuple):
    """Outputs `start:stop`, read as one."""

    start: int
    stop: int
    #: The output itself, or a stream with the text of all.
    output: Any


def runs_of(outputs: list[Any]) -> list[Run]:
    """All outputs in order, adjacent streams of one name together."""
    runs = []
    start = 0
    while start < len(outputs):
        stop = run_end(outputs, start)
        output = outputs[start]
        if stop > start + 1:
            output = {**output, "text": _joined(outputs, start, stop)}
        runs.append(Run(start, stop, output))
        start = stop
    return runs


def run_end(outputs: list[Any], index: int) -> int:
    """Where the run that begins at an index ends: the index after its last output."""
    stop = index + 1
    if kind_of(outputs[index]) != "stream":
        return stop
    name = outputs[index].get("name")
    while (
        stop < len(outputs)
        and kind_of(outputs[stop]) == "stream"
        and outputs[stop].get("name") == name
    ):
        stop += 1
    return stop


def stream_run(outputs: list[Any], index: int) -> str:
    """The text, as it looks in the end, of the streams of one name that begin at an index.

    A change of a stream has the index of the first of them, and counts lines in this text.
    """
    return settle(_joined(outputs, index, run_end(outputs, index)))


def _joined(outputs: list[Any], start: int, stop: int) -> str:
    return "".join(text_of(output.get("text")) or "" for output in outputs[start:stop])
