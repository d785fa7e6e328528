"""The exact half of a diff: operations that make the head out of the base."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

TextForm = Literal["text", "lines", "python-lines"]


class Add(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="add", tag_field="op"):
    """Gives an object a key that it didn't have."""

    key: str
    value: Any
    #: Its place among the keys of the result; None for the end.
    at: int | None = None


class Remove(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="remove", tag_field="op"):
    """Takes a key from an object."""

    key: str


class Replace(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="replace", tag_field="op"):
    """Puts another value under a key of an object, or at an index of a list."""

    key: str | int
    value: Any


class Change(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="change", tag_field="op"):
    """Changes the object, list or text under a key or at an index (of the base)."""

    key: str | int
    changes: list[Op]


class Order(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="order", tag_field="op"):
    """Sets the order of an object's keys, where those that stay change places."""

    keys: list[str]


class Splice(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="splice", tag_field="op"):
    """Replaces items of a list."""

    #: Index in the base of the first item that goes, or before which items come.
    at: int
    #: How many go.
    removed: int
    #: What comes.
    added: list[Any]


class Lines(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="lines", tag_field="op"):
    """Replaces lines of a text; a line ends after its line feed, the last may have none."""

    #: Line of the base at which it happens.
    at: int
    #: How many lines go.
    removed: int
    #: The lines that come, with their ends.
    added: list[str]


class Form(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="form", tag_field="op"):
    """Says how a text is held from now on.

    `text` is one string; `lines` a list of lines that end after a line feed, as JupyterLab writes
    them; `python-lines` a list as `str.splitlines` makes it, which is what nbformat writes.
    """

    form: TextForm


Op = Add | Remove | Replace | Change | Order | Splice | Lines | Form
