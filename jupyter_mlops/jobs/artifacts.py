"""Files that a run has made: those that the notebook names, and those that match patterns."""

from __future__ import annotations

import glob
import hashlib
import logging
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from jupyter_mlops.jobs.model import Artifact
from jupyter_mlops.jobs.reporting import Reporter

_logger = logging.getLogger(__name__)

#: Data of this type name a file: `{"path": "model.pkl", "name": "the model"}`.
ARTIFACT_TYPE = "application/vnd.jupyter-mlops.artifact+json"

#: Most files of one run; a pattern may match all of a disk.
_MOST = 1000
#: Times of files are compared with this much leeway, in seconds: a file server has its own clock.
_CLOCK_LEEWAY = 2.0
_CHUNK = 1 << 20


class NamedFile(Struct, frozen=True, kw_only=True):
    """A file that is to be kept in mind."""

    #: Where it is.
    file: Path
    #: Its name for people.
    name: str


class ArtifactReporter(Reporter):
    """Remembers the files that a notebook names.

    Args:
        folder: What paths are relative to.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        #: The files, by path; the last name counts.
        self.named: dict[Path, NamedFile] = {}

    def data_shown(self, data: dict[str, Any]) -> None:
        """Remembers the file that the data name, if they do."""
        told = data.get(ARTIFACT_TYPE)
        if not isinstance(told, dict):
            return
        path = told.get("path")
        if not isinstance(path, str) or not path or "\0" in path:
            return
        file, name = _file(self._folder, path), told.get("name")
        shown = name if isinstance(name, str) and name else _shown(file, self._folder)
        self.named[file] = NamedFile(file=file, name=shown)


def matching_files(folder: Path, patterns: Sequence[str], *, since: float) -> Iterator[NamedFile]:
    """Files that match a pattern and were written since a time.

    Args:
        folder: What patterns are relative to; `**` stands for any folders.
        patterns: As of a shell.
        since: Seconds since the epoch.
    """
    for pattern in patterns:
        for path in sorted(glob.glob(pattern, root_dir=folder, recursive=True)):  # noqa: PTH207 - takes absolute patterns, too
            file = _file(folder, path)
            if file.is_file() and file.stat().st_mtime >= since - _CLOCK_LEEWAY:
                yield NamedFile(file=file, name=_shown(file, folder))


def keep_artifacts(
    files: Sequence[NamedFile], *, refuge: Path | None, stopped: Callable[[], bool]
) -> tuple[Artifact, ...]:
    """Hashes files; what can't be read is told to the log.

    Args:
        files: Which; the same file counts once.
        refuge: Where they are copied first, if the folder that they are in goes with the run.
        stopped: Whether somebody wants it to end.

    Returns:
        As many as could be read until then, in order.
    """
    kept: list[Artifact] = []
    unique = list({each.file: each for each in files}.values())
    if len(unique) > _MOST:
        _logger.warning("of %s files that the run has made, %s are kept", len(unique), _MOST)
    for each in unique[:_MOST]:
        try:
            file = each.file if refuge is None else _copied(each, refuge)
            digest = _sha256(file, stopped)
        except OSError as error:
            _logger.warning("the file %s cannot be read: %s", each.name, error.strerror or error)
            continue
        if digest is None:
            break
        size = file.stat().st_size
        kept.append(Artifact(name=each.name, file=str(file), size=size, sha256=digest))
    return tuple(kept)


def _copied(each: NamedFile, refuge: Path) -> Path:
    relative = Path(each.name)
    inside = not relative.is_absolute() and ".." not in relative.parts
    place = refuge / (relative if inside else each.file.name)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(each.file, place)
    return place


def _sha256(file: Path, stopped: Callable[[], bool]) -> str | None:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            if stopped():
                return None
            digest.update(chunk)
    return digest.hexdigest()


def _file(folder: Path, path: str) -> Path:
    return Path(os.path.normpath(folder / Path(path).expanduser()))


def _shown(file: Path, folder: Path) -> str:
    """The file relative to the folder where it lies below."""
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else str(file)
