"""All rules, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from jupyter_mlops.notebooks.clean.quick import write_quickly
from jupyter_mlops.notebooks.clean.rule import Notebook, Rule
from jupyter_mlops.notebooks.clean.rules import RULES
from jupyter_mlops.notebooks.document import Document
from jupyter_mlops.notebooks.rewriting import write_document
from jupyter_mlops.settings import CleanSettings


class Finding(Struct, frozen=True, kw_only=True):
    """Something that cleaning would change."""

    #: Code of the rule.
    rule: str
    #: Index of the cell; None for the notebook's metadata.
    cell: int | None
    #: What it is, for people.
    message: str


def clean_notebook(nb: dict[str, Any], settings: CleanSettings) -> dict[str, Any]:
    """Cleans a decoded notebook.

    Cleaning a clean notebook changes nothing, and no cell that stays has its source changed.

    Args:
        nb: A notebook of format 4, as `load_document` gives it; it is left as it is.
        settings: What is to be done.

    Returns:
        The clean notebook, which shares with `nb` what didn't change; `nb` itself if it was clean.
    """
    for rule in RULES:
        nb = rule.apply(nb, settings)
    return nb


def clean_document(document: Document, settings: CleanSettings) -> bytes:
    """Cleans a notebook as it stands in a file.

    A notebook of an older format comes out in format 4 if there was something to clean.

    Args:
        document: What was read.
        settings: What is to be done.

    Returns:
        The file's new content, in which everything that isn't cleaned keeps its bytes;
        `document.data` if the notebook was clean.
    """
    nb = clean_notebook(document.nb, settings)
    if nb is document.nb:
        return document.data
    return write_quickly(document, nb) or write_document(document, nb)


def find_dirt(nb: dict[str, Any], settings: CleanSettings) -> list[Finding]:
    """Finds what cleaning would change.

    Args:
        nb: A notebook of format 4, as `load_document` gives it.
        settings: What would be done.

    Returns:
        The findings: first those of the notebook, then cell by cell.
    """
    findings: list[Finding] = []
    places = list(range(len(nb["cells"])))
    for rule in RULES:
        clean = rule.apply(nb, settings)
        findings.extend(_changes(rule, nb, clean, places))
        stays = {id(cell) for cell in clean["cells"]}
        if len(clean["cells"]) < len(places):
            cells = zip(places, nb["cells"], strict=True)
            places = [place for place, cell in cells if id(cell) in stays]
        nb = clean
    return sorted(findings, key=lambda finding: -1 if finding.cell is None else finding.cell)


def _changes(rule: Rule, before: Notebook, after: Notebook, places: list[int]) -> Iterator[Finding]:
    if before.get("metadata") is not after.get("metadata"):
        yield Finding(rule=rule.code, cell=None, message=rule.title)
    if before["cells"] is after["cells"]:
        return
    stays = {id(cell) for cell in after["cells"]}
    for place, cell in zip(places, before["cells"], strict=True):
        if id(cell) not in stays:
            yield Finding(rule=rule.code, cell=place, message=rule.title)
