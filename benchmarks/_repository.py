"""Repositories of notebooks with outputs, away from the settings of whoever measures."""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
from pathlib import Path

from _diff_cases import edited, picture, table

#: For some 50 to 100 KB a notebook.
_CELLS = 20
_PICTURES = (16 * 1024, 48 * 1024)
_ROWS = 5


class Repository:
    """A repository in a folder of its own, whose user has no settings."""

    def __init__(self, folder: Path, notebooks: int) -> None:
        """Makes it, with that many notebooks that git doesn't know yet.

        Args:
            folder: Where; it must not exist.
            notebooks: How many.
        """
        self._folder = folder / "repository"
        home = folder / "home"
        self._folder.mkdir(parents=True)
        home.mkdir()
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("GIT_", "XDG_", "JUPYTER_"))
        }
        self._environment = {
            **kept,
            "HOME": str(home),
            "GIT_CONFIG_NOSYSTEM": "1",
            "JUPYTER_MLOPS_HOME": str(home / "mlops"),
        }
        self.run("git", "init", "--quiet")
        self._files = [self._write(number) for number in range(notebooks)]

    @property
    def size(self) -> int:
        """How large its notebooks are, in bytes."""
        return sum(file.stat().st_size for file in self._files)

    def run(self, *command: str) -> bytes:
        """What a command in it prints."""
        return subprocess.run(
            command, cwd=self._folder, env=self._environment, check=True, capture_output=True
        ).stdout

    def add(self) -> None:
        """Adds all notebooks to the index."""
        self.run("git", "add", "--", ".")

    def ask_status(self) -> None:
        """Has git look for changes."""
        self.run("git", "status", "--porcelain")

    def check_is_clean(self) -> None:
        """Makes sure that a filter was at work.

        Raises:
            RuntimeError: A notebook is in the index with its outputs, or git says it is changed.
        """
        if b"image/png" in self.run("git", "show", f":{self._files[-1].name}"):
            raise RuntimeError("git added a notebook with its outputs")
        if self.run("git", "diff", "--name-only"):
            raise RuntimeError("git says that notebooks were changed")

    def touch(self) -> None:
        """Gives every notebook another time of change, so that git has to read them again."""
        now = time.time()
        for number, file in enumerate(self._files):
            os.utime(file, (now, now - 60 - number))

    def _write(self, number: int) -> Path:
        rng = random.Random(number)
        nb = edited(_CELLS, ids=True)[0]
        for cell in nb["cells"]:
            cell["execution_count"] = rng.randrange(1, 99)
            cell["outputs"] = [table(rng, _ROWS)]
        nb["cells"][-1]["outputs"] = [picture(rng, rng.randint(*_PICTURES))]
        file = self._folder / f"notebook {number}.ipynb"
        file.write_text(json.dumps(nb, indent=1) + "\n", encoding="utf-8")
        return file
