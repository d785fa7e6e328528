"""What a release changes in a project: its version, its changelog, and what modules say of both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.files import ensure_folder, write_atomically
from jupyter_mlops.modules.changelog import CHANGELOG, with_entry
from jupyter_mlops.modules.text import header_text, split_header
from jupyter_mlops.modules.version_bump import bump_version

if TYPE_CHECKING:
    from jupyter_mlops.modules.project import ModuleProject


def write_release_files(
    project: ModuleProject, version: str, changelog: str, modules: Iterable[str]
) -> list[str]:
    """Writes the files of a release.

    Args:
        project: The project, in a worktree of the release's own.
        version: The version.
        changelog: The changelog's entry, in Markdown.
        modules: The files of the modules, below the project, with `/`.

    Returns:
        Paths of the files that have changed, below the project, with `/`.

    Raises:
        InvalidError: Nothing says where the version is kept.
    """
    root = project.root
    changed = bump_version(project, lambda name: _read(root / name), version)
    today = date.today()  # noqa: DTZ011 - a changelog is dated by the calendar on the wall
    before = _read(root / CHANGELOG) or ""
    changed[CHANGELOG] = with_entry(before, version, changelog, today)
    for name in modules:
        text = changed.get(name) or _read(root / name)
        if text is not None:
            changed[name] = with_version(text, version)
    changed = {name: text for name, text in changed.items() if text != _read(root / name)}
    for name, text in changed.items():
        _write(root, name, text)
    return sorted(changed)


def with_version(text: str, version: str) -> str:
    """A module that says another version; as it is, if notebooks didn't make it.

    Args:
        text: Its content.
        version: The version.
    """
    header, _ = split_header(text)
    if header is None:
        return text
    before = header_text(header).splitlines()[1]
    now = header_text(replace(header, version=version)).splitlines()[1]
    return text.replace(before, now, 1)


def _read(file: Path) -> str | None:
    """A text with its line ends as they are."""
    try:
        return file.read_bytes().decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise ConflictError(f"{file.name} is not UTF-8: {error}") from error


def _write(root: Path, name: str, text: str) -> None:
    file = root / name
    if not file.resolve().is_relative_to(root.resolve()):
        raise ConflictError(f"{name} lies outside of the project, behind a link")
    ensure_folder(file.parent)
    write_atomically(file, text.encode())
