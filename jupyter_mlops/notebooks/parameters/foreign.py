"""Parameters in other languages than Python, through papermill's inspection."""

from __future__ import annotations

import json
from typing import Any

from jupyter_mlops.notebooks.parameters import schema as s
from jupyter_mlops.notebooks.parameters.model import Parameter


def read_foreign(
    source: str, *, kernel: str | None, language: str
) -> tuple[tuple[Parameter, ...], bool]:
    """The parameters of a cell in another language, as far as papermill can tell.

    Args:
        source: The cell's source.
        kernel: Name of the kernelspec.
        language: Name of the language.

    Returns:
        The parameters, and whether these are all: papermill reads none in most languages, though it
        can set them.
    """
    # papermill takes more than a second to import, which only notebooks of other languages pay.
    from papermill.exceptions import PapermillException
    from papermill.translators import papermill_translators

    try:
        translator = papermill_translators.find_translator(kernel, language)
        inspected = translator.inspect({"source": source})
    except (NotImplementedError, PapermillException):
        return (), False
    return tuple(
        _parameter(each.name, each.inferred_type_name, each.default, each.help, source)
        for each in inspected
        if each.name.isidentifier()
    ), True


def _parameter(name: str, type_: str, default: str, help_: str, source: str) -> Parameter:
    value = _json_value(default)
    expression = default if value is None and default not in ("null", "None") else None
    schema: s.Schema = {"title": name}
    if help_:
        schema["description"] = help_
    schema |= _TYPES.get(type_.lower(), {})
    if expression is None:
        schema["default"] = value
    return Parameter(
        name=name,
        type="unknown" if type_ == "None" else type_,
        json_schema=schema,
        has_default=True,
        default=value,
        expression=expression,
        line=_line(name, source),
    )


def _json_value(text: str) -> Any:
    """The value of a default that happens to be JSON, as most numbers and texts are."""
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None


def _line(name: str, source: str) -> int:
    lines = source.splitlines()
    return next((at for at, line in enumerate(lines, start=1) if name in line), 1)


_TYPES: dict[str, s.Schema] = {
    **dict.fromkeys(["bool", "boolean", "logical"], s.BOOLEAN),
    **dict.fromkeys(["int", "integer", "long", "int64"], s.INTEGER),
    **dict.fromkeys(["float", "double", "number", "numeric", "float64"], s.NUMBER),
    **dict.fromkeys(["str", "string", "character"], s.STRING),
}
