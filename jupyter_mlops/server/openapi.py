"""The OpenAPI document, from the endpoints' declarations: `python -m jupyter_mlops.server.openapi`.

With `--check` it writes nothing and fails if the committed document is another.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from jupyter_mlops.server.endpoint import DECLARATION, Endpoint
from jupyter_mlops.server.handlers.api import DOCUMENT
from jupyter_mlops.server.handlers.base import API, MlopsHandler
from jupyter_mlops.server.payloads.errors import ErrorReply
from jupyter_mlops.server.routes import HANDLERS

_METHODS = ("get", "post", "put", "patch", "delete")
_REFERENCES = "#/components/schemas/{name}"


def build_document() -> bytes:
    """The document of the present code, OpenAPI 3.1, as JSON with sorted keys."""
    declared = [
        (handler, method, declaration)
        for handler in HANDLERS
        for method in _METHODS
        if (declaration := getattr(getattr(handler, method), DECLARATION, None)) is not None
    ]
    paths: dict[str, Any] = {}
    for handler, method, declaration in declared:
        operations = paths.setdefault(API + handler.path, {})
        operations[method] = _operation(handler, method, declaration)
    document = {
        "openapi": "3.1.0",
        "info": {"title": "jupyter-mlops", "version": "1"},
        "paths": paths,
        "components": {"schemas": _schemas([each[2] for each in declared])},
    }
    return msgspec.json.format(msgspec.json.encode(document, order="sorted"), indent=2) + b"\n"


def _operation(handler: type[MlopsHandler], method: str, declared: Endpoint) -> dict[str, Any]:
    name = re.sub(r"Handler$", "", handler.__name__)
    operation: dict[str, Any] = {
        "operationId": f"{method}{name}",
        "summary": declared.summary,
        "parameters": [*_path_parameters(handler), *_query_parameters(declared)],
        "responses": {
            str(declared.status): _response("Done", declared.reply),
            "default": _response("Refused", ErrorReply),
        },
    }
    if declared.body is not None:
        operation["requestBody"] = {"required": True, "content": _content(declared.body)}
    return operation


def _path_parameters(handler: type[MlopsHandler]) -> list[dict[str, Any]]:
    names = re.findall(r"{(\w+)}", handler.path)
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in names
    ]


def _query_parameters(declared: Endpoint) -> list[dict[str, Any]]:
    if declared.query is None:
        return []
    (_,), components = msgspec.json.schema_components([declared.query], ref_template=_REFERENCES)
    schema = components[declared.query.__name__]
    required = schema.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": part}
        for name, part in schema["properties"].items()
    ]


def _response(description: str, reply: type | None) -> dict[str, Any]:
    response: dict[str, Any] = {"description": description}
    if reply is not None:
        response["content"] = _content(reply)
    return response


def _content(kind: type) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{kind.__name__}"}}}


def _schemas(declared: list[Endpoint]) -> dict[str, Any]:
    asked = _components([kind for each in declared for kind in (each.query, each.body)])
    told = _components([ErrorReply, *(each.reply for each in declared)])
    omitting = _omitting()
    for name, schema in told.items():
        # A field with a default may be left out of a request; a reply carries it all the same,
        # unless its struct says otherwise.
        if name not in asked and name not in omitting and "properties" in schema:
            schema["required"] = sorted(schema["properties"])
    return {**told, **asked}


def _omitting() -> set[str]:
    """Names of the structs that are encoded without the fields that have their defaults."""
    found, left = set(), [Struct]
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        if kind.__struct_config__.omit_defaults:
            found.add(kind.__name__)
    return found


def _components(kinds: Iterable[type[Struct] | None]) -> dict[str, Any]:
    present = dict.fromkeys(kind for kind in kinds if kind is not None)
    _, components = msgspec.json.schema_components(present, ref_template=_REFERENCES)
    return components


def main(arguments: list[str]) -> int:
    """Writes the document, or with `--check` compares it; the exit status."""
    document = build_document()
    if "--check" in arguments:
        return int(DOCUMENT.read_bytes() != document)
    DOCUMENT.write_bytes(document)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
