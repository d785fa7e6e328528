"""How large a step the next version is to be: what has changed in the public API, and where.

What is gone or incompatible asks for a major step, what is new for a minor one, anything else for
a patch (https://semver.org/). Names that aren't public never ask for more than that.
"""

from __future__ import annotations

import ast
import sys
import textwrap
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from jupyter_mlops.modules.api import Api, PublicName, module_name
from jupyter_mlops.modules.breakages import Difference, find_breakages, inserted_parameters
from jupyter_mlops.modules.model import CellKey
from jupyter_mlops.modules.text import split_header
from jupyter_mlops.modules.version_steps import LEVELS, asked_level, heaviest, is_initial
from jupyter_mlops.modules.versions import ApiChange, ChangeLevel

if TYPE_CHECKING:
    import griffe
    from packaging.version import Version

#: The index of a cell in its notebook, from 0; -1 if it isn't there.
CellIndex = Callable[[CellKey], int]

#: Kinds of what is new.
_NEW: Final = ("added", "parameter_added")


class Advice(Struct, frozen=True, kw_only=True):
    """How large a step is advised, and why."""

    level: ChangeLevel
    #: The weightiest first.
    reasons: tuple[ApiChange, ...]


def advise(base: Version, changes: tuple[ApiChange, ...]) -> Advice:
    """Says how large a step changes ask for.

    Args:
        base: The version that they come after.
        changes: As `compare_apis` finds them.
    """
    heavy = heaviest(change.level for change in changes)
    asked = asked_level(base, heavy)
    if heavy != "major" or not is_initial(base):
        return Advice(level=asked, reasons=changes)
    why = ApiChange(
        level=asked,
        kind="initial_development",
        name="",
        message="before 1.0.0 an incompatible change asks for a minor step only",
    )
    return Advice(level=asked, reasons=(why, *changes))


def compare_apis(old: Api, new: Api, index: CellIndex = lambda _: -1) -> tuple[ApiChange, ...]:
    """What has changed between two versions of a package, the weightiest first, then by name.

    Args:
        old: The API before.
        new: The API after.
        index: Where a cell is today.
    """
    told = [*find_breakages(old, new), *_find_added(old, new)]
    found = [
        _change(old, new, each, "minor" if each.kind in _NEW else "major", index) for each in told
    ]
    touched = [_change(old, new, each, "patch", index) for each in _find_touched(old, new, told)]
    changes = dict.fromkeys((*found, *touched))
    return tuple(sorted(changes, key=lambda each: (LEVELS.index(each.level), each.name)))


def _change(
    old: Api, new: Api, difference: Difference, level: ChangeLevel, index: CellIndex
) -> ApiChange:
    side, found = (old if difference.gone else new), difference.found
    key = side.cell_of(side.file_of(found), difference.line or _line(found))
    return ApiChange(
        level=level,
        kind=difference.kind,
        name=difference.name,
        message=difference.message,
        notebook=key.notebook if key else "",
        cell=key.cell if key else "",
        index=index(key) if key else -1,
    )


def _line(found: griffe.Object) -> int:
    """Where something begins; what griffe has made up, such as a constructor, is in its class."""
    line = found.lineno or (found.parent.lineno if found.parent else 0)
    return line or sys.maxsize  # a module: any of its cells tells the notebook


def _find_added(old: Api, new: Api) -> Iterator[Difference]:
    """New names, those of a new class aside, and new parameters that can be left out."""
    for name, found in new.objects.items():
        if new.file_of(found) in old.broken:
            continue
        before = old.objects.get(name)
        if before is None:
            owner = name.rpartition(".")[0]
            if not found.is_module and not (owner not in old.objects and _is_class(new, owner)):
                message = f"{name} was added"
                yield Difference(kind="added", name=name, message=message, found=found)
        elif before.kind is found.kind and (found.is_function or found.is_class):
            yield from _find_new_parameters(name, before, found)


def _find_new_parameters(name: str, before: Any, found: Any) -> Iterator[Difference]:
    known = {parameter.name for parameter in before.parameters}
    known |= {parameter.name for parameter in inserted_parameters(before, found)}
    for parameter in found.parameters:
        if parameter.name not in known and not parameter.required:
            message = f"{name} takes {parameter.name}, which can be left out"
            yield Difference(kind="parameter_added", name=name, message=message, found=found)


def _is_class(api: Api, name: str) -> bool:
    return name in api.objects and api.objects[name].is_class


def _find_touched(old: Api, new: Api, told: list[Difference]) -> Iterator[Difference]:
    """Functions, classes and values that are written otherwise, and whatever else is."""
    names = {each.name for each in told}
    seen = {new.file_of(each.found) for each in told}
    for name, found in new.objects.items():
        imported = found.path != f"{new.tree.path}.{name}"
        if imported or found.is_module or _is_class(new, name.rpartition(".")[0]) or name in names:
            continue
        if name in old.objects and _differ(old.names[name], new.names[name]):
            seen.add(new.file_of(found))
            message = f"{name} was changed, and is used as before"
            yield Difference(kind="changed", name=name, message=message, found=found)
    yield from _find_inner(old, new, seen)


def _find_inner(old: Api, new: Api, seen: set[str]) -> Iterator[Difference]:
    """Modules of which only what isn't public was changed."""
    for file, text in new.source.files.items():
        before = old.source.files.get(file)
        if before is None or file in seen or not file.endswith(".py"):
            continue
        line = _first_difference(before, text)
        if line:
            name = module_name(file)
            shown, found = name or new.source.package, new.objects.get(name, new.tree)
            message = f"{shown} was changed inside"
            yield Difference(kind="changed", name=shown, message=message, found=found, line=line)


def _first_difference(before: str, now: str) -> int:
    """The line of the first statement that another version hasn't, from 1; 0 if it has all."""
    if split_header(before)[1] == split_header(now)[1]:
        return 0
    try:
        known = {ast.dump(statement) for statement in _parse(before).body}
        body = _parse(now).body
    except (SyntaxError, ValueError, RecursionError):
        return 1
    missing = (each.lineno for each in body if ast.dump(each) not in known)
    return next(missing, 1 if len(body) < len(known) else 0)


def _differ(before: PublicName, now: PublicName) -> bool:
    return before.text != now.text and not _same(before.text, now.text)


def _same(before: str, now: str) -> bool:
    """Whether two texts are the same code: formatting and comments don't count."""
    try:
        return ast.dump(_parse(before)) == ast.dump(_parse(now))
    except (SyntaxError, ValueError, RecursionError):
        return before == now


def _parse(text: str) -> ast.Module:
    return ast.parse(textwrap.dedent(text))
