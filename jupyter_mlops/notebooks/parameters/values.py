"""Checks the values given for a run and completes them."""

from __future__ import annotations

import difflib
import json
import keyword
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from jupyter_mlops.errors import ParameterError
from jupyter_mlops.notebooks.parameters.convert import MismatchError, convert, equal
from jupyter_mlops.notebooks.parameters.model import Parameter, ParameterSet
from jupyter_mlops.notebooks.parameters.wire import to_wire


class Resolved(Struct, frozen=True, kw_only=True):
    """The values of a run's parameters."""

    #: All that are known, defaults included, as they travel in JSON.
    values: dict[str, Any]
    #: Those that differ from the notebook's defaults.
    overrides: dict[str, Any]
    #: Those that were given, as the Python values to put into the notebook.
    inject: dict[str, Any]


def resolve_values(params: ParameterSet, given: Mapping[str, Any]) -> Resolved:
    """Checks `given` against the notebook's parameters and fills in its defaults.

    Args:
        params: As `read_parameters` gives them.
        given: A JSON value, or the Python value itself, for each parameter to set.

    Raises:
        ParameterError: A name is none, or unknown; a value has the wrong type; one is missing; or
            the notebook has no parameters cell.
    """
    for name in given:
        _check_name(name, params)
    if given and params.cell_index is None:
        raise ParameterError(
            f"{params.notebook} has no parameters cell to take {_listed(given)}",
            hint="tag the cell that assigns the defaults with: parameters",
        )
    known = {each.name: each for each in params.parameters}
    inject = {
        name: _converted(known.get(name) or _unknown(name, params), value, params)
        for name, value in given.items()
    }
    missing = [name for name, each in known.items() if not each.has_default and name not in given]
    if missing:
        raise ParameterError(
            f"{params.place}: no value for {_listed(missing)}",
            hint="the notebook gives no default, so the run has to",
        )
    values = {name: each.default for name, each in known.items() if each.known}
    wire = {name: to_wire(value) for name, value in inject.items()}
    return Resolved(
        values=values | wire,
        overrides={name: value for name, value in wire.items() if _differs(known.get(name), value)},
        inject=inject,
    )


def mismatch(parameter: Parameter, error: MismatchError, place: str) -> ParameterError:
    """The error that tells people what a parameter takes and what it was given."""
    schema = parameter.json_schema
    choices = schema.get("enum")
    takes = f"one of {', '.join(map(_shown, choices))}" if choices else parameter.type
    if takes == "int" and schema.get("type") == "number":
        takes = "a number"  # see `infer`
    elif takes in ("None", "unknown"):
        takes = "what JSON can say"
    given = _shown(error.value)
    where = f"its {error.where} is {given}" if error.where else f"not {given}"
    kind = type(error.value).__name__
    prefix = f"{place}: " if place else ""
    return ParameterError(
        f"{prefix}parameter {parameter.name} takes {takes}, {where} ({kind})",
        hint=_FORMS.get(schema.get("x-python", ""), ""),
    )


def _check_name(name: str, params: ParameterSet) -> None:
    """Refuses what is not a plain name: papermill writes names into the notebook as code."""
    if not name.isidentifier() or keyword.iskeyword(name) or name.startswith("__"):
        raise ParameterError(
            f"{params.place}: {_shown(name)} is not a parameter's name",
            hint="a name is letters, digits and _, and no word of the language's own",
        )


def _unknown(name: str, params: ParameterSet) -> Parameter:
    if not params.complete:
        return Parameter(name=name, type="unknown", json_schema={}, has_default=False, line=1)
    names = [each.name for each in params.parameters]
    folded = {each.casefold(): each for each in names}
    close = difflib.get_close_matches(name.casefold(), folded, n=3, cutoff=0.5)
    if close:
        hint = f"did you mean {' or '.join(folded[each] for each in close)}?"
    else:
        hint = f"it has {_listed(names)}" if names else "the cell assigns nothing"
    raise ParameterError(f"{params.place}: no parameter {name}", hint=hint)


def _converted(parameter: Parameter, value: Any, params: ParameterSet) -> Any:
    try:
        return convert(parameter.json_schema, value)
    except MismatchError as error:
        raise mismatch(parameter, error, params.place) from error


def _differs(parameter: Parameter | None, value: Any) -> bool:
    if parameter is None or not parameter.known:
        return True
    return not equal(parameter.json_schema, parameter.default, value)


def _listed(names: Mapping[str, Any] | list[str]) -> str:
    return ", ".join(names)


def _shown(value: Any) -> str:
    """A value in one short line that can be sent anywhere."""
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False).encode(errors="backslashreplace").decode()
    else:
        try:
            text = repr(value)
        except (ValueError, RecursionError):  # an integer of thousands of digits, a deep nest
            text = "more than can be written"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


#: The most characters of a value that a message repeats.
_LONGEST = 60
_FORMS = {
    "date": "a date is written 2026-01-31",
    "datetime": "a date and time are written 2026-01-31T13:30:00",
    "time": "a time is written 13:30:00",
}
