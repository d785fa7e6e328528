"""The file that ipykernel says a cell is, which differs from one run to the next."""

from __future__ import annotations

from typing import Final

#: A pattern of it, for texts of several lines. Its folder is the system's for temporary files, and
#: its name may have spaces: it begins at a quotation mark or at the beginning of the line, if any,
#: else at that of a word; were it sought from each character on, a long word would take hours.
CELL_FILE: Final = (
    r"""(?:(?<=File ")[^"\n]*|^(?:/|\w:\\)[^\n:"]*|(?<![^\s"'])[^\s"']*)"""
    r"""ipykernel_\d+[/\\]\d+\.py"""
)
