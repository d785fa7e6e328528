"""Which bytes a run executes, and where they are from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.git.head import read_head
from jupyter_mlops.jobs.definition import Revision, RevisionKind
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.model import Provenance
from jupyter_mlops.notebooks.document import parse_notebook, read_notebook


class Source(Struct, frozen=True, kw_only=True):
    """A notebook as it will be run."""

    #: Its bytes.
    data: bytes
    #: The document that they hold.
    nb: dict[str, Any]
    #: The commit that they are from; None outside of a repository.
    provenance: Provenance | None


def read_source(
    home: Home,
    notebook: Path,
    revision: Revision,
    *,
    kept: str | None = None,
    provenance: Provenance | None = None,
) -> Source:
    """Reads what a run will execute.

    Args:
        home: Where notebooks are kept.
        notebook: The notebook's file.
        revision: Which state of it.
        kept: SHA-256 of a kept notebook to take in place of that.
        provenance: Where the kept one is from.

    Raises:
        MlopsError: There is no such notebook, it is none, or the revision does not have it.
    """
    if kept is not None:
        data = _read_kept(home, notebook, kept)
        return Source(data=data, nb=parse_notebook(data, name=str(notebook)), provenance=provenance)
    if revision.kind is RevisionKind.WORKING:
        data, nb = read_notebook(notebook)
        head = read_head(notebook)
        known = None if head is None else Provenance(commit=head.commit, dirty=head.dirty)
        return Source(data=data, nb=nb, provenance=known)
    from jupyter_mlops.services.revision import read_revision

    content = read_revision(notebook, revision)
    found = Provenance(commit=content.commit, dirty=False)
    return Source(data=content.data, nb=content.nb, provenance=found)


def _read_kept(home: Home, notebook: Path, digest: str) -> bytes:
    try:
        return home.notebook_copy(digest).read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError(
            f"{notebook.name} as it was run is not kept any more", hint="run the file as it is now"
        ) from error
