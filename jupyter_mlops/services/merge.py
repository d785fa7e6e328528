"""Use case: three versions of a notebook made into one file."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from jupyter_mlops.errors import MlopsError, NotebookInvalidError
from jupyter_mlops.files import write_atomically
from jupyter_mlops.git.lfs import lfs_pointer
from jupyter_mlops.notebooks.document import Document, load_document
from jupyter_mlops.notebooks.merge.held import find_conflicts
from jupyter_mlops.notebooks.merge.model import Conflict, MergeOptions
from jupyter_mlops.notebooks.merge.raw import has_raw_markers, repair
from jupyter_mlops.notebooks.rewriting import write_document
from jupyter_mlops.services.sides import empty_notebook, is_nowhere, read_data


class MergedFile(Struct, frozen=True, kw_only=True):
    """A merged notebook, as it is written."""

    data: bytes
    nb: dict[str, object]
    #: What is left to settle, also what a side had left from a merge before.
    conflicts: list[Conflict]
    #: For people.
    notes: tuple[str, ...] = ()


class _Side(Struct, frozen=True, kw_only=True):
    #: What writing starts from: the file, or the local side of what stood in it.
    document: Document
    nb: dict[str, object]
    notes: tuple[str, ...] = ()


def merge_files(
    base: Path,
    local: Path,
    remote: Path,
    output: Path | None = None,
    options: MergeOptions | None = None,
) -> MergedFile:
    """Merges three files; what comes from `local` and did not change keeps its bytes.

    A file with git's conflict markers in its JSON is repaired first. The base may be empty or
    missing where both sides are new.

    Args:
        base: The common ancestor.
        local: The one side.
        remote: The other side.
        output: Where to write, whole or not at all; None to write nothing.
        options: How to settle conflicts.

    Raises:
        InvalidError: A file is no notebook; nothing was written.
        NotFoundError: A file is missing.
        StorageError: The result cannot be written.
    """
    merged = merge_contents(
        b"" if is_nowhere(str(base)) else read_data(base),
        read_data(local),
        read_data(remote),
        options=options,
        names=(str(base), str(local), str(remote)),
    )
    if output is not None:
        write_atomically(output, merged.data)
    return merged


def merge_contents(
    base: bytes,
    local: bytes,
    remote: bytes,
    *,
    options: MergeOptions | None = None,
    names: tuple[str, str, str] = ("base", "local", "remote"),
) -> MergedFile:
    """Merges the contents of three files, see `merge_files`.

    Args:
        base: The common ancestor; empty if there is none.
        local: The one side.
        remote: The other side.
        options: How to settle conflicts.
        names: What to call the three in messages.

    Raises:
        InvalidError: One is no notebook.
    """
    from jupyter_mlops.notebooks.merge import merge_notebooks

    chosen = options or MergeOptions()
    ours, theirs = (
        _read(data, name, chosen) for data, name in zip((local, remote), names[1:], strict=True)
    )
    if base.strip():
        ancestor = _read(base, names[0], chosen)
        old, notes = ancestor.nb, ancestor.notes
    else:
        old, notes = empty_notebook(ours.nb), ()
    merged = merge_notebooks(old, ours.nb, theirs.nb, chosen)
    return MergedFile(
        data=write_document(ours.document, merged.nb),
        nb=merged.nb,
        conflicts=find_conflicts(merged.nb),
        notes=(*notes, *ours.notes, *theirs.notes, *merged.notes),
    )


def repair_file(
    file: Path, output: Path | None = None, options: MergeOptions | None = None
) -> MergedFile:
    """Makes a notebook of a file with git's conflict markers in its JSON.

    While git still has the versions that it could not merge, the base is taken from there.

    Args:
        file: The notebook.
        output: Where to write, whole or not at all; None to write nothing.
        options: How to settle conflicts.

    Raises:
        InvalidError: The file has no such markers, or a side is no notebook.
        NotFoundError: There is no such file.
        StorageError: The result cannot be written.
    """
    data = read_data(file)
    if not has_raw_markers(data):
        raise NotebookInvalidError(
            f"{file} has no conflict markers in its JSON",
            hint=f"settle what a merge has left: jupyter mlops resolve {file}",
        )
    repaired = repair(data, str(file), options=options, base=_staged_base(file))
    merged = MergedFile(
        data=write_document(repaired.document, repaired.merged.nb),
        nb=repaired.merged.nb,
        conflicts=find_conflicts(repaired.merged.nb),
        notes=repaired.merged.notes,
    )
    if output is not None:
        write_atomically(output, merged.data)
    return merged


def _staged_base(file: Path) -> bytes | None:
    """The base as git's index has it while a merge is going on."""
    from jupyter_mlops.git.command import run_git

    try:
        return run_git(file.parent, "cat-file", "blob", f":1:./{file.name}") or None
    except MlopsError:  # no git, no repository, or no conflict of this file
        return None


def _read(data: bytes, name: str, options: MergeOptions) -> _Side:
    if lfs_pointer(data):
        raise NotebookInvalidError(
            f"{name} is a Git LFS pointer", hint="fetch the file: git lfs pull"
        )
    if has_raw_markers(data):
        repaired = repair(data, name, options=options)
        return _Side(document=repaired.document, nb=repaired.merged.nb, notes=repaired.merged.notes)
    document = load_document(data, name=name)
    return _Side(document=document, nb=document.nb)
