"""The JSON Schema of a diff, generated from its structs; `make types` writes it."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from jupyter_mlops.notebooks.diff.model import NotebookDiff

#: The committed schema, which goes with the package.
SCHEMA = Path(__file__).with_name("notebook-diff.schema.json")


def build_schema() -> bytes:
    """The schema as it follows from the structs (JSON Schema 2020-12)."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://jupyter-mlops.org/schemas/notebook-diff/v1.json",
        "title": "Notebook diff of jupyter-mlops, version 1",
        **msgspec.json.schema(NotebookDiff),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


def main(arguments: list[str]) -> int:
    """Writes the schema, or with `--check` compares it; the exit status."""
    if "--check" in arguments:
        return int(SCHEMA.read_bytes() != build_schema())
    SCHEMA.write_bytes(build_schema())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
