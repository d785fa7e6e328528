"""Use case: put back what was discarded; what stands there now goes to the restore list first."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from jupyter_mlops.errors import StorageError
from jupyter_mlops.git.blobs import Objects
from jupyter_mlops.git.discarded import Discarded, KeptFile, find_discarded, forget, keep
from jupyter_mlops.git.index import IndexEntry, index_guard, read_tree, write_entries
from jupyter_mlops.git.raw_files import check_way, file_mode, put_file, store_files
from jupyter_mlops.git.settled import read_settled
from jupyter_mlops.services.superseded import holds_more
from jupyter_mlops.services.working import LARGE


def restore(root: Path, discarded_id: str) -> Discarded:
    """Puts working files back as they were when they were discarded, and what was staged of them.

    The index of a file is left alone if the last commit has another version of it now: to stage
    what was staged then would take back what was committed since.

    Args:
        root: Of the worktree.
        discarded_id: Of an entry of the restore list; it leaves the list, unless it has a staged
            version that couldn't be put back.

    Returns:
        What was put back.

    Raises:
        NotFoundError: There is no such entry.
        ConflictError: A folder or a link is in the way.
        StorageError: A file cannot be written.
        LockedError: Another git holds the index.
        GitError: What stands there now cannot be kept, or an object not be read.
    """
    with index_guard(root):
        entry = find_discarded(root, discarded_id)
        for file in entry.files:
            check_way(root, file.path)
        if at_risk := _at_risk(root, entry.files):
            keep(root, at_risk, title=f"before restoring {entry.title}")
        for file in entry.files:
            _put_back(root, file)
        if _stage(root, entry.files):
            forget(root, entry.id)
        return entry


def _at_risk(root: Path, files: list[KeptFile]) -> list[str]:
    """The files whose present content neither a commit has nor the entry itself."""
    paths = [file.path for file in files]
    base = read_tree(root, "HEAD", paths)
    index = read_settled(root, paths).entries
    modes = {path: mode for path in paths if (mode := file_mode(root / path)) is not None}
    working = store_files(root, modes)
    with closing(Objects(root)) as objects:
        found = []
        for file in files:
            staged = index.get(file.path)
            now = [working.get(file.path), staged and staged.oid]
            stays = [each.oid for each in (base.get(file.path), file.working, file.index) if each]
            if any(oid and _tells_more(objects, file.path, oid, stays) for oid in now):
                found.append(file.path)
        return found


def _tells_more(objects: Objects, path: str, oid: str, stays: list[str]) -> bool:
    """Whether a content has something that is in none of those that stay."""
    if oid in stays:
        return False
    if any((objects.size(each) or 0) > LARGE for each in (oid, *stays)):
        return True
    return holds_more(path, objects.read(oid), [objects.read(each) for each in stays])


def _put_back(root: Path, file: KeptFile) -> None:
    if file.working is not None:
        put_file(root, file.working)
        return
    try:
        (root / file.path).unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"cannot remove {root / file.path}: {error.strerror}") from error


def _stage(root: Path, files: list[KeptFile]) -> bool:
    """Puts staged versions back; whether nothing of them is left that only the entry has."""
    paths = [file.path for file in files]
    base = read_tree(root, "HEAD", paths)
    unmerged = read_settled(root, paths).unmerged
    put: list[IndexEntry] = []
    remove: list[str] = []
    complete = True
    for file in files:
        known = base.get(file.path)
        if file.unmerged or file.path in unmerged or (known and known.oid) != file.base:
            safe = {each.oid for each in (known, file.working) if each}
            complete = complete and (file.index is None or file.index.oid in safe)
        elif file.index is None:
            remove.append(file.path)
        else:
            put.append(file.index)
    write_entries(root, put, remove)
    return complete
