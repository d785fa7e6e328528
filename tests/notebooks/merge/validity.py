"""What a valid notebook is."""

from __future__ import annotations

import json
from typing import Any

import nbformat


def check_valid(nb: dict[str, Any]) -> None:
    """Asserts that a notebook is valid and that ids are unique, and there if its format has any."""
    nbformat.validate(json.loads(json.dumps(nb)))  # its warnings are errors here
    ids = [cell["id"] for cell in nb["cells"] if "id" in cell]
    assert len(set(ids)) == len(ids)
    assert len(ids) == (len(nb["cells"]) if nb["nbformat_minor"] >= 5 else 0)
