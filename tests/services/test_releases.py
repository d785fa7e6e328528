from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_mlops.errors import ConflictError, InvalidError, NotFoundError, UnavailableError
from jupyter_mlops.git.discarded import list_discarded
from jupyter_mlops.services import twine
from jupyter_mlops.services.compare_releases import compare_releases, read_api
from jupyter_mlops.services.publish import publish_release
from jupyter_mlops.services.releases import find_release, list_releases
from jupyter_mlops.services.restore import restore
from jupyter_mlops.services.restore_release import RestoredRelease, restore_release
from tests.services.packages import NEW, OLD, SCALE, PackageRepository
from tests.services.test_pull import tell_git

FIRST = "print('no cell of it')"
EDITED = SCALE.replace("x * factor", "x / factor")


@pytest.fixture
def two(released: PackageRepository) -> PackageRepository:
    """Two versions, the second of which has another function, and edits since."""
    released.cells("#", SCALE, OLD, NEW)
    released.git("tag", "-a", "v1.1.0", "-m", "demo 1.1.0\n\n- from the tag")
    released.cells("#", EDITED, NEW)
    return released


def listed(package: PackageRepository) -> list[tuple[str, int]]:
    found = list_releases(package.project, package.home)
    return [(each.version, each.api_size) for each in found.releases]


def test_versions_are_listed_newest_first_with_their_size(two: PackageRepository) -> None:
    two.git("tag", "v1.1.0rc1", "v1.0.0^{commit}")
    assert listed(two) == [("1.1.0", 3), ("1.1.0rc1", 2), ("1.0.0", 2)]
    found = list_releases(two.project / "train.ipynb", two.home)
    assert [each.changelog for each in found.releases] == ["- from the tag", "", "- it"]
    assert [each.author for each in found.releases] == ["Tester"] * 3
    assert found.index_url == (two.home.root / "index").as_uri()


def test_a_package_that_was_elsewhere_is_found_there(two: PackageRepository) -> None:
    two.git("mv", "src/demo", "demo")
    two.git("commit", "--quiet", "-m", "Move")
    two.git("tag", "v2.0.0")
    assert listed(two) == [("2.0.0", 2), ("1.1.0", 3), ("1.0.0", 2)]


def test_a_version_is_found_however_it_is_written(two: PackageRepository) -> None:
    assert find_release(two.project, two.home, "v1.0").version == "1.0.0"
    with pytest.raises(NotFoundError, match="3 was never released") as refused:
        find_release(two.project, two.home, "3")
    assert "1.1.0, 1.0.0" in refused.value.hint
    with pytest.raises(InvalidError):
        find_release(two.project, two.home, "newest")


def test_two_versions_are_compared_by_what_one_can_use_and_by_code(two: PackageRepository) -> None:
    found = compare_releases(two.project, two.home, "1.0.0", "1.1.0")
    assert (found.base, found.head, found.level) == ("1.0.0", "1.1.0", "minor")
    assert [(each.name, each.kind) for each in found.changes] == [("features.new", "added")]
    (module,) = found.modules
    assert module.name == "features"
    assert module.base is not None
    assert module.head is not None
    assert "def new" in module.head
    assert "def new" not in module.base
    assert "version" not in module.base + module.head


def test_a_version_is_compared_with_what_is_here(two: PackageRepository) -> None:
    found = compare_releases(two.project, two.home, "1.1.0")
    assert (found.head, found.level) == ("", "major")
    assert [(each.name, each.level, each.cell) for each in found.changes] == [
        ("features.old", "major", "cell-2"),
        ("features.scale", "patch", "cell-1"),
    ]


def test_a_version_equals_itself(two: PackageRepository) -> None:
    found = compare_releases(two.project, two.home, "1.0.0", "1.0")
    assert (found.level, found.changes, found.modules) == ("patch", (), ())


