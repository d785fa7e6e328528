"""The values of a run's parameters, secrets among them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from jupyter_mlops.errors import ParameterError
from jupyter_mlops.jobs.secrets import find_secrets, resolve_secret
from jupyter_mlops.notebooks.parameters import (
    Parameter,
    ParameterSet,
    Resolved,
    parse_text,
    resolve_values,
)


def resolve_given(params: ParameterSet, given: Mapping[str, Any]) -> Resolved:
    """Checks given values against the notebook's parameters; a secret's reference fits any type.

    Args:
        params: As `read_parameters` gives them.
        given: A JSON value or a secret's reference for each parameter to set.

    Returns:
        The values; `inject`, what papermill writes into the notebook, has no secrets.

    Raises:
        ParameterError: As `resolve_values`, or a reference is none.
    """
    secrets = find_secrets(given)
    resolved = resolve_values(_loosened(params, secrets), given)
    if not secrets:
        return resolved
    inject = {name: value for name, value in resolved.inject.items() if name not in secrets}
    return replace(resolved, inject=inject)


def read_secrets(given: Mapping[str, Any], *, base: Path) -> dict[str, str]:
    """Follows the references among given values.

    Args:
        given: As given.
        base: Folder that files of secrets are relative to.

    Returns:
        Name of the parameter to secret.

    Raises:
        MlopsError: A secret is missing.
    """
    references = find_secrets(given)
    return {name: resolve_secret(each, base=base) for name, each in references.items()}


def secret_value(params: ParameterSet, name: str, text: str) -> Any:
    """The secret as a value of its parameter's type.

    Raises:
        ParameterError: It is none; the message has the type, not the secret.
    """
    for parameter in params.parameters:
        if parameter.name == name:
            return _parsed(parameter, text, params.place)
    return text


def _parsed(parameter: Parameter, text: str, place: str) -> Any:
    only = ParameterSet(
        notebook=place,
        cell_id=None,
        cell_index=0,
        language="python",
        parameters=(parameter,),
    )
    try:
        value = parse_text(parameter, text)
        return resolve_values(only, {parameter.name: value}).inject[parameter.name]
    except ParameterError:
        pass
    raise ParameterError(
        f"{place}: parameter {parameter.name} takes {parameter.type}, which the secret is not"
    )


def _loosened(params: ParameterSet, secrets: Mapping[str, str]) -> ParameterSet:
    """The same parameters, with those that are secrets taking anything."""
    loose = tuple(
        replace(each, json_schema={}) if each.name in secrets else each
        for each in params.parameters
    )
    return replace(params, parameters=loose) if secrets else params
