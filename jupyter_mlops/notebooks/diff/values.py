"""Exact operations that make one JSON value out of another."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.fingerprint import fingerprint
from jupyter_mlops.notebooks.diff.operations import (
    Add,
    Change,
    Form,
    Lines,
    Op,
    Order,
    Remove,
    Replace,
    Splice,
)
from jupyter_mlops.notebooks.diff.sequences import Range, diff_sequences
from jupyter_mlops.notebooks.diff.textforms import FORMS, form_of, shape_text
from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.multiline import split_lines, text_of

#: Keys of a notebook whose values are texts, whole or in lines; so are all keys with a slash,
#: which are MIME types.
_TEXTS = frozenset({"source", "text"})


def diff_objects(base: dict[str, Any], head: dict[str, Any], budget: Budget) -> list[Op]:
    """Operations that make the object `head` out of `base`; none if they are the same."""
    ops: list[Op] = [Remove(key=key) for key in base if key not in head]
    for at, (key, value) in enumerate(head.items()):
        if key not in base:
            ops.append(Add(key=key, value=value, at=None if at >= len(head) - 1 else at))
        elif (op := diff_entries(key, base[key], value, budget)) is not None:
            ops.append(op)
    kept = [key for key in head if key in base]
    if kept != [key for key in base if key in head]:
        ops.append(Order(keys=list(head)))
    return ops


def diff_entries(key: str | int, base: Any, head: Any, budget: Budget) -> Op | None:
    """The operation that makes the value `head` out of `base` under a key; None if none is due.

    Past the budget the whole value is replaced.
    """
    ops: list[Op] | None = None
    if budget.spent:
        return None if same(base, head) else Replace(key=key, value=head)
    if isinstance(base, dict) and isinstance(head, dict):
        ops = diff_objects(base, head, budget)
    elif _is_text(key) and _has_lines(base) and _has_lines(head):
        ops = diff_texts_exactly(base, head, budget)
    if ops is None and isinstance(base, list) and isinstance(head, list):
        ops = diff_lists(base, head, budget)
    if ops is None:
        return None if same(base, head) else Replace(key=key, value=head)
    return Change(key=key, changes=ops) if ops else None


def diff_lists(base: list[Any], head: list[Any], budget: Budget) -> list[Op]:
    """Operations that make the list `head` out of `base`; none if they are the same."""
    if same(base, head):
        return []
    ranges = diff_sequences([_key(item) for item in base], [_key(item) for item in head], budget)
    return [op for changed in ranges for op in _splice(changed, base, head, budget)]


def _key(item: Any) -> str | bytes:
    """What is equal for items that are the same."""
    return fingerprint(item) if isinstance(item, (dict, list)) else repr(item)


def diff_texts_exactly(base: Any, head: Any, budget: Budget) -> list[Op] | None:
    """Operations that make a text, however it is held, out of another.

    Returns:
        None if one of them is no text, or a list of odd pieces.
    """
    before, after = text_of(base), text_of(head)
    if before is None or after is None:
        return None
    old_form, new_form = form_of(base), form_of(head)
    if old_form is None or new_form is None:
        return None
    ops: list[Op] = []
    if before != after:
        old, new = split_lines(before), split_lines(after)
        ops += [
            Lines(at=r.base, removed=r.base_end - r.base, added=new[r.head : r.head_end])
            for r in diff_sequences(old, new, budget)
        ]
    return ops + form_change(base, head, after)


def form_change(base: Any, head: Any, text: str) -> list[Op]:
    """The operation that has `text` held as `head` is, where holding it as `base` would differ."""
    form = form_of(base)
    if form is not None and shape_text(text, form) == head:
        return []
    return [Form(form=next(form for form in FORMS if shape_text(text, form) == head))]


def _splice(changed: Range, base: list[Any], head: list[Any], budget: Budget) -> list[Op]:
    """Changes objects and lists one by one where as many come as go, else replaces the range."""
    old, new = base[changed.base : changed.base_end], head[changed.head : changed.head_end]
    if len(old) != len(new) or not any(isinstance(item, (dict, list)) for item in old):
        return [Splice(at=changed.base, removed=len(old), added=new)]
    entries = (
        diff_entries(at, one, other, budget)
        for at, (one, other) in enumerate(zip(old, new, strict=True), start=changed.base)
    )
    return [op for op in entries if op is not None]


def _is_text(key: str | int) -> bool:
    return isinstance(key, str) and (key in _TEXTS or "/" in key)


def _has_lines(value: Any) -> bool:
    """Whether it may be worth comparing by line; a text of one line is replaced as a whole."""
    return isinstance(value, list) or (isinstance(value, str) and "\n" in value)
