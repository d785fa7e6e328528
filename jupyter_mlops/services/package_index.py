"""A folder that pip takes packages from, on disk or through any server of static files.

https://packaging.python.org/en/latest/specifications/simple-repository-api/ (PEP 503). Links are
relative, so that it can be moved. A file that was published stays as it is for ever.
"""

from __future__ import annotations

import hashlib
import html
import tarfile
import zipfile
from collections.abc import Sequence
from email.parser import HeaderParser
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from msgspec import Struct

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.files import ensure_folder, write_atomically
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.services.module_lock import module_lock

_PAGE: Final = "index.html"
_ARCHIVES: Final = (".whl", ".tar.gz")
_FRAME: Final = """\
<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="pypi:repository-version" content="1.0">
<title>{title}</title>
</head>
<body>
<h1>{title}</h1>
{links}
</body>
</html>
"""


class Archive(Struct, frozen=True, kw_only=True):
    """A wheel or an sdist."""

    name: str
    size: int
    sha256: str


def index_folder(project: ModuleProject, home: Home) -> Path:
    """The folder of a project's package index, which may not be there yet."""
    if project.index is None:
        return home.root / "index"
    return (project.root / Path(project.index).expanduser()).resolve()


def index_url(folder: Path) -> str:
    """What to give `pip install --index-url`."""
    return folder.as_uri()


def published(folder: Path, name: str) -> dict[str, list[Archive]]:
    """The files of a package in an index, by version.

    Args:
        folder: The index.
        name: The package's name, however it is written.
    """
    from packaging.utils import canonicalize_name

    place = folder / canonicalize_name(name)
    reader = _PageReader()
    try:
        reader.feed((place / _PAGE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return {}
    found: dict[str, list[Archive]] = {}
    for file, digest in reader.files:
        version = version_of(file)
        if version is not None and (place / file).is_file():
            size = (place / file).stat().st_size
            found.setdefault(version, []).append(Archive(name=file, size=size, sha256=digest))
    return found


def check_free(folder: Path, files: Sequence[Path]) -> None:
    """Makes sure that files can be published.

    Raises:
        ConflictError: One was published before, with another content.
    """
    for file in files:
        target = _place(folder, file.name) / file.name
        if target.exists() and target.read_bytes() != file.read_bytes():
            raise ConflictError(
                f"{file.name} was published before, with another content",
                hint="what was published is never overwritten; release a new version",
            )


def add_files(folder: Path, files: Sequence[Path], home: Home) -> list[Archive]:
    """Publishes files; those that are there with the same content are fine.

    Args:
        folder: The index; made if it isn't there.
        files: Wheels and sdists.
        home: Where locks lie.

    Raises:
        ConflictError: One was published before, with another content; nothing has happened.
        StorageError: The folder cannot be written.
    """
    ensure_folder(folder)
    with module_lock(folder, home):
        check_free(folder, files)
        places = {_place(folder, file.name) for file in files}
        for place in places:
            ensure_folder(place)
        for file in files:
            target = _place(folder, file.name) / file.name
            if not target.exists():
                write_atomically(target, file.read_bytes())
        for place in places:
            _write_page(place)
        _write_root(folder)
    return [read_archive(_place(folder, file.name) / file.name) for file in files]


def read_archive(file: Path) -> Archive:
    """Name, size and hash of a file."""
    data = file.read_bytes()
    return Archive(name=file.name, size=len(data), sha256=hashlib.sha256(data).hexdigest())


def version_of(file: str) -> str | None:
    """The version that a wheel or sdist is of, by its name; None if it is neither."""
    from packaging.utils import (
        InvalidSdistFilename,
        InvalidWheelFilename,
        parse_sdist_filename,
        parse_wheel_filename,
    )

    try:
        if file.endswith(".whl"):
            return str(parse_wheel_filename(file)[1])
        return str(parse_sdist_filename(file)[1])
    except (InvalidSdistFilename, InvalidWheelFilename):
        return None


def _place(folder: Path, file: str) -> Path:
    """The folder of a package in an index, by the name of one of its files."""
    from packaging.utils import canonicalize_name

    name = file.split("-", maxsplit=1)[0] if file.endswith(".whl") else file.rpartition("-")[0]
    return folder / canonicalize_name(name)


def _write_page(place: Path) -> None:
    files = sorted(file for file in place.iterdir() if file.name.endswith(_ARCHIVES))
    links = [_link(file) for file in files if not file.name.startswith(".")]
    _write(place / _PAGE, f"Links for {place.name}", links)


def _write_root(folder: Path) -> None:
    names = sorted(place.parent.name for place in folder.glob(f"*/{_PAGE}"))
    links = [f'<a href="{quote(name)}/">{html.escape(name)}</a><br>' for name in names]
    _write(folder / _PAGE, "Packages", links)


def _write(file: Path, title: str, links: list[str]) -> None:
    page = _FRAME.format(title=html.escape(title), links="\n".join(links))
    write_atomically(file, page.encode())


def _link(file: Path) -> str:
    archive = read_archive(file)
    needs = _requires_python(file)
    attribute = f' data-requires-python="{html.escape(needs)}"' if needs else ""
    address = f"{quote(file.name)}#sha256={archive.sha256}"
    return f'<a href="{address}"{attribute}>{html.escape(file.name)}</a><br>'


def _requires_python(file: Path) -> str:
    try:
        text = _metadata(file)
    except (OSError, KeyError, zipfile.BadZipFile, tarfile.TarError):
        return ""
    return HeaderParser().parsestr(text).get("Requires-Python", "")


def _metadata(file: Path) -> str:
    if file.name.endswith(".whl"):
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            name = next((name for name in names if name.endswith(".dist-info/METADATA")), "")
            return archive.read(name).decode("utf-8", "replace")
    with tarfile.open(file) as sdist:
        folder = file.name.removesuffix(".tar.gz")
        stream = sdist.extractfile(f"{folder}/PKG-INFO")
        return stream.read().decode("utf-8", "replace") if stream else ""


class _PageReader(HTMLParser):
    """Reads the links of one of our pages."""

    def __init__(self) -> None:
        super().__init__()
        #: Names of files, and their SHA-256.
        self.files: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes note of a link."""
        address = dict(attrs).get("href") or ""
        name, _, digest = address.partition("#sha256=")
        if tag == "a" and digest:
            self.files.append((unquote(name), digest))
