"""Secret parameters: references that are kept, shown and exported, and followed by runners alone.

A reference is the parameter's value `{"$secret": "env:NAME"}`, `{"$secret": "file:PATH"}` or
`{"$secret": "keyring:SERVICE/NAME"}`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from jupyter_mlops.errors import (
    InvalidError,
    NotFoundError,
    ParameterError,
    UnavailableError,
)

#: The one key of a value that is a reference.
SECRET_KEY = "$secret"  # noqa: S105 - the name of a key

_FORMS = "a secret is env:NAME, file:PATH or keyring:SERVICE/NAME"


class _Reference(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    secret: str = msgspec.field(name="$secret")

    @property
    def value(self) -> dict[str, str]:
        return {SECRET_KEY: self.secret}


def find_secrets(parameters: Mapping[str, Any]) -> dict[str, str]:
    """The references among given values.

    Args:
        parameters: A JSON value for each parameter.

    Returns:
        Name of the parameter to reference, such as `env:DB_PASSWORD`.

    Raises:
        ParameterError: A reference has no such form, or is but a part of a parameter's value.
    """
    found: dict[str, str] = {}
    for name, value in parameters.items():
        if not _is_reference(value):
            _refuse_inner(name, value)
            continue
        try:
            split_reference(str(value[SECRET_KEY]))
        except InvalidError as error:
            raise ParameterError(f"parameter {name}: {error.message}", hint=error.hint) from error
        found[name] = value[SECRET_KEY]
    return found


def reference_in(text: str) -> dict[str, str] | None:
    """The reference that a text is the JSON of; None if it is none."""
    try:
        return msgspec.json.decode(text, type=_Reference).value
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None


def split_reference(reference: str) -> tuple[str, str]:
    """Kind and place of a reference.

    Raises:
        InvalidError: It has no such form.
    """
    kind, _, place = reference.partition(":")
    wanted = kind in _READERS and place != ""
    if not wanted or (kind == "keyring" and not all(place.rpartition("/")[::2])):
        raise InvalidError(f"{reference!r} refers to no secret", hint=_FORMS)
    return kind, place


def resolve_secret(reference: str, *, base: Path | None = None) -> str:
    """Follows a reference.

    Args:
        reference: Such as `env:DB_PASSWORD`.
        base: Folder that the path of a file is relative to; without one it has to be absolute.

    Returns:
        The secret; the line end at the end of a file is none of it.

    Raises:
        InvalidError: The reference has no such form.
        NotFoundError: There is nothing, or only an empty text.
        UnavailableError: The keyring is not installed, or does not open.
    """
    kind, place = split_reference(reference)
    secret = _READERS[kind](place, base)
    if not secret:
        raise NotFoundError(f"the secret {reference} is empty", hint="set it where runs start")
    return secret


def _is_reference(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {SECRET_KEY}


def _refuse_inner(name: str, value: Any) -> None:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in items:
        if _is_reference(item):
            raise ParameterError(
                f"parameter {name}: a secret is a part of its value",
                hint="make the secret a parameter of its own",
            )
        _refuse_inner(name, item)


def _from_environment(name: str, _: Path | None) -> str:
    try:
        return os.environ[name]
    except KeyError as error:
        raise NotFoundError(
            f"there is no environment variable {name}",
            hint="set it for the process that starts runs: the server, the worker or the command",
        ) from error


def _from_file(name: str, base: Path | None) -> str:
    file = Path(name).expanduser()
    if base is not None:
        file = base / file
    if not file.is_absolute():
        raise InvalidError(f"the secret's file {name} is not an absolute path", hint=_FORMS)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise NotFoundError(
            f"the secret's file {file} cannot be read: {reason}",
            hint="write it, for the user that runs notebooks to read",
        ) from error
    return text.removesuffix("\n").removesuffix("\r")


def _from_keyring(place: str, _: Path | None) -> str:
    service, name = place.rpartition("/")[::2]
    try:
        keyring = import_module("keyring")
    except ImportError as error:
        raise UnavailableError(
            "the keyring is not installed", hint="pip install 'jupyter-mlops[keyring]'"
        ) from error
    try:
        secret = keyring.get_password(service, name)
    except keyring.errors.KeyringError as error:
        raise UnavailableError(
            f"the keyring does not open: {error}", hint="unlock it, or use env: or file:"
        ) from error
    if secret is None:
        raise NotFoundError(
            f"the keyring has no {name} of {service}", hint=f"keyring set {service} {name}"
        )
    return str(secret)


_READERS: dict[str, Callable[[str, Path | None], str]] = {
    "env": _from_environment,
    "file": _from_file,
    "keyring": _from_keyring,
}
