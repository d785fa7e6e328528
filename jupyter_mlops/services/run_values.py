"""Values for a run's parameters, secrets among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from jupyter_mlops.jobs.secrets import find_secrets
from jupyter_mlops.notebooks.parameters import ParameterSet, resolve_values


class RunValues(Struct, frozen=True, kw_only=True):
    """What is recorded of a run's parameters; secrets are references."""

    #: Every value that is known, defaults included.
    values: dict[str, Any]
    #: Those that differ from the notebook's defaults.
    overrides: dict[str, Any]


def run_values(parameters: ParameterSet, given: Mapping[str, Any]) -> RunValues:
    """Checks given values against a notebook's parameters.

    A secret is checked as what it will be, some text, since only the runner may read it.

    Args:
        parameters: As `read_parameters` gives them.
        given: A JSON value for each parameter to set.

    Raises:
        ParameterError: A name is unknown, a value has the wrong type or is missing, a reference to
            a secret is malformed.
    """
    secrets = {name: given[name] for name in find_secrets(given)}
    resolved = resolve_values(parameters, {**given, **dict.fromkeys(secrets, "a secret")})
    return RunValues(
        values={**resolved.values, **secrets}, overrides={**resolved.overrides, **secrets}
    )
