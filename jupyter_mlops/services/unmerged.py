"""Whether a merge conflict is settled, as far as the file tells."""

from __future__ import annotations

import re
from typing import Final

from jupyter_mlops.errors import ConflictError, MlopsError
from jupyter_mlops.notebooks.document import load_document
from jupyter_mlops.notebooks.merge.held import find_conflicts
from jupyter_mlops.services.file_versions import FileVersions

_START: Final = re.compile(rb"^<{7,}(?: |\r?$)", re.MULTILINE)
_END: Final = re.compile(rb"^>{7,}(?: |\r?$)", re.MULTILINE)


def check_settled(versions: FileVersions) -> None:
    """Makes sure that no mark of a conflict is left in a working file.

    Raises:
        ConflictError: One is.
    """
    data = b"" if versions.working is None else versions.working.data
    if versions.path.endswith(".ipynb"):
        try:
            left = bool(find_conflicts(load_document(data, name=versions.path).nb))
        except MlopsError:
            left = _has_markers(data)
    else:
        left = _has_markers(data)
    if left:
        raise ConflictError(
            f"{versions.path} still holds a merge conflict", hint="settle it first, then stage it"
        )


def _has_markers(data: bytes) -> bool:
    return bool(_START.search(data) and _END.search(data))
