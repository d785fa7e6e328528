"""Asks about one conflict after the other."""

from __future__ import annotations

import os
import sys
from typing import Any, Final

from jupyter_mlops.cli.conflict_text import conflict_line, conflict_view
from jupyter_mlops.cli.diff_output import printable
from jupyter_mlops.cli.editor import edit_text
from jupyter_mlops.cli.failure import tell
from jupyter_mlops.cli.text import has_colours
from jupyter_mlops.errors import ConflictError, MlopsError
from jupyter_mlops.notebooks.accessors import cell_source, language
from jupyter_mlops.notebooks.merge.model import Conflict
from jupyter_mlops.notebooks.merge.resolve import Settlement
from jupyter_mlops.services.resolve import Resolving

_SIDES: Final[dict[str, Settlement]] = {"l": "local", "r": "remote", "b": "both", "a": "base"}
_HELP: Final = """\
l  take the first side (<); a cell that it has deleted goes
r  take the second side (>)
b  take both: the first side's lines, then the second's
a  take the base, what both sides started from
e  edit the cell with its markers in your editor
s  skip this one for now
q  quit; what was settled stays settled
"""
_ENDINGS: Final = {"markdown": ".md", "raw": ".txt"}
_LANGUAGES: Final = {"python": ".py", "r": ".r", "julia": ".jl"}


def ask_all(resolving: Resolving) -> None:
    """Shows each conflict and does what is answered; writes the file after each answer.

    Questions go to standard output, answers come from standard input; its end means to quit.

    Raises:
        MlopsError: The file cannot be written, or was changed by somebody else.
    """
    total = len(resolving.conflicts)
    skipped = 0
    while skipped < len(resolving.conflicts):
        conflicts = resolving.conflicts
        conflict = conflicts[skipped]
        number = total - len(conflicts) + skipped + 1
        _show(resolving.nb, conflict, f"{number} of {total}")
        answer = _ask(editable=_is_editable(conflict))
        if answer == "q":
            break
        if answer == "s":
            skipped += 1
        elif answer == "e":
            _edit(resolving, conflict)
        else:
            resolving.settle(conflict.cell, _SIDES[answer])
        resolving.save()
    _tell_end(resolving, total)


def _is_editable(conflict: Conflict) -> bool:
    return conflict.cell is not None and bool({"source", "deleted", "type"} & set(conflict.kinds))


def _show(nb: dict[str, Any], conflict: Conflict, place: str) -> None:
    colour = has_colours(sys.stdout) and os.environ.get("TERM") != "dumb"
    title = f"── {place}: {conflict_line(nb, conflict)}"
    print(f"\n\x1b[1m{title}\x1b[0m" if colour else f"\n{title}")
    for line in conflict_view(nb, conflict, colour=colour):
        sys.stdout.write(line)


def _ask(*, editable: bool) -> str:
    """A letter of those offered; `q` at the end of the input."""
    edit = "[e]dit, " if editable else ""
    question = f"[l]ocal, [r]emote, [b]oth, b[a]se, {edit}[s]kip, [q]uit, [?]: "
    letters = {*_SIDES, "s", "q"} | ({"e"} if editable else set())
    words = {"skip": "s", "quit": "q", "edit": "e"}
    words |= {str(word): letter for letter, word in _SIDES.items()}
    while True:
        sys.stdout.write(question)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            print()
            return "q"
        said = line.strip().lower()
        answer = words.get(said, said)
        if answer in letters:
            return answer
        print(_HELP if answer else "", end="")


def _edit(resolving: Resolving, conflict: Conflict) -> None:
    """Lets the user edit the cell; it is settled if no marker is left in it."""
    if conflict.cell is None:
        raise AssertionError
    cell = resolving.nb["cells"][conflict.cell]
    source = cell_source(cell)
    kind = language(resolving.nb) or "python"
    ending = _ENDINGS.get(str(cell.get("cell_type")), _LANGUAGES.get(kind, ".txt"))
    try:
        edited = edit_text(source, ending=ending)
    except MlopsError as error:
        tell(error)
        return
    if edited.endswith("\n") and not source.endswith("\n"):
        edited = edited[:-1]  # which most editors add
    if edited != source:
        resolving.write_source(conflict.cell, edited)
    try:
        resolving.settle(conflict.cell, "edited")
    except ConflictError as error:
        tell(error)


def _tell_end(resolving: Resolving, total: int) -> None:
    left = len(resolving.conflicts)
    name = printable(str(resolving.file))
    if not total:
        print(f"{name} has no conflict")
    elif left:
        print(f"{name}: {left} of {total} left")
    else:
        print(f"{name}: all settled (for git: git add {name})")
