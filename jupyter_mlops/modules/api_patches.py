"""Methods that are defined outside of their class, as nbdev's users write them.

`@patch def fit(self: Model)` below `class Model` gives the class a method; the module has no such
function then: https://fastcore.fast.ai/basics.html#patch
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import griffe

_PATCH: Final = re.compile(r"(?:\w+\.)*patch(?:_to)?(?:\((?P<classes>[^)]*)\))?")
_NAME: Final = re.compile(r"[^\W\d]\w*")


def move_patches(module: griffe.Module) -> None:
    """Gives patched methods to their classes, where these are in the same module.

    Args:
        module: As griffe has read it.
    """
    members: dict[str, Any] = module.members
    for name, member in list(members.items()):
        if member.is_alias or not member.is_function:
            continue
        owners = _owners(member)
        classes = [members[each] for each in owners if each in members and _is_class(members[each])]
        if owners:
            module.del_member(name)
        for owner in classes:
            owner.set_member(name, member)


def _owners(function: Any) -> list[str]:
    """Names of the classes that a function is put into; empty for one that stays a function."""
    for decorator in function.decorators:
        found = _PATCH.fullmatch(str(decorator.value))
        if found is None:
            continue
        if found["classes"] is not None and "_to" in found[0]:
            return _NAME.findall(found["classes"])
        first = next(iter(function.parameters), None)
        return _NAME.findall(str(first.annotation or "")) if first is not None else []
    return []


def _is_class(member: Any) -> bool:
    return not member.is_alias and bool(member.is_class)
