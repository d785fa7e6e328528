"""Published descriptions of REST interfaces, to hold requests and replies against."""

from __future__ import annotations

import json
import re
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

FOLDER = Path(__file__).parent / "descriptions"


class Description:
    """What a forge says that its interface takes and gives: OpenAPI 3.0 or Swagger 2.0.

    Args:
        document: The description.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = _translated(document)
        self._validators: dict[str, Draft7Validator] = {}

    @cached_property
    def _operations(self) -> list[tuple[str, re.Pattern[str], dict[str, Any]]]:
        found = []
        for path, methods in self._document["paths"].items():
            # What is written out comes before what takes any name.
            pattern = re.compile(re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(path)))
            found += [(method.upper(), pattern, said) for method, said in methods.items()]
        return sorted(found, key=lambda one: one[1].pattern.count("[^/]"))

    def operation(self, method: str, path: str) -> dict[str, Any] | None:
        """What is said of an operation; None if there is none."""
        for known, pattern, said in self._operations:
            if known == method and pattern.fullmatch(path):
                return said
        return None

    def faults_of_request(
        self, method: str, path: str, query: dict[str, str], body: Any
    ) -> list[str]:
        """What is wrong with a request; nothing if it is as described."""
        said = self.operation(method, path)
        if said is None:
            return [f"{method} {path} is not described"]
        parameters = [self._resolved(one) for one in said.get("parameters", [])]
        known = {one["name"]: one for one in parameters if one["in"] == "query"}
        faults = [f"{method} {path} takes no {name}" for name in query if name not in known]
        for name, value in query.items():
            if name in known:
                faults += self._faults(known[name].get("schema", known[name]), _read(value))
        schema = self._body(said, parameters)
        if schema is None:
            return faults if body is None else [*faults, f"{method} {path} takes no body"]
        return faults if body is None else faults + self._faults(schema, body)

    def faults_of_reply(self, method: str, path: str, status: int, body: Any) -> list[str]:
        """What is wrong with a reply.

        Args:
            method: Of the request.
            path: Of the request.
            status: The reply's.
            body: Decoded; text where it is no JSON, None where it is empty.
        """
        said = self.operation(method, path)
        if said is None:
            return [f"{method} {path} is not described"]
        described = said["responses"].get(str(status))
        if described is None:
            # Refusals that hold for every operation are not written out at each.
            allowed = status >= 400 or status == 304
            return [] if allowed else [f"{method} {path} never answers {status}"]
        described = self._resolved(described)
        content = described.get("content", {})
        schema = described.get("schema") or content.get("application/json", {}).get("schema")
        if schema is None or status >= 400:
            return []
        if schema.get("type") == "file":
            return [] if isinstance(body, str) else [f"{method} {path} gives a file"]
        return self._faults(schema, body)

    def sample(self, schema_name: str, /, **values: Any) -> dict[str, Any]:
        """The least that a schema allows, with some values in it."""
        schemas = self._document.get("components", {}).get("schemas")
        schema = (schemas or self._document.get("definitions", {}))[schema_name]
        unknown = set(values) - set(schema["properties"])
        assert not unknown, f"{schema_name} has no {unknown}"
        sample = self._least(schema)
        assert isinstance(sample, dict)
        return {**sample, **values}

    def _body(
        self, said: dict[str, Any], parameters: list[dict[str, Any]]
    ) -> dict[str, Any] | None:
        content = said.get("requestBody", {}).get("content", {})
        if "application/json" in content:
            return dict(content["application/json"]["schema"])
        return next((one["schema"] for one in parameters if one["in"] == "body"), None)

    def _resolved(self, part: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in part:
            found: Any = self._document
            for name in part["$ref"].removeprefix("#/").split("/"):
                found = found[name]
            part = found
        return part

    def _faults(self, schema: dict[str, Any], value: Any) -> list[str]:
        key = json.dumps(schema, sort_keys=True)
        if key not in self._validators:
            # References are looked up from the root.
            kept = ("components", "definitions", "responses", "parameters")
            whole = {name: self._document[name] for name in kept if name in self._document}
            self._validators[key] = Draft7Validator({"allOf": [schema], **whole})
        return [
            f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
            for error in self._validators[key].iter_errors(value)
        ]

    def _least(self, schema: dict[str, Any]) -> Any:
        schema = self._resolved(schema)
        for choices in ("anyOf", "oneOf"):
            if choices in schema:
                return self._least(schema[choices][0])
        if "enum" in schema:
            return schema["enum"][0]
        kind = schema.get("type", "object" if "properties" in schema else None)
        if kind == "object":
            merged = schema.get("properties", {})
            return {name: self._least(merged[name]) for name in schema.get("required", [])}
        if kind == "string":
            return _TEXTS.get(schema.get("format", ""), "text")
        plain: dict[str | None, Any] = {
            "array": [],
            "integer": 1,
            "number": 1.0,
            "boolean": False,
            None: None,
        }
        return plain.get(kind)


_TEXTS = {"date-time": "2026-03-01T12:00:00Z", "uri": "https://forge.example/some/page"}


@cache
def description(name: str) -> Description:
    """A description, by the name of its file."""
    return Description(json.loads((FOLDER / f"{name}.json").read_text("utf-8")))


def _translated(part: Any) -> Any:
    """Into JSON Schema: `nullable` (OpenAPI 3.0) and `x-nullable` are words of their own."""
    if isinstance(part, list):
        return [_translated(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    new = {key: _translated(value) for key, value in part.items()}
    if isinstance(new.get("properties"), dict) and "type" in new:
        # What a forge says that it gives is all that may be made use of.
        new.setdefault("additionalProperties", False)
    nullable = [key for key in ("nullable", "x-nullable") if new.get(key) is True]
    for key in nullable:
        del new[key]
    return {"anyOf": [{"type": "null"}, new]} if nullable else new


def _read(value: str) -> Any:
    """A parameter's value has no type of its own in an address."""
    if re.fullmatch(r"-?\d{1,15}", value):
        return int(value)
    return {"true": True, "false": False}.get(value, value)
