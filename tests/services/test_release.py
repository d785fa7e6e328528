from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest

from jupyter_mlops.errors import (
    BuildError,
    ConflictError,
    HookError,
    InvalidError,
    LockedError,
    MlopsError,
    NotFoundError,
    UnconfirmedReleaseError,
)
from jupyter_mlops.services import release as release_service
from jupyter_mlops.services.module_status import find_modules
from jupyter_mlops.services.release_plan import ReleasePlan, plan_release
from tests.git.test_commit import hook
from tests.services.packages import NEW, OLD, SCALE, PackageRepository


def plan(package: PackageRepository, version: str | None = None) -> ReleasePlan:
    return plan_release(package.project, package.home, version=version)


def problems(package: PackageRepository, version: str | None = None) -> list[str]:
    return [each.message for each in plan(package, version).blocking]


def test_a_release_is_one_commit_with_a_tag_and_archives(package: PackageRepository) -> None:
    before = package.git("rev-parse", "HEAD")
    made = package.release("1.0.0", "### Added\n\n- `scale`")
    release = made.release
    assert package.git("rev-parse", "HEAD~1") == before
    assert package.git("rev-parse", "v1.0.0^{commit}") == package.git("rev-parse", "main")
    assert package.git("cat-file", "-t", "v1.0.0") == "tag"
    assert package.git("show", "--format=", "--name-only", "HEAD").split() == [
        "CHANGELOG.md",
        "pyproject.toml",
        "src/demo/features.py",
    ]
    assert 'version = "1.0.0" # by hand' in (package.folder / "pyproject.toml").read_text()
    assert "# version 1.0.0 · cells" in (package.folder / "src/demo/features.py").read_text()
    assert package.git("status", "--short") == ""
    assert (release.version, release.tag, release.api_size) == ("1.0.0", "v1.0.0", 2)
    assert release.changelog == "### Added\n\n- `scale`"
    assert sorted(file.name for file in made.dist.iterdir()) == [
        "demo-1.0.0-py3-none-any.whl",
        "demo-1.0.0.tar.gz",
    ]
    assert [file.name for file in release.files] == [
        "demo-1.0.0-py3-none-any.whl",
        "demo-1.0.0.tar.gz",
    ]
    assert [each.state for each in find_modules(package.project, package.home).modules] == [
        "in_step"
    ]


def test_archives_hold_what_was_committed_and_no_more(package: PackageRepository) -> None:
    package.write("scratch.txt", "mine")
    package.write(".git/info/exclude", "src/demo/secret.py\n")
    package.write("src/demo/secret.py", "KEY = 1")
    made = package.release("1.0.0", publish=False)
    with zipfile.ZipFile(made.dist / "demo-1.0.0-py3-none-any.whl") as wheel:
        assert "demo/features.py" in wheel.namelist()
        assert "demo/secret.py" not in wheel.namelist()
    with tarfile.open(made.dist / "demo-1.0.0.tar.gz") as sdist:
        assert "demo-1.0.0/scratch.txt" not in sdist.getnames()
    assert made.index_url == ""
    assert made.release.files == ()


def test_a_package_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    package = PackageRepository(tmp_path / "both", place="packages/demo")
    package.write("other.txt", "staged and left alone")
    package.git("add", "other.txt")
    package.release("1.0.0")
    assert package.git("status", "--short") == "A  other.txt"
    assert package.git("show", "--format=", "--name-only", "HEAD").split() == [
        "packages/demo/CHANGELOG.md",
        "packages/demo/pyproject.toml",
        "packages/demo/src/demo/features.py",
    ]
    package.cells("#", SCALE, OLD, NEW)
    package.git("commit", "--quiet", "--allow-empty", "-m", "Rest")
    assert plan(package).advised == "1.1.0"


def test_the_first_release_is_the_version_that_the_project_has(package: PackageRepository) -> None:
    found = plan(package)
    assert (found.latest, found.advised, found.version) == ("", "0.9.0", "0.9.0")
    assert not found.contradicts
    assert found.problems == ()
    assert found.changelog == (
        "### Added\n\n- `features.old()`\n- `features.scale(x, factor=1.0)`: Scales."
    )


def test_a_first_major_step_is_one(package: PackageRepository) -> None:
    assert plan(package, "major").version == "1.0.0"
    assert plan(package, "minor").version == "0.9.0"


def test_an_added_function_asks_for_a_minor_step(released: PackageRepository) -> None:
    released.cells("#", SCALE, OLD, "#", NEW)
    found = plan(released)
    assert (found.latest, found.level, found.advised) == ("1.0.0", "minor", "1.1.0")
    reason = found.reasons[0]
    assert (reason.name, reason.notebook, reason.index) == ("features.new", "train.ipynb", 4)
    assert found.changelog == "### Added\n\n- `features.new()`: Is new."