def test_a_public_api_is_told_by_name(two: PackageRepository) -> None:
    version, names = read_api(two.project, "1.0.0")
    assert version == "1.0.0"
    assert [(each.name, each.kind, each.signature) for each in names] == [
        ("features", "module", ""),
        ("features.old", "function", "old()"),
        ("features.scale", "function", "scale(x, factor=1.0)"),
    ]
    assert [each.name for each in read_api(two.project)[1]][1:] == [
        "features.new",
        "features.scale",
    ]


def back(package: PackageRepository, version: str, *modules: str) -> RestoredRelease:
    return restore_release(package.project, package.home, version, modules=modules or None)


def test_a_version_is_brought_back_uncommitted_and_can_be_undone(two: PackageRepository) -> None:
    two.write("README.md", "stays")
    notebook, module = two.project / "train.ipynb", two.project / "src/demo/features.py"
    notebook.write_text(notebook.read_text().replace("x / factor", "x - factor"))
    before = {file: file.read_bytes() for file in (notebook, module)}
    done = back(two, "1.0")
    assert done.files == (module, notebook)
    assert two.git("diff", "--name-only", "v1.0.0", "--", "train.ipynb", "src") == ""
    assert two.git("diff", "--cached", "--name-only") == ""
    (kept,) = list_discarded(two.folder)
    restore(two.folder, kept.id)
    assert notebook.read_bytes() == before[notebook]
    assert back(two, "1.0.0").files == (notebook,)
    assert back(two, "1.0.0").files == ()


def test_outputs_of_cells_that_are_the_same_stay(two: PackageRepository) -> None:
    tell_git(two, "filter", "process")
    two.save("train.ipynb", FIRST, EDITED, NEW, outputs="mine\n")
    two.git("commit", "--quiet", "-am", "Without outputs")
    assert "mine" in (two.project / "train.ipynb").read_text()
    back(two, "1.0.0")
    cells = json.loads((two.project / "train.ipynb").read_text())["cells"]
    assert ["".join(cell["source"]) for cell in cells] == [FIRST, SCALE, OLD]
    assert cells[0]["outputs"][0]["text"] in ("mine\n", ["mine\n"])


def test_one_module_is_brought_back_with_its_notebooks(two: PackageRepository) -> None:
    done = back(two, "1.1.0", "features")
    assert [file.name for file in done.files] == ["features.py", "train.ipynb"]
    with pytest.raises(NotFoundError, match="no module 'other'"):
        back(two, "1.1.0", "other")


def test_something_in_the_way_stops_it_before_anything_is_written(two: PackageRepository) -> None:
    module = two.project / "src/demo/features.py"
    module.unlink()
    module.mkdir()
    before = (two.project / "train.ipynb").read_bytes()
    with pytest.raises(ConflictError):
        back(two, "1.0.0")
    assert (two.project / "train.ipynb").read_bytes() == before


def test_a_version_is_published_from_its_tag(released: PackageRepository) -> None:
    released.cells("#", EDITED, commit=False)
    made = publish_release(released.project, released.home, "1.0")
    names = ["demo-1.0.0-py3-none-any.whl", "demo-1.0.0.tar.gz"]
    assert [file.name for file in made.release.files] == names
    folder = released.home.root / "index" / "demo"
    times = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    publish_release(released.project, released.home, "1.0")
    assert {file: file.stat().st_mtime_ns for file in folder.iterdir()} == times


def test_another_index_gets_the_same_files(
    released: PackageRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[list[Path], str]] = []
    publish_release(released.project, released.home, "1.0")
    monkeypatch.setattr(
        "jupyter_mlops.services.publish.upload", lambda files, name: sent.append((files, name))
    )
    made = publish_release(released.project, released.home, "1.0", repository="lab")
    folder = released.home.root / "index" / "demo"
    files = [folder / "demo-1.0.0-py3-none-any.whl", folder / "demo-1.0.0.tar.gz"]
    assert sent == [(files, "lab")]
    assert made.index_url == ""


def test_without_twine_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twine, "find_spec", lambda _: None)
    with pytest.raises(UnavailableError, match="twine"):
        twine.upload([tmp_path / "a.whl"], "lab")
