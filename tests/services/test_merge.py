from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

from jupyter_mlops.errors import InvalidError, NotebookInvalidError, NotFoundError, StorageError
from jupyter_mlops.notebooks.merge.model import Conflict, MergeOptions
from jupyter_mlops.services.merge import MergedFile, merge_files, repair_file
from tests.git.notebooks import NotebookRepository, dump, isolate, notebook
from tests.notebooks.merge.conflicted import STYLES

NOWHERE = Path("/dev/null")


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path / "home")


@pytest.fixture
def repository(tmp_path: Path) -> NotebookRepository:
    return NotebookRepository(tmp_path / "repository")


def files(folder: Path, *notebooks: dict[str, Any]) -> list[Path]:
    paths = []
    for name, nb in zip(("base", "local", "remote"), notebooks, strict=True):
        paths.append(folder / f"{name}.ipynb")
        paths[-1].write_text(dump(nb), encoding="utf-8")
    return paths


def merge(paths: list[Path], output: Path | None = None, **options: Any) -> MergedFile:
    return merge_files(paths[0], paths[1], paths[2], output, MergeOptions(**options))


def sources(data: bytes) -> list[str]:
    nb = json.loads(data)
    nbformat.validate(nb)
    return ["".join(cell["source"]) for cell in nb["cells"]]


def test_both_sides_come_together(tmp_path: Path) -> None:
    paths = files(tmp_path, notebook("a", "b"), notebook("a1", "b"), notebook("a", "b", "c"))
    merged = merge(paths, paths[1])
    assert sources(paths[1].read_bytes()) == ["a1", "b", "c"]
    assert merged.data == paths[1].read_bytes()
    assert merged.conflicts == []


def test_untouched_cells_keep_locals_bytes(tmp_path: Path) -> None:
    paths = files(tmp_path, notebook("a", "b"), notebook("a", "b"), notebook("a", "b2"))
    odd = paths[1].read_text().replace('"execution_count": 1', '"execution_count" :  1', 1)
    paths[1].write_text(odd)
    data = merge(paths).data
    assert data.decode() == odd.replace('"b"', '"b2"')
    assert paths[1].read_text() == odd  # without an output nothing is written


def test_nothing_new_gives_locals_bytes(tmp_path: Path) -> None:
    paths = files(tmp_path, notebook("a"), notebook("a2"), notebook("a"))
    paths[1].write_bytes(paths[1].read_bytes().replace(b"\n", b"\r\n"))
    assert merge(paths).data == paths[1].read_bytes()


def test_a_conflict_is_told_and_written(tmp_path: Path) -> None:
    paths = files(tmp_path, notebook("x = 0"), notebook("x = 1"), notebook("x = 2"))
    merged = merge(paths, paths[1], local_name="mine")
    assert merged.conflicts == [Conflict(cell=0, kinds=["source"])]
    assert sources(merged.data) == ["<<<<<<< mine\nx = 1\n=======\nx = 2\n>>>>>>> remote"]


@pytest.mark.parametrize("base", [b"", b"\n"])
def test_the_base_may_be_empty(tmp_path: Path, base: bytes) -> None:
    paths = files(tmp_path, notebook(), notebook("a"), notebook("a"))
    paths[0].write_bytes(base)
    assert merge(paths).data == paths[1].read_bytes()
    assert merge([NOWHERE, *paths[1:]]).data == paths[1].read_bytes()


@pytest.mark.parametrize("broken", [0, 1, 2])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "not JSON"),
        (b"[]", "not a notebook"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "LFS pointer"),
        (b"<<<<<<< a\n{}\n", "has no end"),
    ],
)
def test_an_unreadable_side_is_named_and_nothing_written(
    tmp_path: Path, broken: int, content: bytes, message: str
) -> None:
    paths = files(tmp_path, notebook("a"), notebook("b"), notebook("c"))
    paths[broken].write_bytes(content)
    before = paths[1].read_bytes()
    with pytest.raises(InvalidError, match=message) as caught:
        merge(paths, paths[1])
    assert str(paths[broken]) in caught.value.message
    assert paths[1].read_bytes() == before


def test_a_missing_side_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    paths = files(tmp_path, notebook("a"), notebook("b"), notebook("c"))
    with pytest.raises(StorageError):
        merge(paths, tmp_path / "none" / "out.ipynb")
    paths[2].unlink()
    with pytest.raises(NotFoundError):
        merge(paths)


def raw(repository: NotebookRepository, style: str, *versions: dict[str, Any]) -> Path:
    """A notebook that a real `git merge` without us could not merge."""
    file = repository.write("nötebook.ipynb", dump(versions[0]))
    repository.commit(file.name)
    repository.git("switch", "--quiet", "-c", "topic")
    repository.write(file.name, dump(versions[2]))
    repository.commit(file.name)
    repository.git("switch", "--quiet", "main")
    repository.write(file.name, dump(versions[1]))
    repository.commit(file.name)
    with pytest.raises(Exception, match="returned non-zero"):
        repository.git("-c", f"merge.conflictStyle={style}", "merge", "topic")
    return file


@pytest.mark.parametrize("style", STYLES)
def test_a_side_with_raw_markers_is_repaired_first(
    repository: NotebookRepository, style: str, tmp_path: Path
) -> None:
    file = raw(repository, style, notebook("x = 0"), notebook("x = 1"), notebook("x = 2"))
    paths = files(tmp_path, notebook("x = 0"), notebook("x = 0"), notebook("x = 0", "y"))
    for place in (1, 2):
        sides = [*paths]
        sides[place] = file
        merged = merge_files(sides[0], sides[1], sides[2])
        assert any("held a conflict of git's" in note for note in merged.notes)
        assert "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> topic" in sources(merged.data)
        assert merged.conflicts


@pytest.mark.parametrize("style", STYLES)
def test_raw_markers_of_a_real_merge_are_repaired(
    repository: NotebookRepository, style: str
) -> None:
    versions = [
        notebook("a = 1", f"x = {number}", *more, outputs=f"{number}\n")
        for number, more in ((0, ["gone"]), (1, ["gone"]), (2, []))
    ]
    file = raw(repository, style, *versions)
    merged = repair_file(file, file)
    assert sources(file.read_bytes()) == [
        "a = 1",
        "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> topic",
    ]
    assert merged.conflicts == [Conflict(cell=1, kinds=["source"])]
    repository.git("add", file.name)


def test_what_has_no_raw_markers_is_not_repaired(tmp_path: Path) -> None:
    paths = files(tmp_path, notebook("a"), notebook("b"), notebook("c"))
    with pytest.raises(NotebookInvalidError, match="no conflict markers"):
        repair_file(paths[0], paths[0])
