"""Between contents paths and files: nothing outside of the server's root has a path."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct

from jupyter_mlops.errors import ForbiddenError, InvalidError, UnavailableError


class Root(Struct, frozen=True):
    """The server's root folder."""

    #: The folder, links resolved.
    folder: Path

    @classmethod
    def of(cls, contents_manager: Any) -> Root:
        """The root of a contents manager.

        Raises:
            UnavailableError: It keeps no files on this machine.
        """
        folder = getattr(contents_manager, "root_dir", "")
        if not folder:
            raise UnavailableError("this server's notebooks are not files on its machine")
        return cls(Path(folder).resolve())

    def file(self, path: str) -> Path:
        """The file of a contents path, links resolved.

        Args:
            path: Relative to the root, `/` as separator; a leading one is ignored.

        Raises:
            InvalidError: It holds a character that no path can have, or links that go in a circle.
            ForbiddenError: It leads out of the root, directly or through a link.
        """
        if "\0" in path:
            raise InvalidError("a path cannot hold a NUL character")
        relative = PurePosixPath(path.lstrip("/"))
        try:
            file = self.folder.joinpath(*relative.parts).resolve()
        except (OSError, RuntimeError) as error:  # the latter before Python 3.13: links in a circle
            raise InvalidError(f"{path} leads nowhere") from error
        if not file.is_relative_to(self.folder):
            raise ForbiddenError(f"{path} lies outside of the server's root")
        return file

    def path(self, file: Path) -> str | None:
        """The contents path of a file; None outside of the root."""
        try:
            return file.relative_to(self.folder).as_posix()
        except ValueError:
            return None

    def path_named(self, name: str) -> str | None:
        """The same of a name as a `Path` writes it, without making one for each row of a list.

        Args:
            name: The file's full name.
        """
        head = f"{self.folder}{os.sep}"
        if name.startswith(head):
            return name[len(head) :].replace(os.sep, "/")
        return self.path(Path(name))  # which knows of drives, and of names that only look different

    def in_text(self, text: str) -> str:
        """A message for people with contents paths in place of the names of files on disk."""
        if self.folder == Path(self.folder.anchor):
            return text
        inside = rf"(?<![\w.-]){re.escape(str(self.folder))}(?:[/\\]|(?![\w.-]))"
        return re.sub(inside, lambda found: "" if found[0][-1] in "/\\" else "/", text)
