"""The three versions of a notebook as documents, and how its cells are cleaned."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha1, sha256
from pathlib import Path
from typing import Any, Final

from jupyter_mlops.git.index import IndexEntry
from jupyter_mlops.notebooks.clean.rules import RULES
from jupyter_mlops.notebooks.document import Document
from jupyter_mlops.notebooks.staging.versions import Versions
from jupyter_mlops.services.file_versions import FileVersions, VersionReader, load_version
from jupyter_mlops.services.known_documents import KnownDocuments
from jupyter_mlops.settings import read_settings

SUFFIX: Final = ".ipynb"
#: What "commit code, keep my outputs here" leaves out.
_OUTPUT_RULES: Final = tuple(rule for rule in RULES if rule.code in ("outputs", "execution-counts"))

Cell = dict[str, Any]
#: Ids of the empty file, which is what the index has of one that `git add --intent-to-add` named.
_EMPTY: Final = frozenset(make(b"blob 0\0").hexdigest() for make in (sha1, sha256))

_known: Final = KnownDocuments()


def read_documents(reader: VersionReader, versions: FileVersions, *, raw: bool = False) -> Versions:
    """Decodes a notebook in its three versions.

    Args:
        reader: What read them.
        versions: The file's.
        raw: Take the working file as it is, and not as git would store it.

    Raises:
        NotebookInvalidError: A version is no notebook.
    """
    name = versions.path.rpartition("/")[2]
    working: Document | None = None
    if versions.working is not None:
        data = versions.working.data if raw else reader.stored_content(versions)
        working = load_version(data, name)
    return Versions(
        base=_stored(reader, versions.base, f"{name} in HEAD"),
        index=_stored(reader, versions.index, f"{name} as staged"),
        working=working,
    )


def _stored(reader: VersionReader, entry: IndexEntry | None, name: str) -> Document | None:
    if entry is None or entry.oid in _EMPTY:
        return None
    return _known.get(entry.oid, lambda: load_version(reader.content(entry), name))


def output_cleaner(root: Path, path: str, notebook: dict[str, Any]) -> Callable[[Cell], Cell]:
    """How outputs and execution counts are cleaned out of a cell on its way into the index.

    Args:
        root: Of the worktree.
        path: Git's name of the notebook; the nearest settings at or above it count.
        notebook: It; its metadata may speak for all cells.

    Returns:
        Leaves of a cell what `jupyter mlops clean` would leave, in these respects.

    Raises:
        InvalidError: The settings are not what they have to be.
    """
    settings = read_settings((root / path).parent).clean
    metadata = notebook.get("metadata", {})

    def clean(cell: Cell) -> Cell:
        alone = {"metadata": metadata, "cells": [cell]}
        for rule in _OUTPUT_RULES:
            alone = rule.apply(alone, settings)
        cleaned: Cell = alone["cells"][0]
        return cleaned

    return clean
