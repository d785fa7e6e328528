"""What griffe finds incompatible, in words.

https://mkdocstrings.github.io/griffe/guide/users/checking/
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

if TYPE_CHECKING:
    from jupyter_mlops.modules.api import Api


class Difference(Struct, frozen=True, kw_only=True):
    """Something that differs between two versions of an API."""

    #: As in `ApiChange`.
    kind: str
    #: The public name, with its module.
    name: str
    message: str
    #: What it is about: of the new version, or of the old one where it is gone.
    found: Any
    #: Whether that is of the old version.
    gone: bool = False
    #: The line that it is about, from 1; by default where `found` begins.
    line: int = 0


def find_breakages(old: Api, new: Api) -> Iterator[Difference]:
    """What those who use the old version would stumble over.

    Modules that are no Python in one of the versions say nothing.
    """
    import griffe

    broken = old.broken | new.broken
    for breakage in griffe.find_breaking_changes(old.tree, new.tree):
        found: Any = breakage.obj
        imported = found.is_alias  # which is where it is imported, not where it is defined
        place, line = (found.parent, found.alias_lineno or 0) if imported else (found, 0)
        kind = breakage.kind.name
        if kind not in _WORDS or new.file_of(place) in broken:
            continue
        name = _name(found, new.tree.path)
        word, tell = _CONSTRUCTOR if _is_lost_constructor(found, kind) else _WORDS[kind]
        yield Difference(
            kind=word,
            name=name,
            message=f"{name} {tell(breakage)}",
            found=place,
            gone=kind == "OBJECT_REMOVED",
            line=line,
        )
    yield from _find_async(old, new)
    yield from _find_constructors(old, new)
    yield from _find_inserted(old, new)


def _find_async(old: Api, new: Api) -> Iterator[Difference]:
    """Functions that have to be awaited now, or not any more, which griffe doesn't look at."""
    for name, found in new.objects.items():
        before = old.objects.get(name)
        if before is None or not (found.is_function and before.is_function):
            continue
        now, then = "async" in found.labels, "async" in before.labels
        if now != then:
            tell = "has to be awaited now" if now else "is not to be awaited any more"
            yield Difference(kind="async_changed", name=name, message=f"{name} {tell}", found=found)


def _find_constructors(old: Api, new: Api) -> Iterator[Difference]:
    """Classes that were made from nothing, and need something now."""
    classes: dict[str, Any] = {name: each for name, each in old.objects.items() if each.is_class}
    found: Any
    for name, found in new.objects.items():
        before = classes.get(name)
        if before is None or not found.is_class or before.bases:
            continue
        made = found.all_members.get("__init__")
        if made is None or made.is_alias or "__init__" in before.all_members:
            continue
        needed = [each.name for each in list(made.parameters)[1:] if each.required]
        for each in needed:
            message = f"{name} requires {each}, which is new"
            yield Difference(
                kind="parameter_added_required", name=name, message=message, found=found
            )


def inserted_parameters(before: Any, now: Any) -> list[Any]:
    """Parameters that take a place in which another value was taken before.

    Args:
        before: A function or a class of the old version, as griffe has it.
        now: The same of the new one.
    """
    old, new = list(before.parameters), list(now.parameters)
    places = [each.name for each in old if _kind_of(each) in _POSITIONAL]
    any_place = any(_kind_of(each) == _REST for each in old)
    names = {each.name for each in old}
    gone = set[str]() if any(_kind_of(each) == _REST for each in new) else names
    gone = gone - {each.name for each in new}
    positional = (each for each in new if _kind_of(each) in _POSITIONAL)
    return [
        each
        for at, each in enumerate(positional)
        if each.name not in places
        and (any_place if at >= len(places) else places[at] not in gone)  # else it is told already
        and (each.name in names or not each.required)  # the same
    ]


def _kind_of(parameter: Any) -> str:
    return parameter.kind.name if parameter.kind is not None else ""


def _find_inserted(old: Api, new: Api) -> Iterator[Difference]:
    """Parameters that can be left out, and yet are in the way of calls that there may be."""
    for name, found in new.objects.items():
        before = old.objects.get(name)
        if before is None or not (found.is_function and before.is_function):
            continue
        for each in inserted_parameters(before, found):
            message = f"{name} takes {each.name} before any other values"
            yield Difference(kind="parameter_inserted", name=name, message=message, found=found)


def _is_lost_constructor(found: Any, kind: str) -> bool:
    return kind == "OBJECT_REMOVED" and found.name == "__init__"


def _name(found: Any, root: str) -> str:
    path: str = found.path
    return path.removeprefix(f"{root}.").removesuffix(".__init__")


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _kind_changed(breakage: Any) -> str:
    before, now = breakage.old_value.kind.value, breakage.new_value.kind.value
    return f"takes {breakage.new_value.name} as {now} instead of {before}"


def _default_changed(breakage: Any) -> str:
    before, now = breakage.old_value, breakage.new_value
    return f"has {now.default} instead of {before.default} as default of {now.name}"


def _returns(breakage: Any) -> str:
    before, now = breakage.old_value, breakage.new_value
    if now is None:
        return f"no longer says that it returns {before}"
    return f"returns {now} instead of {before}"


def _bases(breakage: Any) -> str:
    left = {str(base) for base in breakage.new_value}
    gone = ", ".join(str(base) for base in breakage.old_value if str(base) not in left)
    return f"no longer derives from {gone}" if gone else "derives from fewer classes"


_POSITIONAL: Final = ("positional_only", "positional_or_keyword")
_REST: Final = "var_positional"
_CONSTRUCTOR: Final[tuple[str, Callable[[Any], str]]] = (
    "constructor_removed",
    lambda _: "has no constructor of its own any more",
)
#: griffe's kind -> ours, and what to say after the name.
_WORDS: Final[dict[str, tuple[str, Callable[[Any], str]]]] = {
    "OBJECT_REMOVED": ("removed", lambda _: "was removed"),
    "OBJECT_CHANGED_KIND": (
        "kind_changed",
        lambda it: f"is {_a(it.new_value.value)} instead of {_a(it.old_value.value)}",
    ),
    "PARAMETER_MOVED": (
        "parameter_moved",
        lambda it: f"takes {it.new_value.name} at another position",
    ),
    "PARAMETER_REMOVED": (
        "parameter_removed",
        lambda it: f"no longer takes {it.old_value.name}",
    ),
    "PARAMETER_CHANGED_KIND": ("parameter_kind_changed", _kind_changed),
    "PARAMETER_CHANGED_DEFAULT": ("parameter_default_changed", _default_changed),
    "PARAMETER_CHANGED_REQUIRED": (
        "parameter_required",
        lambda it: f"requires {it.new_value.name} now",
    ),
    "PARAMETER_ADDED_REQUIRED": (
        "parameter_added_required",
        lambda it: f"requires {it.new_value.name}, which is new",
    ),
    "RETURN_CHANGED_TYPE": ("return_changed", _returns),
    "CLASS_REMOVED_BASE": ("base_removed", _bases),
}
