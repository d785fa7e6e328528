"""Names that are used before they are there, if a notebook is run from top to bottom."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from jupyter_mlops.checks.cell_code import CellCode
from jupyter_mlops.checks.order_uses import Event, events_of

#: What IPython puts into every notebook, and what platforms do.
_THERE: Final = frozenset(dir(builtins)) | {
    *("get_ipython", "display", "In", "Out", "exit", "quit", "open", "_", "__", "___"),
    *("_i", "_ii", "_iii", "_ih", "_oh", "_dh", "__builtins__", "__annotations__", "__session__"),
    *("__vsc_ipynb_file__", "__pyodide__", "WindowsError", "__conditional_annotations__"),
    *("spark", "sc", "sqlContext", "dbutils", "displayHTML", "mssparkutils", "notebookutils"),
    *("jovian", "__IPYTHON__", "reveal_type", "reveal_locals"),
}
_NUMBERED: Final = re.compile(r"_i?\d+")
_WORD: Final = re.compile(r"[A-Za-z_]\w*")
#: Magics that bring names which nobody can know, and tags of cells that are not run, or may fail.
_BRINGS: Final = re.compile(
    r"%(?:run|pylab|store|load|loadpy|px|autopx|rpull|Rpull|sql|bigquery)\b"
)
_SKIPPED: Final = frozenset({"skip-execution", "nbval-skip", "skip_execution", "remove-execution"})
_FAILING: Final = frozenset({"raises-exception", "nbval-raises-exception"})
_SKIP_LINE: Final = re.compile(r"^\s*#\s*\|\s*eval:\s*false", re.MULTILINE | re.IGNORECASE)
_FUTURE: Final = re.compile(r"^from __future__ import .*\bannotations\b", re.MULTILINE)


class Missing(NamedTuple):
    """A name that is not there when it is used."""

    code: CellCode
    event: Event
    #: Index of the first later cell that binds it; None if none does.
    bound_in: int | None
    #: Index of the cell that has deleted it; None if none has.
    dropped_in: int | None = None
    #: The function that needs it, where its call comes too early; empty otherwise.
    called: str = ""
    #: Whether running the notebook fails here for sure.
    certain: bool = True


class _Cell(NamedTuple):
    code: CellCode
    events: tuple[Event, ...]
    #: Words of magics, which may be names that they bind.
    words: frozenset[str]
    brings_all: bool


def find_missing(codes: Iterable[CellCode]) -> Iterator[Missing]:
    """Yields the names that are not there when they are used, each once a cell.

    Args:
        codes: The code cells of a notebook, in their order.
    """
    cells: list[_Cell] = []
    annotations = True
    for code in codes:
        if not _is_skipped(code):
            # What is imported from the future holds for all cells to come.
            annotations = annotations and not _FUTURE.search(code.text)
            cells.append(_cell(code, annotations=annotations))
    bound_in: dict[str, list[int]] = {}
    for cell in cells:
        for name in (
            *cell.words,
            *(each.name for each in cell.events if each.kind in ("bind", "expect")),
        ):
            bound_in.setdefault(name, []).append(cell.code.cell.index)
    look = _Look(bound_in)
    for cell in cells:
        seen: set[str] = set()
        for missing in look.at(cell):
            if missing.event.name not in seen:
                seen.add(missing.event.name)
                yield missing


class _Look:
    """A look at cells, one after the other, that remembers what is there.

    Args:
        bound_in: Indexes of the cells that bind a name, by name.
    """

    def __init__(self, bound_in: Mapping[str, list[int]]) -> None:
        self._bound_in = bound_in
        #: Names of the notebook that its functions use, by function, as defined so far.
        self._needs: dict[str, list[Event]] = {}
        self._there: set[str] = set()
        self._dropped: dict[str, int] = {}
        self._anything = False

    def at(self, cell: _Cell) -> Iterator[Missing]:
        self._there |= cell.words
        self._anything |= cell.brings_all
        may_fail = not _FAILING.isdisjoint(cell.code.cell.tags)
        for event in cell.events:
            if self._take(event, cell.code.cell.index) or self._anything or may_fail:
                continue
            if event.kind == "call":
                yield from self._called(cell.code, event)
            elif not self._is_there(event.name) and (
                event.kind == "use" or self._is_nowhere(event)
            ):
                yield self._missing(cell.code, event)

    def _take(self, event: Event, index: int) -> bool:
        """Remembers what an event does to names; False if it needs one."""
        if event.kind in {"bind", "expect"}:
            self._there.add(event.name)
        elif event.kind == "define":
            self._needs[event.name] = []
        elif event.kind == "drop":
            self._there.discard(event.name)
            self._dropped[event.name] = index
        elif event.kind == "anything":
            self._anything = True
        else:
            if event.within in self._needs and event.kind != "call":
                self._needs[event.within].append(event)
            return False
        return True

    def _is_there(self, name: str) -> bool:
        return name in self._there or name in _THERE or bool(_NUMBERED.fullmatch(name))

    def _is_nowhere(self, event: Event) -> bool:
        """Whether a function's body uses a name that no cell at all binds."""
        return event.name not in self._bound_in

    def _called(self, code: CellCode, event: Event) -> Iterator[Missing]:
        """A function is called before all is there that it needs."""
        if event.within or event.name not in self._there:
            return
        waiting, seen = [event.name], {event.name}
        while waiting:
            for needed in self._needs.get(waiting.pop(), ()):
                if needed.name in seen:
                    continue
                seen.add(needed.name)
                if needed.name in self._needs:
                    waiting.append(needed.name)
                if not self._is_there(needed.name) and needed.name in self._bound_in:
                    found = self._missing(code, needed._replace(node=event.node))
                    if found.bound_in is not None:
                        yield found._replace(called=event.name, certain=False)

    def _missing(self, code: CellCode, event: Event) -> Missing:
        index = code.cell.index
        later = [at for at in self._bound_in.get(event.name, ()) if at >= index]
        return Missing(
            code,
            event,
            bound_in=later[0] if later else None,
            dropped_in=self._dropped.get(event.name),
            certain=event.kind == "use",
        )


def _cell(code: CellCode, *, annotations: bool) -> _Cell:
    events = () if code.tree is None else tuple(events_of(code.tree, annotations=annotations))
    text = " ".join(magic.text for magic in code.magics)
    # A cell that nobody can read may bind anything.
    unread = code.tree is None and bool(code.text.strip())
    return _Cell(code, events, frozenset(_WORD.findall(text)), unread or bool(_BRINGS.search(text)))


def _is_skipped(code: CellCode) -> bool:
    return not _SKIPPED.isdisjoint(code.cell.tags) or bool(_SKIP_LINE.search(code.cell.source))


def line_and_column(node: ast.AST) -> tuple[int, int]:
    """Where a node stands in its cell, from 1."""
    return getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1
