"""Use case: notebooks cleaned, or what in them is not clean."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from jupyter_mlops.errors import InvalidError, NotebookInvalidError
from jupyter_mlops.git.lfs import lfs_pointer
from jupyter_mlops.notebooks.clean import Finding, clean_document, find_dirt
from jupyter_mlops.notebooks.document import load_document
from jupyter_mlops.settings import CleanSettings, read_settings

_SUFFIX = ".ipynb"


class Cleaned(Struct, frozen=True, kw_only=True):
    """A notebook that was cleaned."""

    #: The bytes that it shall have.
    data: bytes
    #: Whether they are others than before.
    changed: bool
    #: What was to be cleaned; nothing if the notebook was clean.
    findings: list[Finding]


def clean_settings(folder: Path, changes: dict[str, Any]) -> CleanSettings:
    """How notebooks in a folder are cleaned.

    Args:
        folder: Whose `[tool.jupyter-mlops.clean]` holds.
        changes: What counts more, by the names in that table; `extra-keys` and `keep-keys` come in
            addition to those that hold.

    Raises:
        InvalidError: The settings or the changes are not what they have to be.
    """
    settings = read_settings(folder.absolute()).clean
    if not changes:
        return settings
    merged = {**msgspec.to_builtins(settings), **changes}
    merged["extra-keys"] = [*settings.extra_keys, *changes.get("extra-keys", ())]
    merged["keep-keys"] = [*settings.keep_keys, *changes.get("keep-keys", ())]
    try:
        return msgspec.convert(merged, CleanSettings)
    except msgspec.ValidationError as error:
        raise InvalidError(f"this is no way to clean: {error}") from error


def clean_data(data: bytes, settings: CleanSettings, *, name: str) -> Cleaned:
    """Cleans a notebook.

    Args:
        data: Its bytes.
        settings: What is to be done.
        name: What to call it in messages.

    Raises:
        NotebookInvalidError: It is not a notebook.
    """
    if lfs_pointer(data):
        raise NotebookInvalidError(
            f"{name} is a Git LFS pointer", hint="fetch the file: git lfs pull"
        )
    document = load_document(data, name=name)
    clean = clean_document(document, settings)
    changed = clean != data
    findings = find_dirt(document.nb, settings) if changed else []
    return Cleaned(data=clean, changed=changed, findings=findings)


def find_notebooks(paths: Iterable[Path]) -> Iterator[Path]:
    """The notebooks that paths name.

    Args:
        paths: A file is taken as it is; of a folder all notebooks in it and below, in order, but
            for what is hidden, checkpoints among it, and behind links to folders.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if name.endswith(_SUFFIX) and not name.startswith("."):
                    yield Path(folder, name)
