"""Lets the user edit a text in the editor of their choice."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from jupyter_mlops.errors import UnavailableError


def edit_text(text: str, *, ending: str = ".txt") -> str:
    """Opens a text in `$VISUAL` or `$EDITOR` and waits until the editor ends.

    Args:
        text: What to edit.
        ending: Of the temporary file, from which editors tell the language.

    Returns:
        The text as it was saved.

    Raises:
        UnavailableError: There is no such editor, it failed, or what it saved is not UTF-8.
    """
    usual = "notepad" if os.name == "nt" else "vi"
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or usual
    with tempfile.TemporaryDirectory(prefix="jupyter-mlops-") as folder:
        file = Path(folder, f"cell{ending}")
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            # The user's own setting, a command with arguments as git takes it.
            words = shlex.split(command, posix=os.name != "nt")
            done = subprocess.run([*words, str(file)], check=False)  # noqa: S603
            edited = file.read_bytes().decode("utf-8", "surrogatepass")
        except (OSError, ValueError) as error:
            raise UnavailableError(
                f"the editor {command} cannot be used: {error}", hint="set EDITOR to another"
            ) from error
    if done.returncode:
        raise UnavailableError(f"the editor {command} ended with status {done.returncode}")
    return edited.replace("\r\n", "\n") if "\r" not in text else edited
