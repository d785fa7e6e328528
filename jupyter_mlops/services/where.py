"""Which cell a line of a module comes from: for tracebacks, for tools' findings, for a click."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.errors import InvalidError, MlopsError, NotFoundError
from jupyter_mlops.services.project import project_of

if TYPE_CHECKING:
    from jupyter_mlops.modules.lines import LineMap

#: In what each module that is made of cells has, and hardly any other file.
_SIGN = ".ipynb"


class Origin(Struct, frozen=True, kw_only=True):
    """The cell that a line of a module comes from."""

    #: The notebook as the module names it: its path below the project, with `/`.
    source: str
    #: Its file; None where it isn't there, as for a module of an installed package.
    notebook: Path | None
    #: The cell's id, or `@N`.
    cell: str
    #: The cell's index in the notebook, from 0; None if the notebook doesn't have it any more.
    index: int | None
    #: Line of the cell's source, from 1.
    line: int
    #: False where module or notebook were edited since the last export, so that it is a guess.
    exact: bool

    def words(self, notebook: str) -> str:
        """The place for people: `train.ipynb, cell 3, line 5`.

        Args:
            notebook: What to call the notebook.
        """
        cell = self.cell if self.index is None else str(self.index + 1)
        return f"{notebook}, cell {cell}, {'line' if self.exact else 'about line'} {self.line}"


class Origins:
    """Finds the cells of many lines; each module is read once."""

    def __init__(self) -> None:
        self._maps: dict[Path, _Module | None] = {}

    def find(self, file: Path, line: int) -> Origin | None:
        """The cell that a line comes from.

        Args:
            file: Any file.
            line: From 1.

        Returns:
            The place; None if no cell has the line, or no notebook made the file.
        """
        if file not in self._maps:
            try:
                self._maps[file] = _open(file)
            except (OSError, UnicodeDecodeError, MlopsError):
                self._maps[file] = None
        module = self._maps[file]
        return module.find(line) if module else None


def find_origin(file: Path, line: int) -> Origin:
    """The cell that a line of a module comes from.

    Args:
        file: The module.
        line: From 1.

    Raises:
        NotFoundError: There is no such file, or no cell has the line.
        InvalidError: The file has fewer lines, cannot be read, or no notebook made it.
    """
    try:
        module = _open(file)
    except FileNotFoundError:
        raise NotFoundError(f"there is no file {file}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidError(f"{file} cannot be read: {error}") from error
    if module is None:
        raise InvalidError(
            f"no notebook made {file}",
            hint="name a module that `jupyter mlops export` has written, with a line: module.py:42",
        )
    if line > module.count:
        raise InvalidError(f"{file} has {module.count} lines, and no line {line}")
    found = module.find(line)
    if found is None:
        raise NotFoundError(
            f"line {line} of {file} comes from no cell: it was generated, or added by hand",
            hint="`jupyter mlops sync` makes cells of what was added",
        )
    return found


class _Module:
    """A module with what is known of its notebooks."""

    def __init__(self, root: Path, text: str, lines: LineMap) -> None:
        self.count = max(len(text.splitlines()), 1)
        self._root = root
        self._lines = lines

    def find(self, line: int) -> Origin | None:
        place = self._lines.find(line)
        if place is None:
            return None
        notebook = self._root / place.key.notebook
        return Origin(
            source=place.key.notebook,
            notebook=notebook if notebook.is_file() else None,
            cell=place.key.cell,
            index=place.index,
            line=place.line,
            exact=place.exact,
        )


def _open(file: Path) -> _Module | None:
    """Reads a module and the notebooks that its markers name; None if it has none."""
    from jupyter_mlops.modules.lines import LineMap
    from jupyter_mlops.modules.model import ModulePlan
    from jupyter_mlops.modules.plan import plan_export
    from jupyter_mlops.modules.project import read_project
    from jupyter_mlops.modules.text import parse_module

    text = file.read_bytes().decode("utf-8-sig")
    if _SIGN not in text:
        return None
    root = project_of(file.parent.resolve())
    path = file.resolve().relative_to(root).as_posix()
    module = parse_module(text, file=path)
    notebooks = {section.key.notebook for section in module.sections if section.key}
    notebooks.update(module.header.notebooks if module.header else ())
    if not notebooks:
        return None
    project = read_project(root)
    data = {name: _content(root / name) for name in sorted(notebooks)}
    plan = plan_export(project, {name: each for name, each in data.items() if each is not None})
    own = next((each for each in (*plan.modules, *plan.tests) if each.file == path), None)
    own = own or ModulePlan(name=file.stem, file=path, cells=())
    return _Module(root, text, LineMap(text, own, project))


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
