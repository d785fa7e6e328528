"""Use case: a `pyproject.toml` that makes a folder a Python project; from then on the user's."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.files import write_atomically
from jupyter_mlops.modules.project import ModuleProject, as_identifier
from jupyter_mlops.services.project import PYPROJECT

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import Plan

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

#: Files that say how a package is built where `pyproject.toml` does not.
_OTHERS = ("setup.py", "setup.cfg", "settings.ini")
FIRST_VERSION = "0.1.0"

_BUILD = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
"""
_PROJECT = """\
[project]
name = {name}
version = {version}
requires-python = ">=3.10"
dependencies = {dependencies}
"""
_WHEEL = """\
[tool.hatch.build.targets.wheel]
packages = [{folder}]
"""
_PACKAGE = """\
[tool.jupyter-mlops.modules]
package = {package}
"""


def make_project(project: ModuleProject, plan: Plan | None = None) -> bool:
    """Makes a project of a folder that is none so far.

    What `pyproject.toml` holds stays as it is; what is missing is put at its end. A folder that
    says elsewhere how its package is built is left alone.

    Args:
        project: What is known of it.
        plan: What its notebooks export, whose imports become its dependencies; none by default.

    Returns:
        Whether there was anything to do.

    Raises:
        InvalidError: The file is not TOML.
        StorageError: It cannot be written.
    """
    file = project.root / PYPROJECT
    text = _read(file)
    known = _parse(text, file)
    poetry = "poetry" in known.get("tool", {})
    if "project" in known or "build-system" in known or poetry or _is_built_otherwise(project.root):
        return False
    from jupyter_mlops.services.module_dependencies import find_dependencies

    needed = [] if plan is None else find_dependencies(plan, project)
    made = text + _gap(text) + "\n".join(_tables(project, known, needed))
    ends = "\r\n" if "\r\n" in text else "\n"
    _parse(made, file)
    write_atomically(file, made.replace("\r\n", "\n").replace("\n", ends).encode())
    return True


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise InvalidError(f"{file} is not UTF-8: {error}") from error


def _parse(text: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidError(f"{file} is not TOML: {error}") from error


def _is_built_otherwise(root: Path) -> bool:
    return any((root / name).is_file() for name in _OTHERS)


def _gap(text: str) -> str:
    if not text:
        return ""
    return "\n" if text.endswith("\n") else "\n\n"


def _tables(project: ModuleProject, known: dict[str, Any], needed: list[str]) -> list[str]:
    name, version = _project_name(project.package), project.version or FIRST_VERSION
    values: dict[str, str | list[str]] = {"name": name, "version": version, "dependencies": needed}
    tables = [_BUILD, _PROJECT.format(**{key: _quoted(value) for key, value in values.items()})]
    tools = known.get("tool", {})
    if "hatch" not in tools:
        source = "" if project.source in ("", ".") else f"{project.source}/"
        tables.append(_WHEEL.format(folder=_quoted(source + project.package)))
    named = "modules" in tools.get("jupyter-mlops", {})
    if as_identifier(name) != project.package and not named:
        tables.append(_PACKAGE.format(package=_quoted(project.package)))
    return tables


def _project_name(package: str) -> str:
    """A name that an index takes: ASCII letters and digits, with hyphens (PEP 508, PEP 503)."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", package).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-") or "package"


def _quoted(value: str | list[str]) -> str:
    """A text, or a list of them, as TOML writes it, which is as JSON does."""
    texts = [msgspec.json.encode(each).decode() for each in value]
    return f"[{', '.join(texts)}]" if isinstance(value, list) else _quoted([value])[1:-1]
