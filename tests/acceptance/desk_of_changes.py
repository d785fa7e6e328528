"""A repository somebody works in at random, and where everything that was ever written is."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from tests.git.notebooks import NotebookRepository, dump, notebook

NOTEBOOK = "train.ipynb"
TEXT = "code.py"
NEW = "new.txt"
NAMES = (NOTEBOOK, TEXT, NEW)

#: What is written is recognised by: no two edits write the same.
_TOKEN = re.compile(rb"token-\d+-")


class Desk(NotebookRepository):
    """A repository of a notebook and a text on two branches."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._tokens = 0
        self._known: dict[str, frozenset[bytes]] = {}
        self.save(NOTEBOOK, *(self.token() for _ in range(4)), outputs=self.token())
        self.write(TEXT, "".join(f"{self.token()}\n" for _ in range(12)))
        self.commit(NOTEBOOK, TEXT)
        self.git("branch", "topic")

    def token(self) -> str:
        """Words that were never written before."""
        self._tokens += 1
        return f"token-{self._tokens}-"

    def notebook(self) -> dict[str, Any]:
        """The working notebook; another where there is none, or a broken one."""
        try:
            nb: dict[str, Any] = json.loads((self.folder / NOTEBOOK).read_bytes())
        except (OSError, ValueError):
            return notebook(self.token())
        return nb

    def put_notebook(self, nb: dict[str, Any]) -> None:
        self.write(NOTEBOOK, dump(nb))

    def lines(self) -> list[str]:
        """The lines of the working text."""
        file = self.folder / TEXT
        return file.read_text().splitlines() if file.is_file() else []

    def put_lines(self, lines: list[str]) -> None:
        self.write(TEXT, "".join(line + "\n" for line in lines))

    def at_stake(self) -> frozenset[bytes]:
        """Everything that stands in a working file or in the index."""
        return self._on_disk() | self._in(self._index())

    def held(self) -> frozenset[bytes]:
        """Everything in working files, in the index and in what git would never throw away.

        That is what a ref leads to, the restore list's among them, or where one has led lately.
        """
        told = self._ask("rev-list", "--objects", "--all", "--reflog")
        reachable = [line.split(" ")[0] for line in told.decode("utf-8", "replace").splitlines()]
        return self.at_stake() | self._in(reachable)

    def _on_disk(self) -> frozenset[bytes]:
        files = (self.folder / name for name in NAMES)
        return frozenset().union(*(_tokens(file.read_bytes()) for file in files if file.is_file()))

    def _index(self) -> list[str]:
        told = self._ask("ls-files", "--stage", "-z").decode().split("\0")
        return [entry.split(" ")[1] for entry in told if entry]

    def _in(self, oids: list[str]) -> frozenset[bytes]:
        """The tokens in blobs; other objects have none."""
        new = [oid for oid in dict.fromkeys(oids) if oid not in self._known]
        if new:
            told = self._ask(
                "cat-file", "--batch", data="".join(f"{oid}\n" for oid in new).encode()
            )
            for oid in new:
                header, _, told = told.partition(b"\n")
                _, kind, size = header.split(b" ")
                content, told = told[: int(size)], told[int(size) + 1 :]
                self._known[oid] = _tokens(content) if kind == b"blob" else frozenset()
        return frozenset().union(*(self._known[oid] for oid in oids))

    def _ask(self, *arguments: str, data: bytes = b"") -> bytes:
        command = ["git", "-C", str(self.folder), *arguments]
        return subprocess.run(command, input=data, check=True, capture_output=True).stdout


def _tokens(content: bytes) -> frozenset[bytes]:
    return frozenset(_TOKEN.findall(content))
