"""Whether two outputs are equal in every bit, without encoding what needn't be."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.fingerprint import same


def equal(base: Any, head: Any) -> bool:
    """Whether two JSON values are equal in type, order of keys and content.

    Strings and lists of lines, of which outputs are made, are compared where they lie.
    """
    if type(base) is not type(head):
        return False
    if isinstance(base, dict):
        return list(base) == list(head) and all(equal(base[key], head[key]) for key in base)
    if isinstance(base, list):
        if len(base) != len(head):
            return False
        if base == head and all(type(item) is str for item in base):
            return True
    return same(base, head)
