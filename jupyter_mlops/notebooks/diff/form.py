"""A diff as JSON, and back."""

from __future__ import annotations

import json

import msgspec

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.notebooks.diff.model import NotebookDiff
from jupyter_mlops.notebooks.equality import encoded

_decode = msgspec.json.Decoder(NotebookDiff).decode


def dump_diff(diff: NotebookDiff) -> bytes:
    """Writes a diff as JSON in UTF-8, on one line.

    As in notebooks that Python has written, a number may be `NaN` or `Infinity`.
    """
    return encoded(msgspec.to_builtins(diff)) + b"\n"


def load_diff(data: bytes, *, name: str = "the diff") -> NotebookDiff:
    """Reads a diff that `dump_diff` has written.

    Args:
        data: The JSON.
        name: What to call it in messages.

    Raises:
        InvalidError: It is no such diff, or of a version that is not known here.
    """
    try:
        try:
            return _decode(data)
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:  # `NaN`, or a true fault
            return msgspec.convert(json.loads(data), NotebookDiff)
    except (msgspec.ValidationError, ValueError, RecursionError) as error:
        raise InvalidError(
            f"{name} is not a notebook diff of version 1: {error}",
            hint="make it with: jupyter mlops diff --format json",
        ) from error
