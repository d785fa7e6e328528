"""What is noise in the specs of plots and in other structured data."""

from __future__ import annotations

import re
from typing import Any

from jupyter_mlops.notebooks.diff.outputs.noise import quiet

_Path = list[str | int]

#: Keys whose values are generated at random, or counted up, whenever a plot is made.
_GENERATED = frozenset({"uid", "model_id", "display_id", "plotlyServerURL"})
#: Names that Altair gives to data (a hash of it), and, counting up, to views and parameters.
_DATA_NAME = re.compile(r"data-[0-9a-f]{32}")
_COUNTED = re.compile(r"(?:view|param|selector)_?\d{1,9}")


def is_noise(path: _Path, before: Any, after: Any) -> bool:
    """Whether a changed value says nothing about what is shown."""
    if path and path[-1] in _GENERATED:
        return True
    if not isinstance(before, str) or not isinstance(after, str):
        return False
    if path and path[-1] == "name" and _DATA_NAME.fullmatch(before) and _DATA_NAME.fullmatch(after):
        return True
    if _COUNTED.fullmatch(before) and _COUNTED.fullmatch(after):
        return True
    return quiet(before) == quiet(after)


def paired_keys(base: dict[str, Any], head: dict[str, Any]) -> dict[str, str]:
    """Keys of the base that the head has under another, generated name: datasets, in order."""
    gone = [key for key in base if key not in head and _DATA_NAME.fullmatch(key)]
    new = [key for key in head if key not in base and _DATA_NAME.fullmatch(key)]
    return dict(zip(gone, new, strict=False))
