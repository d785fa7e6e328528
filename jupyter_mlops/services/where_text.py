"""Text that names lines of modules, such as a traceback, with the cells added."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.services.where import Origin, Origins

#: As Python names a place, and as IPython and most tools do.
_PLACES = re.compile(
    r'File "(?P<quoted>[^"\n]+)", line (?P<at>\d{1,9})'
    r"|(?:^|(?<=[\s('\"]))(?P<file>(?:[A-Za-z]:)?[^\s:'\"()]+\.py):(?P<line>\d{1,9})"
)
#: A file whose name has blanks can be told where nothing stands before it.
_SPACED = re.compile(r"^(?:File )?(?P<file>[^:\n]* [^:\n]*\.py):(?P<line>\d{1,9})")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def places_in(line: str) -> list[tuple[str, int]]:
    """The files and lines that a line of text names."""
    line = _COLOURS.sub("", line)
    spaced = _SPACED.match(line)
    if spaced and Path(spaced["file"]).expanduser().is_file():
        return [(spaced["file"], int(spaced["line"]))]
    return [
        (match["quoted"] or match["file"], int(match["at"] or match["line"]))
        for match in _PLACES.finditer(line)
    ]


def with_cells(text: str, origins: Origins) -> str:
    """Adds to each line that names one of a module where that comes from.

    Args:
        text: Any text, of one or more lines.
        origins: Finds cells.

    Returns:
        The text with as many lines.
    """
    return "".join(_line_with_cells(line, origins) for line in text.splitlines(keepends=True))


def cell_text(origin: Origin) -> str:
    """`notebooks/train.ipynb, cell 3, line 5`, as seen from the current folder."""
    if origin.notebook is None:
        return origin.words(origin.source)
    try:
        return origin.words(os.path.relpath(origin.notebook))
    except ValueError:  # on another drive
        return origin.words(str(origin.notebook))


def _line_with_cells(line: str, origins: Origins) -> str:
    found = [origins.find(Path(file).expanduser(), at) for file, at in places_in(line)]
    names = dict.fromkeys(cell_text(origin) for origin in found if origin is not None)
    text = line.rstrip("\r\n")
    return text + "".join(f"  [{name}]" for name in names) + line[len(text) :]
