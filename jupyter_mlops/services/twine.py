"""Sends packages to an index by twine, with the user's own credentials, which nobody gets to see.

https://twine.readthedocs.io/
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from configparser import ConfigParser, Error
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from jupyter_mlops.errors import RemoteError, UnavailableError
from jupyter_mlops.git.process import run_process
from jupyter_mlops.git.urls import mask_urls

#: How long an upload may take, in seconds.
_LIMIT: Final = 900.0
_LONGEST: Final = 20_000
#: Variables and settings that hold what nobody may see.
_SECRET: Final = re.compile(r"password|token|secret", re.IGNORECASE)
_SHORTEST: Final = 4
#: What PyPI's own tokens look like.
_TOKEN = re.compile(r"pypi-[A-Za-z0-9_-]{16,}")
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")


def upload(files: Sequence[Path], repository: str) -> str:
    """Uploads files; nobody is asked anything.

    Args:
        files: Wheels and sdists.
        repository: A section of the user's `.pypirc`.

    Returns:
        What twine said, without any password.

    Raises:
        UnavailableError: Twine isn't installed.
        RemoteError: It failed.
    """
    if find_spec("twine") is None:
        raise UnavailableError(
            "twine is not installed", hint="install it: pip install jupyter-mlops[twine]"
        )
    command = [sys.executable, "-m", "twine", "upload", "--non-interactive"]
    command += ["--disable-progress-bar", "--repository", repository, "--"]
    try:
        done = run_process(
            [*command, *map(str, files)],
            data=b"",
            env={**os.environ, "NO_COLOR": "1"},
            limit=_LIMIT,
            folder=files[0].parent,
        )
    except TimeoutError as error:
        raise RemoteError(f"twine did not end in {_LIMIT / 60:.0f} minutes") from error
    said = redact(f"{done.output.decode('utf-8', 'replace')}\n{done.problem}", _secrets())
    if done.status:
        raise RemoteError(
            f"twine could not upload to {repository}",
            hint="what it said tells why; credentials come from ~/.pypirc, the keyring or TWINE_*",
            detail=said,
        )
    return said


def redact(text: str, secrets: Sequence[str]) -> str:
    """A text without passwords.

    Args:
        text: What a program said.
        secrets: Passwords that are known.
    """
    for secret in secrets:
        text = text.replace(secret, "***")
    text = mask_urls(_TOKEN.sub("***", _COLOURS.sub("", text)))
    return text.strip()[-_LONGEST:]


def _secrets() -> list[str]:
    """All passwords that twine could come across, the longest first."""
    found = {value for name, value in os.environ.items() if _SECRET.search(name)}
    parser = ConfigParser(interpolation=None)
    with suppress(Error, OSError, UnicodeDecodeError, RuntimeError):  # twine will say what is wrong
        parser.read(Path("~/.pypirc").expanduser(), encoding="utf-8")
    for section in parser.sections():
        found |= {value for key, value in parser.items(section) if _SECRET.search(key)}
    return sorted((each for each in found if len(each) >= _SHORTEST), key=len, reverse=True)
