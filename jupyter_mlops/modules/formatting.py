"""Modules formatted by ruff, where it is there, as the project has configured it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jupyter_mlops.modules.project import ModuleProject

#: In each folder the first that is there counts, as ruff has it.
_CONFIGURATIONS: Final = (".ruff.toml", "ruff.toml", "pyproject.toml")
#: Seconds, for thousands of modules.
_PATIENCE: Final = 60


def format_texts(texts: Mapping[str, str], project: ModuleProject) -> dict[str, str]:
    """Formats modules by `ruff format`, all in one process.

    Args:
        texts: By the module's file: its path below the project, with `/`.
        project: The project, whose configuration of ruff counts.

    Returns:
        The same files with formatted texts; with the text as it was where ruff is missing, takes
        too long, or cannot read it.
    """
    result = dict(texts)
    ruff = find_ruff()
    if ruff is None:
        return result
    by_folder: dict[str, list[str]] = {}
    for file in texts:
        by_folder.setdefault(file.rpartition("/")[0], []).append(file)
    by_configuration: dict[Path | None, list[str]] = {}
    for folder, files in by_folder.items():
        by_configuration.setdefault(_configuration(project.root / folder), []).extend(files)
    for configuration, files in by_configuration.items():
        result.update(_formatted(ruff, configuration, {file: texts[file] for file in files}))
    return result


def find_ruff() -> str | None:
    """Where ruff is: with this Python, else on the search path; None if nowhere."""
    return shutil.which("ruff", path=str(Path(sys.executable).parent)) or shutil.which("ruff")


def _configuration(folder: Path) -> Path | None:
    """The file that configures ruff for a folder; None if it is left to its defaults."""
    for parent in (folder, *folder.parents):
        for name in _CONFIGURATIONS:
            file = parent / name
            if _configures(file):
                return file
    return None


def _configures(file: Path) -> bool:
    try:
        content = file.read_bytes()
    except OSError:
        return False
    return file.name != "pyproject.toml" or b"[tool.ruff" in content


def _formatted(ruff: str, configuration: Path | None, texts: Mapping[str, str]) -> dict[str, str]:
    """Formats files of a folder of their own, so that nothing but texts comes of it."""
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory(prefix="jupyter-mlops-") as name:
        folder = Path(os.path.realpath(name))
        # ruff knows stubs and notebooks by their suffix, and nothing else by a name.
        files = {file: folder / f"m{at}.py" for at, file in enumerate(texts)}
        for file, copy in files.items():
            copy.write_bytes(texts[file].encode("utf-8", "surrogatepass"))
        options = ["--config", str(configuration)] if configuration else []
        # Files, not their folder: what the configuration leaves out must not matter here.
        names = [copy.name for copy in files.values()]
        command = [ruff, "format", "--quiet", "--no-cache", *options, "--", *names]
        try:
            subprocess.run(  # noqa: S603 - a list of arguments, and no shell
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE,
                check=False,  # it also fails if one of many is no Python
            )
        except (OSError, subprocess.TimeoutExpired):
            return dict(texts)
        return {
            file: copy.read_bytes().decode("utf-8", "surrogatepass") for file, copy in files.items()
        }
