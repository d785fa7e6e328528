"""The package that a project's cells are exported to, and how."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.modules.nbdev_config import NbdevConfig, read_nbdev_config
from jupyter_mlops.settings import ModuleSettings, read_module_settings

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_FILE = "pyproject.toml"
_VERSION = re.compile(r"""^__version__\s*(?::\s*\w+\s*)?=\s*['"]([^'"\n]+)['"]""", re.MULTILINE)


class ModuleProject(Struct, frozen=True, kw_only=True):
    """A project whose notebooks are exported: its package, and how modules are made."""

    #: Its folder.
    root: Path
    #: The package's import name.
    package: str
    #: The folder that holds the package: path below the root with `/`, `.` if it is the root.
    source: str
    #: The package's version; empty where nothing says one.
    version: str = ""
    #: How modules of the package import each other.
    imports: Literal["relative", "absolute", "as-written"] = "relative"
    #: Whether imports of all cells stand on top of a module.
    hoist_imports: bool = True
    #: Whether modules say what is public in `__all__`.
    write_all: bool = True
    #: What becomes of magics that have no plain equivalent.
    magics: Literal["comment", "refuse"] = "comment"
    #: The folder of tests: path below the root.
    tests: str = "tests"
    #: How tags of releases are called, with `{version}`.
    tag: str = "v{version}"
    #: The folder of the package index as the settings have it; None for the user's own.
    index: str | None = None
    #: Where notebooks are looked for: folders, files or patterns below the root; empty: everywhere.
    notebooks: tuple[str, ...] = ()
    #: What nbdev's own settings say, in a project that is nbdev's.
    nbdev_config: NbdevConfig | None = None

    @property
    def nbdev(self) -> bool:
        """Whether modules are to be what nbdev makes of the same notebooks."""
        return self.nbdev_config is not None

    @property
    def package_folder(self) -> str:
        """The package's folder: path below the root, with `/`."""
        return self.package if self.source == "." else f"{self.source}/{self.package}"

    def module_file(self, name: str) -> str:
        """The file of a module, by its name below the package: path below the root, with `/`."""
        return f"{self.package_folder}/{name.replace('.', '/')}.py"

    def import_name(self, name: str) -> str:
        """How a module is imported, by its name below the package."""
        parts = name.split(".")
        return ".".join([self.package, *(parts[:-1] if parts[-1] == "__init__" else parts)])


def read_project(root: Path) -> ModuleProject:
    """Reads how the notebooks of a project become modules.

    Args:
        root: The project's folder.

    Raises:
        InvalidError: `pyproject.toml` cannot be read, or a setting has a wrong value.
    """
    settings = read_module_settings(root / _FILE)
    content = _pyproject(root / _FILE)
    nbdev = read_nbdev_config(root, content)
    table = content.get("project")
    table = table if isinstance(table, dict) else {}
    package = _package(settings, nbdev, table, root)
    source = _source(settings, nbdev, package, root)
    return ModuleProject(
        root=root,
        package=package,
        source=source,
        version=_version(table, nbdev, root / source / package),
        imports=settings.imports or "relative",
        hoist_imports=nbdev is None if settings.hoist_imports is None else settings.hoist_imports,
        write_all=settings.write_all,
        magics=settings.magics,
        tests=_inside(settings.tests, "tests"),
        tag=settings.tag,
        index=settings.index,
        notebooks=settings.notebooks or (() if nbdev is None else (nbdev.notebooks,)),
        nbdev_config=nbdev,
    )


def as_identifier(name: str) -> str:
    """A name as a Python identifier, without digits and separators before it; may be empty."""
    return re.sub(r"\W+", "_", name).strip("_").lstrip("0123456789_")


def _pyproject(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidError(f"{file} is not TOML: {error}") from error


def _package(
    settings: ModuleSettings, nbdev: NbdevConfig | None, table: dict[str, Any], root: Path
) -> str:
    if settings.package is not None:
        if not settings.package.isidentifier():
            raise InvalidError(
                f"{root / _FILE}, [tool.jupyter-mlops.modules] package: "
                f"{settings.package!r} is no name that can be imported",
                hint="use letters, digits and underscores, such as my_package",
            )
        return settings.package
    if nbdev is not None:
        return nbdev.library.rpartition("/")[2]
    name = table.get("name")
    own = as_identifier(name) if isinstance(name, str) else ""
    return (own or as_identifier(root.resolve().name)).lower() or "package"


def _source(settings: ModuleSettings, nbdev: NbdevConfig | None, package: str, root: Path) -> str:
    if settings.source is not None:
        return _inside(settings.source, "source")
    if nbdev is not None:
        return nbdev.library.rpartition("/")[0] or "."
    return "." if (root / package / "__init__.py").is_file() else "src"


def _inside(folder: str, key: str) -> str:
    """A folder of the settings as a path below the root, with `/`."""
    parts = [part for part in folder.replace("\\", "/").split("/") if part not in ("", ".")]
    if folder.startswith(("/", "\\", "~")) or ".." in parts or re.match(r"\w:", folder):
        raise InvalidError(
            f"[tool.jupyter-mlops.modules] {key}: {folder!r} is outside of the project",
            hint="give a folder relative to pyproject.toml",
        )
    return "/".join(parts) or "."


def _version(table: dict[str, Any], nbdev: NbdevConfig | None, package: Path) -> str:
    own = table.get("version")
    if isinstance(own, str):
        return own
    try:
        found = _VERSION.search((package / "__init__.py").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        found = None
    return found[1] if found else "" if nbdev is None else nbdev.version
