"""Use case: a notebook made out of another by a diff."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.notebooks.diff.form import load_diff
from jupyter_mlops.notebooks.diff.patch import patch_notebook
from jupyter_mlops.notebooks.document import load_document
from jupyter_mlops.notebooks.layout import Layout, encode
from jupyter_mlops.notebooks.rewriting import write_document
from jupyter_mlops.services.sides import empty_notebook, is_nowhere, read_data


def patch_file(notebook: Path, diff: bytes, *, name: str) -> bytes:
    """Applies a diff to a notebook file, which is left as it is.

    Args:
        notebook: The file that the diff was made from; `/dev/null` for one that came new.
        diff: The diff, as `dump_diff` writes it.
        name: What to call the diff in messages.

    Returns:
        The bytes of the new notebook; what the diff doesn't touch keeps its bytes.

    Raises:
        InvalidError: That is no diff, or the file no notebook.
        ConflictError: The diff was made from another notebook.
    """
    changes = load_diff(diff, name=name)
    if is_nowhere(str(notebook)):
        formats = {
            "nbformat": changes.base.nbformat,
            "nbformat_minor": changes.base.nbformat_minor,
        }
        return encode(patch_notebook(empty_notebook(formats), changes), Layout())
    document = load_document(read_data(notebook), name=str(notebook))
    return write_document(document, patch_notebook(document.nb, changes))
