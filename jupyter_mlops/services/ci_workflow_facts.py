"""What a workflow has to know of a project: Python, packages, branch, folder."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from jupyter_mlops._version import __version__
from jupyter_mlops.errors import InvalidError
from jupyter_mlops.git.command import call_git
from jupyter_mlops.git.tracking import read_tracking
from jupyter_mlops.settings.checks import read_checks_settings

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_PYPROJECT: Final = "pyproject.toml"
#: Versions of Python that are offered, the preferred first.
_PYTHONS: Final = ("3.12", "3.13", "3.11", "3.10")
#: What checks use where it is installed, so that it has to be the same there.
_TOOLS: Final = ("ruff", "mypy", "pytest", "Pillow")
_CONDA: Final = ("environment.yml", "environment.yaml")


class WorkflowFacts(Struct, frozen=True, kw_only=True):
    """A project, as its workflow needs to know it."""

    #: Path of the project's folder in the repository, with `/`; empty if it is all of it.
    folder: str
    #: The branch whose commits are checked besides pull requests.
    branch: str
    #: Version of Python, such as `3.12`.
    python: str
    #: Commands that install what the notebooks need and what checks them.
    install: tuple[str, ...]
    #: Whether files are kept in Git LFS.
    lfs: bool
    version: str = __version__
    #: What to know, for people.
    notes: tuple[str, ...] = ()


def workflow_facts(root: Path, project: Path) -> WorkflowFacts:
    """Reads what a workflow has to know.

    Args:
        root: Of the worktree.
        project: The project's folder in it.

    Raises:
        InvalidError: `pyproject.toml` cannot be read.
    """
    table = _read(project / _PYPROJECT)
    needs, notes = _needs(project, table)
    tools = [f"{name}=={version}" for name in _TOOLS if (version := _wanted(name, project, table))]
    checking = " ".join([f"jupyter-mlops=={__version__}", *tools])
    folder = project.relative_to(root).as_posix()
    return WorkflowFacts(
        folder="" if folder == "." else folder,
        branch=_branch(root, project),
        python=_python(table),
        install=(*needs, f"python -m pip install {checking}"),
        lfs=_has_lfs(root),
        notes=tuple(notes),
    )


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidError(f"{file} cannot be read: {error}") from error


def _needs(project: Path, table: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Commands that install what the notebooks need, and what to know of that."""
    commands, notes = [], []
    if (project / "requirements.txt").is_file():
        commands.append("python -m pip install -r requirements.txt")
    if "project" in table:
        commands.append("python -m pip install -e .")
    conda = next((name for name in _CONDA if (project / name).is_file()), None)
    if conda and not commands:
        notes.append(f"what {conda} lists is not installed by this workflow: add a step for it")
    elif not commands:
        notes.append("this project declares no packages: what notebooks import has to be installed")
    return commands, notes


def _wanted(name: str, project: Path, table: dict[str, Any]) -> str:
    """Version of a tool that checks would use here; empty if they would not."""
    if name == "mypy" and "mypy" not in table.get("tool", {}):
        return ""
    if name == "pytest" and not (project / "tests").is_dir():
        return ""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _python(table: dict[str, Any]) -> str:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    wanted = table.get("project", {}).get("requires-python", "")
    try:
        allowed = SpecifierSet(wanted if isinstance(wanted, str) else "")
    except InvalidSpecifier:
        return _PYTHONS[0]
    # A patch release, as `>=3.12.1` leaves `3.12` itself out.
    return next((each for each in _PYTHONS if f"{each}.99" in allowed), _PYTHONS[0])


def _branch(root: Path, project: Path) -> str:
    """The branch that pull requests go to: by the settings, by the remote, else this one."""
    tracking = read_tracking(root)
    remote = tracking.upstream[0] if tracking.upstream else "origin"
    if base := read_checks_settings(project / _PYPROJECT).base:
        return base.removeprefix(f"{remote}/")
    head = call_git(root, "symbolic-ref", "-q", "--short", f"refs/remotes/{remote}/HEAD")
    told = head.output.decode("utf-8", "replace").strip().removeprefix(f"{remote}/")
    return told or tracking.branch or "main"


def _has_lfs(root: Path) -> bool:
    try:
        return "filter=lfs" in (root / ".gitattributes").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
