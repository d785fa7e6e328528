"""Modules as they were when they were exported: what edits are measured against."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from jupyter_mlops.files import ensure_folder, write_atomically
from jupyter_mlops.modules.text.hashes import module_hash

_HASH: Final = re.compile(r"[0-9a-f]{16}")


class Bases:
    """A store of modules' texts by what `module_hash` says of them.

    A text is there whole or not at all, and never changes; whoever cleans up may remove any.

    Args:
        folder: Where they lie; made when something is put there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, digest: str) -> str | None:
        """The text, without its generated header, of a hash; None if it isn't here.

        A file that was damaged counts as one that isn't here.
        """
        if not _HASH.fullmatch(digest):
            return None
        try:
            text = self._file(digest).read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return None
        return text if module_hash(text) == digest else None

    def put(self, text: str) -> str:
        """Keeps a module's text without its header.

        Returns:
            Its hash.

        Raises:
            StorageError: It cannot be written.
        """
        digest = module_hash(text)
        file = self._file(digest)
        if self.get(digest) is None:
            ensure_folder(file.parent, mode=0o700)
            write_atomically(file, text.replace("\r\n", "\n").encode(), durable=False)
        else:
            with suppress(OSError):
                file.touch()  # what is in use is young, for whoever cleans up
        return digest

    def _file(self, digest: str) -> Path:
        return self._folder / digest[:2] / f"{digest}.py"
