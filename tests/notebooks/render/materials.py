"""What the golden notebooks are made of."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from jupyter_mlops.notebooks.diff.options import DiffOptions

Cell = dict[str, Any]
Output = dict[str, Any]
Notebook = dict[str, Any]
Color = tuple[int, int, int]


class Case(NamedTuple):
    """A pair of notebooks, and how to compare them."""

    base: Notebook
    head: Notebook
    options: DiffOptions = DiffOptions()


_PYTHON = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "version": "3.11.4"},
}


def notebook(*cells: Cell, **metadata: Any) -> Notebook:
    """A notebook of format 4.5 for Python."""
    return {
        "cells": list(cells),
        "metadata": {**_PYTHON, **metadata},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def code(name: str, source: str, *outputs: Output, count: int | None = None, **more: Any) -> Cell:
    """A code cell; `name` is its id, `more` its metadata."""
    return {
        "cell_type": "code",
        "execution_count": count,
        "id": name,
        "metadata": more,
        "outputs": list(outputs),
        "source": source.splitlines(keepends=True),
    }


def text(name: str, source: str, **more: Any) -> Cell:
    """A Markdown cell."""
    return {
        "cell_type": "markdown",
        "id": name,
        "metadata": more,
        "source": source.splitlines(keepends=True),
    }


def stream(written: str, name: str = "stdout") -> Output:
    """What a cell printed."""
    return {"name": name, "output_type": "stream", "text": written.splitlines(keepends=True)}


def display(data: dict[str, Any]) -> Output:
    """What a cell displayed."""
    return {"data": data, "metadata": {}, "output_type": "display_data"}


def result(data: dict[str, Any], count: int = 1) -> Output:
    """A cell's result."""
    return {
        "data": data,
        "execution_count": count,
        "metadata": {},
        "output_type": "execute_result",
    }


def error(name: str, value: str, *traceback: str) -> Output:
    """An exception with its traceback, an entry a frame."""
    return {"ename": name, "evalue": value, "output_type": "error", "traceback": list(traceback)}


def traceback(name: str, value: str, *frames: tuple[str, str, str]) -> list[str]:
    """A traceback as IPython colours it; a frame is (place, function, line of code)."""
    green, red, off = "\x1b[0;32m", "\x1b[0;31m", "\x1b[0m"
    title = f"{red}{name}{off}".ljust(50) + "Traceback (most recent call last)"
    entries = [f"{red}{'-' * 75}{off}", title]
    for place, function, line in frames:
        where = f"File {green}{place}{off}, in {green}{function}{off}" if function else place
        number = place.replace(":", " ").split()[-1]
        entries.append(f"{where}\n{green}----> {number}{off} {line}\n")
    return [*entries, f"{red}{name}{off}: {value}"]


def frame(columns: Sequence[str], rows: Sequence[Sequence[object]], first: int = 0) -> Output:
    """A DataFrame as pandas puts it out: HTML and text."""
    head = "".join(f"      <th>{name}</th>\n" for name in ("", *columns))
    body = "".join(
        f"    <tr>\n      <th>{at}</th>\n"
        + "".join(f"      <td>{value}</td>\n" for value in row)
        + "    </tr>\n"
        for at, row in enumerate(rows, first)
    )
    html = (
        "<div>\n<style scoped>\n    .dataframe tbody tr th {\n        vertical-align: top;\n    }\n"
        '</style>\n<table border="1" class="dataframe">\n  <thead>\n'
        f'    <tr style="text-align: right;">\n{head}    </tr>\n  </thead>\n'
        f"  <tbody>\n{body}  </tbody>\n</table>\n</div>"
    )
    lines = [["", *columns], *([str(at), *map(str, row)] for at, row in enumerate(rows, first))]
    widths = [max(len(line[at]) for line in lines) for at in range(len(columns) + 1)]
    plain = "\n".join(
        "  ".join(text.rjust(size) for text, size in zip(line, widths, strict=True))
        for line in lines
    )
    return result({"text/html": html.splitlines(keepends=True), "text/plain": [plain]})


def png(width: int, height: int, color: Callable[[int, int], Color]) -> str:
    """A PNG as a notebook holds it; stored without compression, so that its size never varies."""
    rows = b"".join(
        b"\0" + b"".join(bytes(color(x, y)) for x in range(width)) for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(rows, 0)),
            (b"IEND", b""),
        )
    )
    return base64.b64encode(data).decode() + "\n"


def chart(heights: Sequence[int], color: Color) -> str:
    """A small bar chart as PNG."""

    def pixel(x: int, y: int) -> Color:
        bar, offset = divmod(x, 12)
        lit = offset >= 3 and bar < len(heights) and 60 - y <= heights[bar]
        return color if lit else (255, 255, 255)

    return png(96, 64, pixel)
