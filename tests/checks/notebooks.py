"""Small notebooks for the checks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jupyter_mlops.checks.check import Check
from jupyter_mlops.checks.model import Finding
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.settings.checks import ChecksSettings


def code(source: str, /, *outputs: Any, count: int | None = None, **metadata: Any) -> Any:
    return {
        "cell_type": "code",
        "execution_count": count,
        "metadata": metadata,
        "outputs": list(outputs),
        "source": source,
    }


def markdown(source: str, /, **metadata: Any) -> Any:
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def printed(text: str) -> Any:
    return {"output_type": "stream", "name": "stdout", "text": text}


def shown(**data: Any) -> Any:
    return {"output_type": "display_data", "metadata": {}, "data": data}


def notebook(*cells: Any, language: str = "python", **metadata: Any) -> bytes:
    """A notebook of cells, texts among them being code; cells are called `c0`, `c1`, and so on."""
    made = [code(cell) if isinstance(cell, str) else dict(cell) for cell in cells]
    for number, cell in enumerate(made):
        cell["id"] = f"c{number}"
    nb = {
        "cells": made,
        "metadata": {"language_info": {"name": language}, **metadata},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(nb, indent=1).encode() + b"\n"


def subject(
    *cells: Any, path: str = "a.ipynb", root: Path = Path("nowhere"), **more: Any
) -> Subject:
    return Subject(path, notebook(*cells, **more), root / path)


def findings_of(
    check: Check,
    *subjects: Subject,
    settings: ChecksSettings | None = None,
    context: Context | None = None,
) -> Sequence[Finding]:
    """What a check finds in notebooks, in their order."""
    settings = settings or ChecksSettings()
    context = context or Context(Path("nowhere"), settings)
    return [found for checked in check.run(subjects, context) for found in checked.findings]


def codes_of(check: Check, *cells: Any, settings: ChecksSettings | None = None) -> list[str]:
    """The codes of what a check finds in a notebook of these cells."""
    return [found.code for found in findings_of(check, subject(*cells), settings=settings)]
