"""What a kernel runs in, told without running anything in it."""

from __future__ import annotations

import hashlib
import platform
import re
import subprocess
import sys
from pathlib import Path

import msgspec

from jupyter_mlops.jobs.model import Environment

_DISTRIBUTION = re.compile(r"(?P<name>[A-Za-z0-9_.]+)-(?P<version>[^-]+)\.(?:dist-info|egg-info)")
_ASK = "import sys, json; print(json.dumps([sys.version.split()[0], sys.path]))"
#: Most seconds that another interpreter may take to answer.
_ANSWER_TIMEOUT = 10.0


def read_environment(command: list[str]) -> Environment:
    """The environment that a kernel command starts in.

    Packages are read from the names of the metadata folders on the interpreter's path, which takes
    a few milliseconds where importing their metadata takes a second.
    Source: Recording installed projects, https://packaging.python.org/specifications

    Args:
        command: The kernelspec's `argv`.

    Returns:
        The environment; without version and packages where the interpreter isn't Python.
    """
    executable = command[0] if command else ""
    version, path = _python(executable) or ("", [])
    packages = dict(sorted(_packages(path).items(), key=lambda item: item[0].lower()))
    host = f"{platform.system()} {platform.machine()}"
    digest = hashlib.sha256(msgspec.json.encode([version, host, packages])).hexdigest()
    return Environment(
        language_version=version,
        executable=executable,
        platform=host,
        packages=packages,
        fingerprint=digest,
    )


def _python(executable: str) -> tuple[str, list[str]] | None:
    name = Path(executable).name.lower()
    if executable == sys.executable or re.fullmatch(r"python3?(\.exe)?", executable):
        return platform.python_version(), sys.path
    if not name.startswith("python"):
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - the kernelspec's own interpreter
            [executable, "-c", _ASK], capture_output=True, check=True, timeout=_ANSWER_TIMEOUT
        )
    except (OSError, subprocess.SubprocessError):
        return None
    version, path = msgspec.json.decode(answer.stdout, type=tuple[str, list[str]])
    return version, path


def _packages(path: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for folder in map(Path, path):
        if not folder.is_dir():
            continue
        for entry in folder.iterdir():
            named = _DISTRIBUTION.fullmatch(entry.name)
            if named:
                found.setdefault(named["name"], named["version"])
    return found
