"""Cuts the published description of a REST interface down to the operations that we use.

`python -m scripts.reduce_description SOURCE TARGET ["GET /path" ...]` keeps the operations that
TARGET has already, those that are named, and whatever they refer to. Takes OpenAPI 3 and Swagger 2.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

#: Prose and examples; what remains is what can be held against something.
_PROSE = {"description", "example", "examples", "externalDocs", "tags", "operationId"}
#: Gitea's is a template, with the version and the folder of the instance to be filled in.
_TEMPLATE = re.compile(r"\{\{[^}]*\}\}")


def reduce(source: dict[str, Any], operations: list[tuple[str, str]]) -> dict[str, Any]:
    """The part of a description that says all about some operations.

    Args:
        source: The whole.
        operations: Methods in lower case, and paths as the description has them.

    Raises:
        KeyError: It has no such operation.
    """
    paths: dict[str, Any] = {}
    for method, path in operations:
        paths.setdefault(path, {})[method] = _bare(source["paths"][path][method])
    head: dict[str, Any] = {
        key: source[key] for key in ("openapi", "swagger", "basePath") if key in source
    }
    info = {key: source["info"][key] for key in ("title", "version", "license")}
    reduced: dict[str, Any] = {**head, "info": info, "paths": paths}
    waiting = list(_references(paths))
    while waiting:
        names = waiting.pop().removeprefix("#/").split("/")
        part, kept = source, reduced
        for name in names[:-1]:
            part, kept = part[name], kept.setdefault(name, {})
        if names[-1] not in kept:
            kept[names[-1]] = _bare(part[names[-1]])
            waiting.extend(_references(kept[names[-1]]))
    return reduced


def main() -> int:
    """Reads the source, writes the target."""
    source, target, *named = sys.argv[1:]
    file = Path(target)
    known = json.loads(file.read_text("utf-8"))["paths"] if file.exists() else {}
    operations = [(method, path) for path, methods in known.items() for method in methods]
    for operation in named:
        method, _, path = operation.partition(" ")
        operations.append((method.lower(), path))
    text = _TEMPLATE.sub("", Path(source).read_text("utf-8"))
    reduced = reduce(json.loads(text), list(dict.fromkeys(operations)))
    file.write_text(json.dumps(reduced, indent=1, sort_keys=True) + "\n", "utf-8")
    print(f"{len(operations)} operations, {file.stat().st_size // 1024} KB")
    return 0


def _bare(part: Any, *, names: bool = False) -> Any:
    """A part without prose.

    Args:
        part: Any of the description.
        names: Whether the keys are names that the interface gives, of which prose is one.
    """
    if isinstance(part, list):
        return [_bare(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    return {
        key: _bare(value, names=key == "properties")
        for key, value in part.items()
        if names or key == "x-nullable" or not (key in _PROSE or key.startswith("x-"))
    }


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for entry in part:
            yield from _references(entry)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key == "$ref" and isinstance(value, str):
                yield value
            else:
                yield from _references(value)


if __name__ == "__main__":
    sys.exit(main())
