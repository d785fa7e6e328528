"""What an nbdev project says of itself, in `settings.ini` (nbdev 2) or `[tool.nbdev]` (nbdev 3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

_INI = "settings.ini"
_SECTION = "DEFAULT"


class NbdevConfig(Struct, frozen=True, kw_only=True):
    """As much of nbdev's settings as export depends on."""

    #: The package's folder: path below the root, with `/`.
    library: str
    #: Whether the settings are those of nbdev 2.
    second: bool = False
    #: Where notebooks are: path below the root, with `/`.
    notebooks: str = "nbs"
    #: Whether the folders in it count, too.
    recursive: bool = True
    #: The version that the settings say; empty if they say none.
    version: str = ""
    #: Where the documentation is on the web, which module docstrings name; empty if they do not.
    documentation: str = ""


def read_nbdev_config(root: Path, pyproject: dict[str, Any]) -> NbdevConfig | None:
    """Reads the settings of an nbdev project.

    Args:
        root: The project's folder.
        pyproject: The decoded `pyproject.toml`.

    Returns:
        The settings; None for a project that is not nbdev's.
    """
    tool = pyproject.get("tool")
    table = tool.get("nbdev") if isinstance(tool, dict) else None
    if isinstance(table, dict):
        project = pyproject.get("project")
        return _of_pyproject(table, project if isinstance(project, dict) else {})
    return _of_ini(root / _INI)


def _of_pyproject(table: dict[str, Any], project: dict[str, Any]) -> NbdevConfig | None:
    name = _text(project.get("name"))
    library = _folder(_text(table.get("lib_path")) or name.replace("-", "_"))
    if not library:
        return None
    urls = project.get("urls")
    documentation = urlsplit(_text(urls.get("Documentation")) if isinstance(urls, dict) else "")
    host = f"{documentation.scheme}://{documentation.netloc}" if documentation.scheme else ""
    return NbdevConfig(
        library=library,
        notebooks=_folder(_text(table.get("nbs_path")) or "nbs") or ".",
        recursive=table.get("recursive", True) is not False,
        documentation=host and f"{host}{documentation.path.rstrip('/')}",
    )


def _of_ini(file: Path) -> NbdevConfig | None:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    values = _ini_values(text)
    library = values.get("lib_path") or values.get("lib_name", "").replace("-", "_")
    if not _folder(library) or not {"nbs_path", "lib_path"} & set(values):
        return None
    return NbdevConfig(
        library=_folder(library),
        second=True,
        notebooks=_folder(values.get("nbs_path", "nbs")) or ".",
        recursive=values.get("recursive", "true").lower() not in ("false", "0", "no", "off"),
        version=values.get("version", ""),
    )


def _ini_values(text: str) -> dict[str, str]:
    """The values of nbdev's one section, with those that refer to others filled in."""
    from configparser import ConfigParser, Error, InterpolationError

    def value(key: str) -> str:
        try:
            return parser.get(_SECTION, key)
        except InterpolationError:
            return parser.get(_SECTION, key, raw=True)

    parser = ConfigParser()
    try:
        parser.read_string(text)
    except Error:
        return {}
    return {key: value(key) for key in parser.defaults()}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _folder(path: str) -> str:
    parts = [part for part in path.strip().replace("\\", "/").split("/") if part not in ("", ".")]
    return "" if ".." in parts else "/".join(parts)
