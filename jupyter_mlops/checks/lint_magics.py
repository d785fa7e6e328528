"""Names that only magics use, which a linter of Python takes for unused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from jupyter_mlops.checks.cell_code import read_code
from jupyter_mlops.checks.places import line_text
from jupyter_mlops.checks.subject import Cell, Subject

#: What ruff finds of names that nothing uses, and takes away when it mends.
UNUSED: Final = frozenset({"F401", "F841"})
_WORD: Final = re.compile(r"[A-Za-z_]\w*")
_KEYWORDS: Final = frozenset({"import", "from", "as"})


def magic_words(subject: Subject) -> frozenset[str]:
    """All words of a notebook's magics, shell lines, and cells in other languages."""
    texts: list[str] = []
    for code in read_code(subject):
        texts += [magic.text for magic in code.magics]
        if code.tree is None:
            texts.append(code.cell.source)
    return frozenset(word for text in texts for word in _WORD.findall(text)) - _KEYWORDS


def is_used_by_magic(code: str, cell: Cell | None, line: int, words: frozenset[str]) -> bool:
    """Whether something that is found to be unused is used by a magic, to all appearances.

    Args:
        code: Code of the finding.
        cell: Where it is.
        line: Line of the cell, from 1.
        words: Those of the notebook's magics.
    """
    if code not in UNUSED or cell is None or not words:
        return False
    return not words.isdisjoint(_WORD.findall(line_text(cell, line)))


def may_be_mended(subjects: Iterable[Subject]) -> dict[str, bool]:
    """By the notebooks' paths, whether what seems to be unused may be taken away."""
    found: dict[str, bool] = {}
    for subject in subjects:
        words = magic_words(subject)
        bound = {
            name
            for code in read_code(subject)
            for line in code.text.split("\n")
            if words and ("import" in line or "=" in line)
            for name in _WORD.findall(line)
        }
        found[subject.path] = words.isdisjoint(bound)
    return found