def test_a_smaller_step_than_asked_for_needs_a_word(released: PackageRepository) -> None:
    released.cells("#", SCALE)
    before = released.state()
    with pytest.raises(UnconfirmedReleaseError) as refused:
        released.release("1.1.0")
    assert "features.old was removed" in refused.value.message
    assert "2.0.0" in refused.value.hint
    assert released.state() == before
    assert released.release("1.1.0", confirmed=True).release.version == "1.1.0"


def test_sizes_of_steps_are_versions_too(released: PackageRepository) -> None:
    versions = [plan(released, word).version for word in ("major", "minor", "patch", "v1.4")]
    assert versions == ["2.0.0", "1.1.0", "1.0.1", "1.4"]


def test_what_was_released_stays(released: PackageRepository) -> None:
    released.cells("#", SCALE, OLD, NEW)
    before = released.state()
    for version, said in (("1.0", "released already"), ("0.9", "older than 1.0.0")):
        with pytest.raises(ConflictError, match=said):
            released.release(version)
    with pytest.raises(InvalidError, match="no version"):
        released.release("next")
    assert released.state() == before


def test_what_is_not_committed_is_not_released(package: PackageRepository) -> None:
    package.cells("#", SCALE, OLD, NEW, commit=False)
    package.write("notes.txt", "scratch")
    assert problems(package) == ["2 files are not committed: src/demo/features.py, train.ipynb"]
    with pytest.raises(ConflictError, match="not committed") as refused:
        package.release("1.0.0")
    assert "commit" in refused.value.hint


def test_checkpoints_and_bytecode_are_nobodys_business(package: PackageRepository) -> None:
    package.write("src/demo/.ipynb_checkpoints/features-checkpoint.py", "def lost(): ...")
    package.write("src/demo/__pycache__/features.py", "def lost(): ...")
    assert problems(package) == []
    assert "lost" not in plan(package).changelog


def test_what_is_not_in_step_is_not_released(package: PackageRepository) -> None:
    package.save("train.ipynb", "#", SCALE, OLD, NEW)
    package.git("commit", "--quiet", "-am", "Ahead")
    assert problems(package) == ["features is behind its notebook"]
    package.cells("#", SCALE, OLD, NEW)
    module = package.folder / "src/demo/features.py"
    module.write_text(module.read_text().replace("return 1", "return 2"))
    package.git("commit", "--quiet", "-am", "Edit")
    assert problems(package) == ["features has edits that its notebook hasn't"]


def test_what_git_is_in_the_middle_of_comes_first(package: PackageRepository) -> None:
    package.git("checkout", "--quiet", "--detach")
    assert problems(package) == ["no branch is checked out, which the release could be on"]
    package.git("checkout", "--quiet", "main")
    package.write(".git/MERGE_HEAD", package.git("rev-parse", "HEAD"))
    assert problems(package) == ["git is in the middle of merging"]


def test_modules_that_git_ignores_are_told(package: PackageRepository) -> None:
    package.git("rm", "--quiet", "--cached", "src/demo/features.py")
    package.write(".gitignore", "features.py\n")
    package.commit(".gitignore")
    assert problems(package) == ["git ignores src/demo/features.py"]


def test_a_failed_build_leaves_everything_as_it_was(package: PackageRepository) -> None:
    text = (package.folder / "pyproject.toml").read_text()
    package.write("pyproject.toml", text + '[tool.hatch.build.targets.wheel]\npackages = ["no"]\n')
    package.git("commit", "--quiet", "-am", "Break")
    before = package.state()
    with pytest.raises(BuildError) as refused:
        package.release("1.0.0")
    assert refused.value.detail or "without" in refused.value.message
    assert package.state() == before
    assert package.tags() == []


def test_a_hook_that_refuses_leaves_everything_as_it_was(package: PackageRepository) -> None:
    hook(package, "commit-msg", "echo Say why. >&2; exit 1")
    before = package.state()
    with pytest.raises(HookError) as refused:
        package.release("1.0.0")
    assert refused.value.detail == "Say why."
    assert package.state() == before


def test_what_hooks_leave_behind_is_not_built(package: PackageRepository) -> None:
    hook(package, "pre-commit", "echo x > src/demo/left.py; echo '# y' >> src/demo/__init__.py")
    made = package.release("1.0.0")
    with zipfile.ZipFile(made.dist / "demo-1.0.0-py3-none-any.whl") as wheel:
        assert "demo/left.py" not in wheel.namelist()
        assert wheel.read("demo/__init__.py") == b""


