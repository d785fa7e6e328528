"""Every setting: one frozen struct, read from `[tool.jupyter-mlops]` of the user's repository."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from jupyter_mlops.errors import InvalidError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_FILE = "pyproject.toml"
_TABLE = "jupyter-mlops"


class RunSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.jupyter-mlops.run]`."""

    #: Where executed notebooks go unless told otherwise, relative to the notebook's folder.
    output_folder: str = "runs"


class DiffSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.jupyter-mlops.diff]`."""

    #: Whether code whose formatting alone differs counts as unchanged.
    ignore_formatting: bool = False
    #: Relative difference up to which numbers in tables count as close.
    tolerance: Annotated[float, Meta(ge=0)] = 1e-6
    #: Seconds for one notebook after which its diff gets coarser instead of taking longer.
    time_budget: Annotated[float, Meta(gt=0)] = 10.0


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.jupyter-mlops]`."""

    #: How notebooks are run.
    run: RunSettings = RunSettings()
    #: How notebooks are compared.
    diff: DiffSettings = DiffSettings()


def read_settings(folder: Path) -> Settings:
    """Reads the settings that hold in a folder.

    Args:
        folder: Where the notebook is; the nearest `pyproject.toml` upwards that has the table
            counts.

    Returns:
        The settings; all defaults where no file has the table.

    Raises:
        InvalidError: A file cannot be read, or has an unknown key or a wrong type.
    """
    for parent in (folder, *folder.parents):
        table = _table(parent / _FILE)
        if table is not None:
            return _convert(table, parent / _FILE)
    return Settings()


def current_user() -> str:
    """Who runs are filed under: the hub's user where there is a hub, else the system's."""
    return os.environ.get("JUPYTERHUB_USER") or getpass.getuser()


def _table(file: Path) -> object | None:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidError(f"{file} is not TOML: {error}") from error
    tool = content.get("tool")
    return tool.get(_TABLE) if isinstance(tool, dict) else None


def _convert(table: object, file: Path) -> Settings:
    try:
        return msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        raise InvalidError(f"{file}, [tool.{_TABLE}]: {error}") from error
