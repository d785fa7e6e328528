"""How a package's public API has changed, and what that means for its version."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

#: How large a step of the version a change asks for, as in Semantic Versioning.
ChangeLevel = Literal["major", "minor", "patch"]


class ApiChange(Struct, frozen=True, kw_only=True):
    """A change of the public API, with its reason and its place."""

    level: ChangeLevel
    #: What happened, for programs: `added`, `removed`, `parameter_added_required`, …
    kind: str
    #: The name with its module, such as `features.scale`.
    name: str
    #: What happened, in one sentence.
    message: str
    #: The notebook's path below the project, and the cell's id; empty where no cell has it.
    notebook: str = ""
    cell: str = ""
    #: The cell's index in the notebook, from 0; -1 if none.
    index: int = -1