def test_a_branch_that_moved_meanwhile_keeps_its_commits(
    package: PackageRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(folder: Path, prefix: str, plan: ReleasePlan, out: Path) -> list[Path]:
        package.git("commit", "--quiet", "--allow-empty", "-m", "Meanwhile")
        return built(folder, prefix, plan, out)

    built = release_service._build
    monkeypatch.setattr(release_service, "_build", build)
    with pytest.raises(ConflictError, match="cannot move"):
        package.release("1.0.0")
    assert package.git("log", "-1", "--format=%s") == "Meanwhile"
    assert package.tags() == []


def test_an_index_that_has_other_files_of_the_version_stops_it_in_time(
    package: PackageRepository,
) -> None:
    taken = package.home.root / "index" / "demo" / "demo-1.0.0.tar.gz"
    taken.parent.mkdir(parents=True)
    taken.write_bytes(b"another")
    before = package.state()
    with pytest.raises(ConflictError, match="published before"):
        package.release("1.0.0")
    assert package.state() == before
    assert taken.read_bytes() == b"another"


def test_a_release_that_cannot_be_published_stands(
    package: PackageRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise LockedError("somebody publishes")

    monkeypatch.setattr(release_service, "add_files", refuse)
    with pytest.raises(ConflictError, match="was released, but not published") as refused:
        package.release("1.0.0")
    assert "jupyter mlops publish 1.0.0" in refused.value.hint
    assert package.tags() == ["v1.0.0"]


def test_a_folder_without_pyproject_is_made_a_project(package: PackageRepository) -> None:
    package.git("rm", "--quiet", "pyproject.toml")
    package.git("commit", "--quiet", "-m", "Bare")
    text = "[tool.jupyter-mlops.modules]\npackage = 'demo'\n"
    package.write("pyproject.toml", text)
    package.commit("pyproject.toml")
    made = package.release("0.2.0")
    assert made.release.version == "0.2.0"
    assert (package.folder / "pyproject.toml").read_text().startswith(text)


def test_after_a_candidate_comes_its_final_version(released: PackageRepository) -> None:
    released.cells("#", SCALE, OLD, NEW)
    released.release("1.1.0rc1")
    found = plan(released)
    assert (found.latest, found.advised, found.contradicts) == ("1.1.0rc1", "1.1.0", False)
    assert [each.name for each in found.reasons] == ["features.new"]


def test_below_one_an_incompatible_change_asks_for_a_minor_step(package: PackageRepository) -> None:
    package.release("0.9.0")
    package.cells("#", SCALE)
    found = plan(package)
    assert (found.level, found.advised) == ("minor", "0.10.0")
    assert "before 1.0.0" in found.reasons[0].message


def test_nothing_new_is_said_and_no_obstacle(released: PackageRepository) -> None:
    released.write("README.md", "More")
    released.commit("README.md")
    found = plan(released)
    assert [each.message for each in found.problems] == ["no module has changed since 1.0.0"]
    assert found.advised == "1.0.1"
    assert found.blocking == ()


def test_imports_that_nobody_asks_for_are_told(package: PackageRepository) -> None:
    package.cells("#", "#| export features\nimport os\nimport numpy as np\nimport msgspec", SCALE)
    (problem,) = plan(package).problems
    assert not problem.blocks
    assert problem.message.startswith(
        "msgspec, numpy: imported by exported cells, but no dependency"
    )
    file = package.folder / "pyproject.toml"
    file.write_text(file.read_text() + 'dependencies = ["numpy>=1", "msgspec"]\n')
    package.commit("pyproject.toml")
    assert plan(package).problems == ()


def test_what_was_written_for_the_version_is_its_changelog(package: PackageRepository) -> None:
    package.write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n- mine\n")
    package.commit("CHANGELOG.md")
    assert plan(package).changelog.startswith("- mine\n\n### Added")
    package.write("CHANGELOG.md", "# Changelog\n\n## [0.9.0]\n\n- mine\n")
    package.commit("CHANGELOG.md")
    assert plan(package).changelog == "- mine"


def test_a_project_outside_of_git_cannot_be_released(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    package = PackageRepository(tmp_path / "other")
    with pytest.raises(NotFoundError):
        plan_release(tmp_path, package.home)


def test_tags_of_another_form_are_no_versions(package: PackageRepository) -> None:
    for name in ("2.0.0", "vendor", "v3.0.0+local", "release-4.0.0"):
        package.git("tag", name)
    assert plan(package).latest == ""


def test_whoever_commits_has_a_name(package: PackageRepository) -> None:
    package.git("config", "--remove-section", "user")
    assert problems(package) == ["git does not know by whom the release is"]
    with pytest.raises(MlopsError):
        package.release("1.0.0")
