"""What is known of a notebook's parameters."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class Parameter(Struct, frozen=True, kw_only=True):
    """One variable that a run may set."""

    #: The variable's name.
    name: str
    #: Its type as a reader would write it: the annotation, else the type of the default.
    type: str
    #: JSON Schema (draft 2020-12) of its values, with title, description (help) and default.
    json_schema: dict[str, Any]
    #: Whether the notebook assigns it, so that a run need not.
    has_default: bool
    #: The default as it travels in JSON; null also where it is not known, see `expression`.
    default: Any = None
    #: Source text of a default that cannot be known without running it.
    expression: str | None = None
    #: Line within the cell's source, from 1.
    line: int

    @property
    def known(self) -> bool:
        """Whether `default` says what the variable holds unless a run sets it."""
        return self.has_default and self.expression is None


class ParameterSet(Struct, frozen=True, kw_only=True):
    """The parameters of a notebook."""

    #: The notebook, as messages call it.
    notebook: str
    #: Id of the parameters cell; null where there is none.
    cell_id: str | None
    #: Position of the parameters cell, from 0; null where there is none.
    cell_index: int | None
    #: The notebook's language, lower case.
    language: str
    #: The parameters in source order.
    parameters: tuple[Parameter, ...] = ()
    #: Whether these are all; false for languages that nobody here can read.
    complete: bool = True

    @property
    def place(self) -> str:
        """Where the parameters are, for messages; people count cells from 1."""
        return self.notebook if self.cell_index is None else place(self.notebook, self.cell_index)

    def json_schema(self) -> dict[str, Any]:
        """JSON Schema (draft 2020-12) of an object with a value for each parameter.

        It names no `$schema`, since validators of older drafts refuse one that they do not know,
        and every keyword used means the same to them.
        """
        schema: dict[str, Any] = {
            "type": "object",
            "properties": {each.name: each.json_schema for each in self.parameters},
            "additionalProperties": not self.complete,
        }
        if required := [each.name for each in self.parameters if not each.has_default]:
            schema["required"] = required
        return schema


def place(notebook: str, cell_index: int) -> str:
    """A cell of a notebook, for messages."""
    return f"{notebook}, cell {cell_index + 1}"
