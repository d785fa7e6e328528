from __future__ import annotations

import io
import tarfile
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from jupyter_mlops.errors import ConflictError
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.services.package_index import (
    add_files,
    index_folder,
    index_url,
    published,
    read_archive,
    version_of,
)

METADATA = "Metadata-Version: 2.1\nName: my-demo\nRequires-Python: >=3.10,<4\n"


@pytest.fixture
def index(home: Path) -> Path:
    return home / "an index"


def wheel(folder: Path, version: str = "1.0.0", metadata: str = METADATA) -> Path:
    file = folder / f"my_demo-{version}-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"my_demo-{version}.dist-info/METADATA", metadata)
    return file


def sdist(folder: Path, version: str = "1.0.0") -> Path:
    file = folder / f"my_demo-{version}.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        member = tarfile.TarInfo(f"my_demo-{version}/PKG-INFO")
        member.size = len(METADATA)
        archive.addfile(member, io.BytesIO(METADATA.encode()))
    return file


class Links(HTMLParser):
    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(page.read_text())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attrs))


def test_pages_have_relative_links_with_hashes_and_pythons(
    tmp_path: Path, index: Path, home: Path
) -> None:
    files = [wheel(tmp_path), sdist(tmp_path)]
    add_files(index, files, Home(home))
    assert Links(index / "index.html").found == [{"href": "my-demo/"}]
    assert Links(index / "my-demo" / "index.html").found == [
        {
            "href": f"{file.name}#sha256={read_archive(file).sha256}",
            "data-requires-python": ">=3.10,<4",
        }
        for file in files
    ]


def test_files_are_listed_by_version_however_the_name_is_written(
    tmp_path: Path, index: Path, home: Path
) -> None:
    add_files(index, [wheel(tmp_path, "1.0.0"), wheel(tmp_path, "1.1.0rc1")], Home(home))
    add_files(index, [sdist(tmp_path, "1.0.0")], Home(home))
    found = published(index, "My_Demo")
    assert {version: [file.name for file in files] for version, files in found.items()} == {
        "1.0.0": ["my_demo-1.0.0-py3-none-any.whl", "my_demo-1.0.0.tar.gz"],
        "1.1.0rc1": ["my_demo-1.1.0rc1-py3-none-any.whl"],
    }
    assert published(index, "other") == {}


def test_what_was_published_is_never_overwritten(tmp_path: Path, index: Path, home: Path) -> None:
    file = wheel(tmp_path)
    add_files(index, [file], Home(home))
    before = {each: each.read_bytes() for each in index.rglob("*.*") if each.is_file()}
    add_files(index, [file], Home(home))
    wheel(tmp_path, metadata="Name: my-demo\n")
    with pytest.raises(ConflictError, match="published before"):
        add_files(index, [sdist(tmp_path), file], Home(home))
    assert {each: each.read_bytes() for each in index.rglob("*.*") if each.is_file()} == before


def test_an_archive_without_metadata_is_listed_all_the_same(
    tmp_path: Path, index: Path, home: Path
) -> None:
    file = tmp_path / "my_demo-1.0.0.tar.gz"
    file.write_bytes(b"no archive")
    add_files(index, [file], Home(home))
    assert "data-requires-python" not in (index / "my-demo" / "index.html").read_text()


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("my_demo-1.0-py3-none-any.whl", "1.0"),
        ("my-demo-1.0.tar.gz", "1.0"),
        ("notes.txt", None),
        ("bad.whl", None),
    ],
)
def test_versions_are_told_by_names(name: str, version: str | None) -> None:
    assert version_of(name) == version


def test_where_the_index_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "user"))

    def where(index: str | None) -> Path:
        project = ModuleProject(
            root=tmp_path / "project", package="demo", source="src", index=index
        )
        return index_folder(project, Home(tmp_path / "home"))

    assert where(None) == tmp_path / "home" / "index"
    assert where("~/index") == tmp_path / "user" / "index"
    assert where("../index") == tmp_path / "index"
    assert index_url(Path("/srv/an index")) == "file:///srv/an%20index"
