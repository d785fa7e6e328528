"""Has griffe read modules that are no files, such as those of a commit.

griffe's own loader wants a folder and asks git about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.modules.api_patches import move_patches

if TYPE_CHECKING:
    import griffe

_INIT = "__init__.py"


def read_tree(package: str, files: Mapping[str, str]) -> tuple[griffe.Module, frozenset[str]]:
    """Reads a package's modules.

    Args:
        package: Its import name.
        files: Content of its modules by path below its folder, with `/`.

    Returns:
        The package, and the files that are no Python, which it is without.
    """
    import griffe

    loader = griffe.GriffeLoader(allow_inspection=False, extensions=griffe.load_extensions())
    reader = _Reader(loader, package)
    for file in sorted(files, key=_order):
        if file.endswith(".py"):
            reader.add(file, files[file])
    top = reader.folder(())
    loader.expand_exports(top)
    loader.expand_wildcards(top, external=False)
    loader.resolve_aliases(implicit=False, external=False)
    loader.extensions.call("on_package", pkg=top, loader=loader)  # dataclasses get their __init__
    return top, frozenset(reader.broken)


class _Reader:
    def __init__(self, loader: griffe.GriffeLoader, package: str) -> None:
        self._loader = loader
        self._package = package
        self._folders: dict[tuple[str, ...], griffe.Module] = {}
        self.broken: set[str] = set()

    def add(self, file: str, text: str) -> None:
        """Reads a module; those of the folders above it come first."""
        *folders, name = file.split("/")
        parts = tuple(folders) if name == _INIT else (*folders, name.removesuffix(".py"))
        if not all(part.isidentifier() for part in parts):
            return
        try:
            self._visit(parts, file, text)
        except (SyntaxError, ValueError, RecursionError):  # a NUL is a ValueError
            self.broken.add(file)

    def folder(self, parts: tuple[str, ...]) -> griffe.Module:
        """The module of a folder; an empty one where it has no `__init__.py`."""
        if parts not in self._folders:
            self._visit(parts, "/".join((*parts, _INIT)), "")
        return self._folders[parts]

    def _visit(self, parts: tuple[str, ...], file: str, text: str) -> None:
        import griffe

        parent = self.folder(parts[:-1]) if parts else None
        loader = self._loader
        module = griffe.visit(
            parts[-1] if parts else self._package,
            Path(file),
            text,
            parent=parent,
            extensions=loader.extensions,
            lines_collection=loader.lines_collection,
            modules_collection=loader.modules_collection,
        )
        move_patches(module)
        if parent is None:
            loader.modules_collection.set_member(module.path, module)
        else:
            parent.set_member(parts[-1], module)
        if file.endswith(_INIT):
            self._folders[parts] = module


def _order(file: str) -> tuple[int, bool, str]:
    """Folders before what is in them."""
    return file.count("/"), not file.endswith(_INIT), file
