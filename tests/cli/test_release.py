from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.git.notebooks import isolate
from tests.services.packages import NEW, SCALE, PackageRepository

Done = subprocess.CompletedProcess[str]
Call = Callable[..., Done]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PackageRepository:
    isolate(monkeypatch, tmp_path / "home")
    return PackageRepository(tmp_path / "lab")


@pytest.fixture
def mlops(package: PackageRepository) -> Call:
    def call(*words: str, given: str = "") -> Done:
        return subprocess.run(
            [sys.executable, "-m", "jupyter_mlops.cli.main", *words],
            cwd=package.project,
            input=given,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )

    return call


def test_a_package_is_released_listed_compared_and_restored(
    package: PackageRepository, mlops: Call
) -> None:
    dry = mlops("release", "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert dry.stdout.startswith("demo 0.9.0, the first release\n  minor  features.old was added  ")
    assert "### Added" in dry.stdout
    assert package.tags() == []

    made = mlops("release", "1.0.0", "--changelog", "-", given="- begun\n")
    assert made.returncode == 0, made.stderr
    assert "released demo 1.0.0: tag v1.0.0" in made.stdout
    assert os.path.join("dist", "demo-1.0.0-py3-none-any.whl") in made.stdout  # noqa: PTH118
    assert "pip install --index-url file://" in made.stdout

    package.cells("#", SCALE, NEW)
    refused = mlops("release", "minor")
    assert refused.returncode == 1
    assert "features.old was removed" in refused.stderr
    assert "2.0.0" in refused.stderr
    meant = mlops("release", "minor", "--yes", "--no-publish", "--json")
    assert json.loads(meant.stdout)["version"] == "1.1.0"

    listed = mlops("versions").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["1.1.0", "1.0.0"]
    assert ["published" in line for line in listed] == [False, True]
    assert "- begun" in mlops("versions", "1.0.0").stdout
    compared = mlops("versions", "1.0.0", "1.1.0").stdout
    assert compared.startswith("demo 1.0.0 and 1.1.0: major\n  major  features.old was removed")
    assert "+def new():" in compared
    api = mlops("versions", "1.0.0", "--api").stdout
    assert "function  features.scale(x, factor=1.0)  # Scales.\n" in api
    assert "no change of the public API" in mlops("versions", "1.1.0", ".").stdout

    restored = mlops("versions", "--restore", "1.0.0")
    assert restored.stdout.count("restored ") == 2
    published = mlops("publish", "1.1.0")
    assert "demo==1.1.0" in published.stdout


def test_without_a_terminal_the_version_is_named_or_taken_as_advised(
    package: PackageRepository, mlops: Call
) -> None:
    unsaid = mlops("release")
    assert unsaid.returncode == 2
    assert "--yes" in unsaid.stderr
    assert package.tags() == []
    assert mlops("release", "--yes", "--no-publish").returncode == 0
    assert package.tags() == ["v0.9.0"]

    again = mlops("release", "--yes")
    assert again.returncode == 0, again.stderr
    assert "nothing was released; to do so all the same: release 0.9.1" in again.stderr
    assert package.tags() == ["v0.9.0"]


def test_what_stands_in_the_way_is_said_and_nothing_done(
    package: PackageRepository, mlops: Call
) -> None:
    package.cells("#", SCALE, NEW, commit=False)
    refused = mlops("release", "--yes")
    assert refused.returncode == 1
    assert "2 files are not committed: src/demo/features.py, train.ipynb (" in refused.stderr
    plan = mlops("release", "--dry-run", "--json")
    assert plan.returncode == 1
    assert json.loads(plan.stdout)["package"] == "demo"
    assert mlops("versions").stderr.startswith("no version was released yet")
    assert mlops("versions", "7.0").returncode == 1
    assert mlops("release", "--changelog", "nowhere.md").returncode == 1


@pytest.mark.skipif(os.name == "nt", reason="there is no pty")
@pytest.mark.parametrize(("answer", "tags"), [("y", ["v0.9.0"]), ("n", [])])
def test_on_a_terminal_the_changelog_is_edited_and_the_release_asked_for(
    package: PackageRepository, tmp_path: Path, answer: str, tags: list[str]
) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\necho '- by hand' > $1\n")
    editor.chmod(0o755)
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    done = subprocess.run(
        [sys.executable, "-m", "jupyter_mlops.cli.main", "release"],
        cwd=package.project,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "EDITOR": str(editor), "VISUAL": str(editor)},
        check=False,
        timeout=300,
    )
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    os.close(theirs)
    assert "release demo 0.9.0? [y/N]" in said
    assert package.tags() == tags
    assert done.returncode == (0 if tags else 1)
    if tags:
        assert "- by hand" in (package.project / "CHANGELOG.md").read_text()
