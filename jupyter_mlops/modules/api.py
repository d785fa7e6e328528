"""A package's public API, read from its text; nothing of it is run.

Public is what a module's `__all__` lists, and where it has none, what it defines without a leading
underscore; modules and members of classes count by their names alone. See the guide of griffe,
which reads it: https://mkdocstrings.github.io/griffe/guide/users/recommendations/public-apis/
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from jupyter_mlops.modules.api_tree import read_tree
from jupyter_mlops.modules.model import CellKey
from jupyter_mlops.modules.text import parse_module

if TYPE_CHECKING:
    import griffe

NameKind = Literal["module", "class", "function", "attribute"]


class PackageText(Struct, frozen=True, kw_only=True):
    """The modules of a package at some time."""

    #: Its import name.
    package: str
    #: Its folder, below the project, with `/`.
    folder: str
    #: Content of its modules by path below that folder, with `/`.
    files: Mapping[str, str]


class PublicName(Struct, frozen=True, kw_only=True):
    """A public name."""

    #: With its module and class, below the package, such as `features.Scaler.fit`.
    name: str
    kind: NameKind
    #: Its parameters and what it returns, as one writes them; empty where it has none.
    signature: str
    #: First line of its docstring.
    summary: str
    #: Its module's path below the package's folder.
    file: str
    #: Where it begins there, from 1; 0 for a module.
    line: int
    #: Its definition.
    text: str


class Api:
    """The public API of a package.

    Args:
        source: The package's modules.
    """

    def __init__(self, source: PackageText) -> None:
        self.source = source
        #: As griffe has it.
        self.tree, self.broken = read_tree(source.package, source.files)
        #: What griffe has of each public name; of an imported one, of where it is defined.
        self.objects: dict[str, griffe.Object] = dict(_public(self.tree, self.tree.path))

    @cached_property
    def names(self) -> dict[str, PublicName]:
        """The public names, in the order of their definition."""
        return {name: self._read(name, found) for name, found in self.objects.items()}

    def cell_of(self, file: str, line: int) -> CellKey | None:
        """The cell that a line comes from, by the marker above it; None if there is none.

        Args:
            file: Path below the package's folder.
            line: From 1.
        """
        places = self._places(file)
        at = bisect_right([place for place, _ in places], line)
        return places[at - 1][1] if at else None

    def file_of(self, found: griffe.Object) -> str:
        """The file that something is in: path below the package's folder."""
        return PurePosixPath(str(found.filepath)).as_posix()

    def _places(self, file: str) -> list[tuple[int, CellKey | None]]:
        if file not in self._found:
            text = self.source.files.get(file, "")
            parsed = parse_module(text, file=f"{self.source.folder}/{file}")
            self._found[file] = [(part.marker or part.line, part.key) for part in parsed.sections]
        return self._found[file]

    @cached_property
    def _found(self) -> dict[str, list[tuple[int, CellKey | None]]]:
        return {}

    def _read(self, name: str, found: griffe.Object) -> PublicName:
        file, line = self.file_of(found), found.lineno or 0
        text = self.source.files.get(file, "")
        lines = text.splitlines()[max(line - 1, 0) : found.endlineno] if line else []
        docstring = found.docstring.value if found.docstring else ""
        return PublicName(
            name=name,
            kind=_kind(found),
            signature=signature(found, name.rpartition(".")[2]),
            summary=docstring.strip().partition("\n")[0].strip(),
            file=file,
            line=line,
            text="\n".join(lines),
        )


def signature(found: griffe.Object, name: str) -> str:
    """How a function or a class is called; empty for what is neither."""
    kind = found.kind.value
    if kind == "function":
        return _shown(found, name, return_type=True)
    return _shown(found, name, return_type=False) if kind == "class" else ""


def module_name(file: str) -> str:
    """The module of a file: its name below the package; empty for the package itself.

    Args:
        file: Path below the package's folder, with `/`.
    """
    parts = file.removesuffix(".py").split("/")
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _shown(found: Any, name: str, *, return_type: bool) -> str:
    text: str = found.signature(name=name, return_type=return_type)
    return text


def _kind(found: griffe.Object) -> NameKind:
    kind = found.kind.value
    return kind if kind in ("module", "class", "function") else "attribute"


def _public(parent: griffe.Object, root: str) -> Iterator[tuple[str, griffe.Object]]:
    """The public names below an object, each with what it stands for."""
    members: dict[str, Any] = parent.members
    for name, member in members.items():
        if not member.is_public or _is_own_matter(parent, name):
            continue
        shown = f"{parent.path}.{name}".removeprefix(f"{root}.")
        if member.is_alias:
            target = _target(member)
            if target is not None:
                yield shown, target
            continue
        yield shown, member
        if member.is_module or member.is_class:
            yield from _public(member, root)


def _target(alias: Any) -> griffe.Object | None:
    """What an imported name stands for; None if another package has it, or nobody knows."""
    from griffe import AliasResolutionError, CyclicAliasError

    try:
        target: griffe.Object = alias.final_target
    except (AliasResolutionError, CyclicAliasError):
        return None
    return target


def _is_own_matter(parent: griffe.Object, name: str) -> bool:
    """Whether a special name says nothing to users: a constructor is shown by its class."""
    special = name.startswith("__") and name.endswith("__")
    return special and (parent.is_module or not parent.members[name].is_function or name in _MADE)


#: What a class's own signature tells.
_MADE = frozenset({"__init__", "__new__", "__post_init__"})
