"""What a project declares to depend on, wherever it says so."""

from __future__ import annotations

import ast
import configparser
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from jupyter_mlops.checks.cell_code import parse_quietly
from jupyter_mlops.checks.imports_names import normalized

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_NAME: Final = re.compile(r"\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[|[<>=!~;@(#,]|$|\s)")
_EGG: Final = re.compile(r"#(?:.*&)?egg=([\w.-]+)")
_REPOSITORY: Final = re.compile(r"(?:git|hg|svn)\+\S+/([\w.-]+?)(?:\.git)?(?:@\S*)?(?:#.*)?$")
_INCLUDE: Final = re.compile(r"(?:-r|--requirement|-c|--constraint)[ =]\s*(\S+)")
_CONDA: Final = re.compile(r"\s*-\s*[\"']?(?:[\w./-]+::)?([A-Za-z0-9][\w.-]*)")
#: Arguments of `setup` in `setup.py`, which nobody runs for it.
_SETUP: Final = frozenset({"install_requires", "extras_require", "tests_require"})
#: How deep files may name others.
_DEEPEST: Final = 5


def declared_in(folders: Iterable[Path]) -> frozenset[str]:
    """The distributions that are declared in folders, normalized.

    `pyproject.toml` (also Poetry's, uv's and PDM's parts), `setup.cfg`, `setup.py`, `Pipfile`,
    `pixi.toml`, `requirements*.txt` and `environment*.yml` are read, whatever each is for: what is
    declared for tests or development is declared.

    Args:
        folders: Each is looked at alone, with its folder `requirements`.
    """
    found: set[str] = set()
    for folder in folders:
        found.update(_in_toml(_read(folder / "pyproject.toml")))
        found.update(_in_toml(_read(folder / "Pipfile")))
        found.update(_in_toml(_read(folder / "pixi.toml")))
        found.update(_in_setup_cfg(_read(folder / "setup.cfg")))
        found.update(_in_setup(_read(folder / "setup.py")))
        for file in (*folder.glob("*requirements*.txt"), *folder.glob("requirements/*.txt")):
            found.update(_in_requirements(file, 0))
        for file in (*folder.glob("*env*.yml"), *folder.glob("*env*.yaml")):
            found.update(_in_environment(_read(file)))
    return frozenset(map(normalized, found)) - {"python", "pip"}


def project_name(folder: Path) -> str:
    """What a project calls itself in its `pyproject.toml`; empty if it doesn't."""
    try:
        name = _table(tomllib.loads(_read(folder / "pyproject.toml")), "project").get("name")
    except tomllib.TOMLDecodeError:
        return ""
    return name if isinstance(name, str) else ""


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _names(requirements: Iterable[Any]) -> Iterator[str]:
    for requirement in requirements:
        if isinstance(requirement, str):
            found = (
                _EGG.search(requirement)
                or _NAME.match(requirement)
                or _REPOSITORY.match(requirement.strip())
            )
            if found:
                yield found[1]


def _in_toml(text: str) -> Iterator[str]:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    project = _table(content, "project")
    yield from _names(_list(project.get("dependencies")))
    lists = [
        *_table(project, "optional-dependencies").values(),
        *_table(content, "dependency-groups").values(),
        *_table(content, "tool", "pdm", "dev-dependencies").values(),
        _table(content, "tool", "uv").get("dev-dependencies"),
    ]
    for each in lists:
        yield from _names(_list(each))
    poetry, pixi = _table(content, "tool", "poetry"), _table(content, "tool", "pixi")
    groups = [*_table(poetry, "group").values(), *_table(pixi, "feature").values()]
    groups += _table(content, "feature").values()
    for owner in (poetry, pixi, content, *groups):
        tables = (
            "dependencies",
            "dev-dependencies",
            "pypi-dependencies",
            "packages",
            "dev-packages",
        )
        for name in tables:
            if isinstance(owner, dict):
                yield from _table(owner, name)


def _table(content: dict[str, Any], *keys: str) -> dict[str, Any]:
    for key in keys:
        inner = content.get(key)
        content = inner if isinstance(inner, dict) else {}
    return content


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _in_setup(text: str) -> Iterator[str]:
    try:
        nodes = list(ast.walk(parse_quietly(text)))
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in nodes:
        if isinstance(node, ast.keyword) and node.arg in _SETUP:
            texts = (part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant))
            yield from _names(texts)


def _in_setup_cfg(text: str) -> Iterator[str]:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return
    for section in parser.sections():
        for key, value in parser.items(section):
            if key.endswith(("_require", "_requires")) or section.endswith("extras_require"):
                yield from _names(value.splitlines())


def _in_requirements(file: Path, depth: int) -> Iterator[str]:
    for line in _read(file).splitlines():
        text = line.strip()
        included = _INCLUDE.match(text)
        if included and depth < _DEEPEST:
            yield from _in_requirements(file.parent / included[1], depth + 1)
        elif text and not text.startswith("#"):
            yield from _names([re.sub(r"^(?:-e|--editable)[ =]\s*", "", text)])


def _in_environment(text: str) -> Iterator[str]:
    """Yields the entries of a conda environment's lists; a YAML reader would be much for that."""
    for line in text.splitlines():
        found = _CONDA.match(line)
        if found and not line.rstrip().endswith(":") and "://" not in line:
            yield found[1]
