"""What discarding will do to each file, before any of it is done."""

from __future__ import annotations

from jupyter_mlops.errors import ConflictError, LargeFileError, NotebookInvalidError, StaleError
from jupyter_mlops.git.index import IndexEntry
from jupyter_mlops.notebooks.staging.cells import list_changes
from jupyter_mlops.notebooks.staging.model import NOTEBOOK, CellChange, Choice
from jupyter_mlops.notebooks.staging.stage import discard_choices
from jupyter_mlops.notebooks.staging.texts import discard_hunks
from jupyter_mlops.services.changes import read_texts
from jupyter_mlops.services.file_choice import FileChoice, check_parts
from jupyter_mlops.services.file_versions import FileVersions, VersionReader
from jupyter_mlops.services.index_plan import IndexPlan
from jupyter_mlops.services.notebook_versions import SUFFIX, read_documents
from jupyter_mlops.services.stored_form import working_form
from jupyter_mlops.services.unstage import unstaged_data
from jupyter_mlops.services.working import SUBMODULE, Signature, read_signature, working_mode


class DiscardPlan:
    """Which working files are written, removed or left to git, and what becomes of the index.

    Args:
        reader: What knows the files.
    """

    def __init__(self, reader: VersionReader) -> None:
        self._reader = reader
        self._signatures: dict[str, Signature | None] = {}
        self.index = IndexPlan(reader)
        #: Contents to write, by git's names of the files.
        self.write: dict[str, bytes] = {}
        #: Files to remove.
        self.remove: list[str] = []
        #: Files that git has to restore, in the worktree and in the index.
        self.restore: list[str] = []

    @property
    def paths(self) -> list[str]:
        """Every file that changes."""
        return [*self.write, *self.remove, *self.restore]

    def add(self, choice: FileChoice) -> None:
        """Plans what becomes of a file.

        Raises:
            StaleError: It has changed since somebody looked at it.
            ConflictError: It can only be taken as a whole, or not at all.
            InvalidError: There is no such change.
        """
        for path in {choice.path, self._reader.base_path(choice.path)}:
            self._signatures[path] = read_signature(self._reader.root / path)
        modes = [working_mode(self._reader.root / choice.path)]
        modes += [entry.mode for entry in self._git_entries(choice.path)]
        if SUBMODULE in modes:
            raise ConflictError(
                f"{choice.path} is a repository of its own", hint="discard what you mean in there"
            )
        if choice.whole:
            self._add_whole(choice)
        else:
            self._add_part(choice)

    def check_unchanged(self) -> None:
        """Makes sure that nobody has written the files since they were looked at.

        Raises:
            StaleError: Somebody has.
        """
        for path in self.paths:
            if read_signature(self._reader.root / path) != self._signatures[path]:
                raise StaleError(f"{path} was saved just now", hint="look at it once more")

    def _git_entries(self, path: str) -> list[IndexEntry]:
        return [entry for entry in (self._reader.index(path), self._reader.base(path)) if entry]

    def _add_whole(self, choice: FileChoice) -> None:
        try:
            versions = self._reader.read(choice.path)
        except LargeFileError:
            if choice.version is not None:
                raise
            self._leave_to_git(choice.path)
            return
        versions.check(choice.version)
        if self._has_changed(versions) and not self._keep_outputs(versions):
            self._leave_to_git(choice.path)

    def _leave_to_git(self, path: str) -> None:
        reader = self._reader
        base_path = reader.base_path(path)
        if reader.base(path) is None or base_path != path:
            self.remove.append(path)
            self.index.remove(path)
        if reader.base(path) is not None:
            self.restore.append(base_path)

    def _has_changed(self, versions: FileVersions) -> bool:
        base, index, working = versions.base, versions.index, versions.working
        if versions.unmerged or versions.base_path != versions.path:
            return True
        if base is None or working is None:
            return not (base is None and working is None and index is None)
        if index is None or (index.oid, index.mode) != (base.oid, base.mode):
            return True
        if self._reader.is_large(base):
            return True
        stored = self._reader.stored_content(versions)
        return base.mode != working.mode or stored != self._reader.content(base)

    def _keep_outputs(self, versions: FileVersions) -> bool:
        """Discards what git sees of a notebook, where our filter keeps outputs out of it.

        Else outputs would go that are in no commit and that nobody has asked to discard.
        """
        base, working = versions.base, versions.working
        plain = not versions.unmerged and versions.base_path == versions.path
        if not (plain and base and working and working.is_file and base.mode == working.mode):
            return False
        if not versions.path.endswith(SUFFIX) or not self._reader.stored.is_cleaned(versions.path):
            return False
        try:
            data = self._without(versions, None)
        except NotebookInvalidError:
            return False
        content = self._reader.content(base)
        if data is None or self._reader.stored.of(versions.path, data) != content:
            return False
        self.write[versions.path] = data
        self.index.reset(versions.path)
        return True

    def _add_part(self, choice: FileChoice) -> None:
        versions = self._reader.read(choice.path)
        versions.check(choice.version)
        check_parts(self._reader, versions)
        data = (
            self._without(versions, choice.cells or ())
            if choice.hunks is None
            else self._without_hunks(versions, choice.hunks)
        )
        index = unstaged_data(self._reader, versions, choice)
        self._plan_working(versions, data)
        if versions.index is not None or versions.base is not None:
            self.index.put(versions, index)

    def _plan_working(self, versions: FileVersions, data: bytes | None) -> None:
        if data is None:
            self.remove.append(versions.path)
        else:
            self.write[versions.path] = data

    def _without(self, versions: FileVersions, choices: tuple[Choice, ...] | None) -> bytes | None:
        """The working notebook with changes put back, in those parts that git sees a change in."""
        listed = list_changes(read_documents(self._reader, versions))
        every = [change.key for change in listed.cells] + [NOTEBOOK] * bool(listed.notebook)
        chosen = [Choice(key=key) for key in every] if choices is None else choices
        known = {change.key: change for change in listed.cells}
        exact = [_narrowed(choice, known.get(choice.key)) for choice in chosen]
        return discard_choices(read_documents(self._reader, versions, raw=True), exact)

    def _without_hunks(self, versions: FileVersions, keys: tuple[str, ...]) -> bytes | None:
        """The working text with hunks put back, in the form that it has on disk."""
        texts = read_texts(self._reader, versions)
        data = discard_hunks(*texts, keys)
        if versions.base is None and not data:
            return None
        saved = b"" if versions.working is None else versions.working.data
        if data != texts[2] and saved != texts[2]:
            return working_form(self._reader.root, versions.path, data, like=saved)
        return saved if data == texts[2] else data


def _narrowed(choice: Choice, change: CellChange | None) -> Choice:
    """A choice of all of a cell that speaks of its source if git sees a change only there."""
    if change is None or choice.part != "all" or change.kind in ("added", "removed"):
        return choice
    if change.outputs is None and change.source is not None:
        return Choice(key=choice.key, part="source")
    return choice
