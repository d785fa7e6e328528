"""Builds wheel and sdist of a package from a clean checkout.

https://build.pypa.io/ runs the project's own build backend: in this environment where the backend
is here, so that a release works offline, else in one of its own.
"""

from __future__ import annotations

import os
import re
import sys
import zipfile
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from jupyter_mlops.errors import BuildError, InvalidError
from jupyter_mlops.git.process import run_process
from jupyter_mlops.services.package_index import version_of

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

#: How long a build may take, in seconds: an environment may have to be made, and code be compiled.
_LIMIT: Final = 1200.0
#: How much of what a build says is kept: its end, in characters.
_LONGEST: Final = 20_000
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
#: What a project without a table `build-system` is built with (PEP 517).
_LEGACY: Final = ("setuptools >= 40.8.0",)
#: Git's, which point to another repository where this runs in a hook.
_FOREIGN: Final = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")


def build_package(
    folder: Path, out: Path, *, version: str, files: Iterable[str] = (), epoch: int = 0
) -> list[Path]:
    """Builds a package.

    Args:
        folder: The project's, as it was committed.
        out: Where wheel and sdist go to; an empty folder.
        version: The version that they have to be of.
        files: What the wheel has to hold, as paths from where it is installed, with `/`.
        epoch: When that was committed, in seconds since 1970: a second build gives the same bytes.

    Returns:
        The wheel and the sdist.

    Raises:
        BuildError: It failed, or gave something else.
    """
    command = [sys.executable, "-m", "build", "--outdir", str(out)]
    if backend_is_here(folder):
        command.append("--no-isolation")
    _run([*command, str(folder)], out, {"SOURCE_DATE_EPOCH": str(epoch)}, version)
    built = sorted(out.iterdir(), key=lambda file: not file.name.endswith(".whl"))
    names = ", ".join(file.name for file in built)
    if [version_of(file.name) for file in built] != [version, version]:
        raise BuildError(
            f"the build made {names or 'nothing'}, and not a wheel and an sdist of {version}",
            hint="look at where the build takes the version from",
        )
    _check_wheel(built[0], files)
    return built


def backend_is_here(folder: Path) -> bool:
    """Whether all that a project's build asks for is installed in this environment."""
    from packaging.requirements import InvalidRequirement, Requirement

    for text in _needs(folder):
        try:
            need = Requirement(text)
        except InvalidRequirement:
            return False
        if need.marker is not None and not need.marker.evaluate():
            continue
        try:
            found = metadata.version(need.name)
        except metadata.PackageNotFoundError:
            return False
        if not need.specifier.contains(found, prereleases=True):
            return False
    return True


def _needs(folder: Path) -> Sequence[str]:
    try:
        content: dict[str, Any] = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    except FileNotFoundError:
        return _LEGACY
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidError(f"pyproject.toml is not TOML: {error}") from error
    table = content.get("build-system", {})
    needs = table.get("requires", _LEGACY) if isinstance(table, dict) else _LEGACY
    return [str(need) for need in needs]


def _run(command: list[str], place: Path, more: dict[str, str], version: str) -> None:
    """Runs a build in an empty folder: where it runs, Python would find other modules first."""
    env = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    # For builds that take it from the tag, which is not there yet.
    env |= {"SETUPTOOLS_SCM_PRETEND_VERSION": version, "NO_COLOR": "1", **more}
    env.pop("FORCE_COLOR", None)
    try:
        done = run_process(command, data=b"", env=env, limit=_LIMIT, folder=place)
    except TimeoutError as error:
        raise BuildError(f"the build did not end in {_LIMIT / 60:.0f} minutes") from error
    if done.status:
        said = done.output.decode("utf-8", "replace") + "\n" + done.problem
        raise BuildError(
            "the package cannot be built; nothing was released",
            hint="what the build said tells why; try it in a terminal: python -m build",
            detail=_COLOURS.sub("", said).strip()[-_LONGEST:],
        )


def _check_wheel(wheel: Path, files: Iterable[str]) -> None:
    with zipfile.ZipFile(wheel) as archive:
        there = set(archive.namelist())
    missing = [name for name in files if name not in there]
    if missing:
        raise BuildError(
            f"{wheel.name} is without {', '.join(missing[:5])}",
            hint="look at what pyproject.toml says of the packages that are built",
        )
