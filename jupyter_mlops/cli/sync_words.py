"""What somebody has decided about modules on the command line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from jupyter_mlops.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jupyter_mlops.jobs.home import Home
    from jupyter_mlops.modules.model import Answer, CellKey, ModuleStatus
    from jupyter_mlops.modules.sync.model import Decisions, Side
    from jupyter_mlops.services.sync_model import SyncRequest


def read_decisions(
    args: argparse.Namespace, request: SyncRequest, home: Home
) -> dict[str, Decisions]:
    """The decisions, by module.

    Args:
        args: With `delete`, `unmark`, `keep`, `notebook` and `module`: lists of `MODULE:NAME`.
        request: What is to be synced.
        home: Where earlier exports are kept.

    Raises:
        InvalidError: There is no such question or conflict.
    """
    answers: list[tuple[Answer, list[str]]] = [
        ("delete", args.delete),
        ("unmark", args.unmark),
        ("keep", args.keep),
    ]
    sides: list[tuple[Side, list[str]]] = [("notebook", args.notebook), ("module", args.module)]
    if not any(words for _, words in (*answers, *sides)):
        return {}
    from jupyter_mlops.modules.sync.model import Decisions
    from jupyter_mlops.services.sync import find_differences

    modules = {each.name: each for each in find_differences(request, home).modules}
    answered: dict[str, dict[CellKey, Answer]] = {}
    for answer, words in answers:
        for word in words:
            module, name = _split(word, modules)
            answered.setdefault(module.name, {})[_asked(module, name, answer)] = answer
    settled: dict[str, dict[CellKey, Side]] = {}
    for side, words in sides:
        for word in words:
            module, name = _split(word, modules)
            settled.setdefault(module.name, {})[_conflicting(module, name)] = side
    return {
        name: Decisions(answers=answered.get(name, {}), sides=settled.get(name, {}))
        for name in {*answered, *settled}
    }


def _split(word: str, modules: dict[str, ModuleStatus]) -> tuple[ModuleStatus, str]:
    name, colon, rest = word.partition(":")
    if not colon or name not in modules:
        known = ", ".join(modules) or "none"
        raise InvalidError(
            f"{word} names no module and what is in it",
            hint=f"write MODULE:NAME; there are these modules: {known}",
        )
    return modules[name], rest


def _asked(module: ModuleStatus, name: str, answer: Answer) -> CellKey:
    """The cell about which a question is open."""
    indices = {change.key: change.index for change in module.changes}
    for question in module.questions:
        if name in question.names or _is_called(question.key, indices, name):
            if answer not in question.answers:
                raise InvalidError(
                    f"{name} of {module.name} cannot be answered by --{answer}",
                    hint=f"one of {', '.join(f'--{each}' for each in question.answers)}",
                )
            return question.key
    open_names = [each for question in module.questions for each in question.names]
    raise InvalidError(
        f"nothing called {name} was deleted in {module.name} or its notebooks",
        hint=_there_are(open_names),
    )


def _conflicting(module: ModuleStatus, name: str) -> CellKey:
    conflicts = [change for change in module.changes if change.change == "conflict"]
    for change in conflicts:
        if _is_called(change.key, {change.key: change.index}, name):
            return change.key
    raise InvalidError(
        f"{module.name} has no conflict in a cell {name}",
        hint=_there_are([str(change.index + 1) for change in conflicts]),
    )


def _is_called(key: CellKey, indices: dict[CellKey, int], name: str) -> bool:
    index = indices.get(key, -1)
    return name in (key.cell, f"{key.notebook}#{key.cell}") or name == str(index + 1 or "")


def _there_are(names: Sequence[str]) -> str:
    return f"there are: {', '.join(names)}" if names else "sync first: jupyter mlops sync"
