"""Values that were put together from options, checked as those of a request are."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from jupyter_mlops.errors import InvalidError

T = TypeVar("T")


def checked(value: object, kind: type[T]) -> T:
    """A value as a struct or a tuple.

    Args:
        value: What was given.
        kind: What it has to be.

    Raises:
        InvalidError: It isn't.
    """
    try:
        return msgspec.convert(msgspec.to_builtins(value), kind)
    except msgspec.ValidationError as error:
        raise InvalidError(f"an option has a value that cannot be: {error}") from error
