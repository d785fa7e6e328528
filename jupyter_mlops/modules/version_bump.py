"""Writes a new version to where a project keeps its own; all else stays as it is."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.modules.text import split_header

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

#: Gives a file's content by its path below the project; None if it isn't there.
Read = Callable[[str], str | None]

_PYPROJECT: Final = "pyproject.toml"
_NBDEV: Final = "settings.ini"
_TABLE = re.compile(r"^[ \t]*\[(?P<name>[^\[\]]+)\][ \t]*(?:#.*)?\r?$", re.MULTILINE)
_TOML = re.compile(r"""^([ \t]*["']?version["']?[ \t]*=[ \t]*)(["'])[^"'\n]*\2""", re.MULTILINE)
_PYTHON = re.compile(
    r"""^((?:__version__|VERSION)[ \t]*(?::[ \t]*\w+[ \t]*)?=[ \t]*)(["'])[^"'\n]*\2""",
    re.MULTILINE,
)
_INI = re.compile(r"^(version[ \t]*=[ \t]*)\S+", re.MULTILINE)
#: Build plugins that take the version from the tag.
_OF_TAGS: Final = ("setuptools_scm", "setuptools-scm", "hatch-vcs", "versioningit", "dunamai")


def bump_version(project: ModuleProject, read: Read, version: str) -> dict[str, str]:
    """The files that name a project's version, with another one.

    Args:
        project: The project.
        read: How its files are read.
        version: The new version.

    Returns:
        Content by path below the project; empty where the version is that of the tag.

    Raises:
        InvalidError: Nothing says where the version is kept.
    """
    content = _parse(read(_PYPROJECT) or "")
    made = dict(_main_places(project, read, content, version))
    for name, pattern in ((f"{project.package_folder}/__init__.py", _PYTHON), (_NBDEV, _INI)):
        if name not in made:
            made.update(_edited(read, name, pattern, version))
    if not made and not takes_tag(content):
        raise InvalidError(
            f"nothing says where {project.package} keeps its version",
            hint='write version = "0.1.0" below [project] in pyproject.toml',
        )
    return made


def takes_tag(content: Mapping[str, Any]) -> bool:
    """Whether a `pyproject.toml` has a build that takes the version from the tag."""
    needs = content.get("build-system", {}).get("requires", [])
    return any(name in str(need).lower() for need in needs for name in _OF_TAGS)


def project_table(text: str) -> Mapping[str, Any] | None:
    """The table `project` of a `pyproject.toml`; None if it has none.

    Raises:
        InvalidError: It is not TOML.
    """
    return _within(_parse(text), "project") or None


def distribution_name(project: ModuleProject, read: Read) -> str:
    """The name under which a package is installed."""
    content = _parse(read(_PYPROJECT) or "")
    name = content.get("project", {}).get("name")
    if isinstance(name, str) and name:
        return name
    found = re.search(r"^lib_name[ \t]*=[ \t]*(\S+)", read(_NBDEV) or "", re.MULTILINE)
    return found[1] if found and "%" not in found[1] else project.package


def _main_places(
    project: ModuleProject, read: Read, content: Mapping[str, Any], version: str
) -> Iterator[tuple[str, str]]:
    for table in ("project", "tool.poetry"):
        if isinstance(_within(content, table).get("version"), str):
            yield _PYPROJECT, _with_toml(read(_PYPROJECT) or "", table, version)
    path = _within(content, "tool.hatch.version").get("path")
    if isinstance(path, str):
        yield from _edited(read, path, _PYTHON, version)
    dynamic = _within(content, "tool.setuptools.dynamic.version")
    if isinstance(dynamic.get("file"), str):
        yield dynamic["file"], f"{version}\n"
    module = str(dynamic.get("attr", "")).rpartition(".")[0].replace(".", "/")
    source = "" if project.source == "." else f"{project.source}/"
    for name in (f"{source}{module}.py", f"{source}{module}/__init__.py") if module else ():
        yield from _edited(read, name, _PYTHON, version)


def _edited(
    read: Read, name: str, pattern: re.Pattern[str], version: str
) -> Iterator[tuple[str, str]]:
    """A file with another version, if it has one; what is made of cells is edited there only."""
    text = read(name)
    if text is None or not pattern.search(text) or split_header(text)[0] is not None:
        return
    quoted = pattern.groups > 1
    replacement = rf"\g<1>\g<2>{version}\g<2>" if quoted else rf"\g<1>{version}"
    yield name, pattern.sub(replacement, text, count=1)


def _with_toml(text: str, table: str, version: str) -> str:
    """A TOML file with another version in a table."""
    tables = list(_TABLE.finditer(text))
    for at, found in enumerate(tables):
        if found["name"].replace('"', "").replace(" ", "") != table:
            continue
        end = tables[at + 1].start() if at + 1 < len(tables) else len(text)
        part = _TOML.sub(rf"\g<1>\g<2>{version}\g<2>", text[found.end() : end], count=1)
        made = text[: found.end()] + part + text[end:]
        if _within(_parse(made), table).get("version") == version:
            return made
    raise InvalidError(
        f"the version in {_PYPROJECT} is written in a way that cannot be edited",
        hint=f'write it on a line of its own: version = "{version}", below [{table}]',
    )


def _within(content: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    for key in path.split("."):
        value = content.get(key)
        if not isinstance(value, dict):
            return {}
        content = value
    return content


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidError(f"{_PYPROJECT} is not TOML: {error}") from error
