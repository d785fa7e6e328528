"""Workflows are written for each forge, and compared with one's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped] # its stubs are nothing else's need

from jupyter_mlops import __version__
from jupyter_mlops.errors import ConflictError, InvalidError, NotFoundError
from jupyter_mlops.forges.model import ForgeKind
from jupyter_mlops.services.ci_files import diff_ci, init_ci
from tests.git.conftest import Repository
from tests.git.notebooks import isolate


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    isolate(monkeypatch, tmp_path / "home")
    made = Repository(tmp_path / "repository")
    made.write("a.ipynb")
    made.commit("a.ipynb")
    return made


def written(repository: Repository, kind: ForgeKind, folder: str = "") -> tuple[str, str, Any]:
    """Path, text and content of a workflow."""
    done = init_ci(repository.folder / folder, kind=kind)
    text = done.written[0].read_text()
    path = done.written[0].relative_to(repository.folder.resolve()).as_posix()
    return path, text, yaml.safe_load(text)


def commands(job: dict[str, Any]) -> str:
    if "steps" in job:
        return "\n".join(step.get("run", "") for step in job["steps"])
    return "\n".join([*job["before_script"], *job["script"], *job["after_script"]])


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (ForgeKind.GITHUB, ".github/workflows/notebooks.yml"),
        (ForgeKind.GITLAB, ".gitlab/notebooks.gitlab-ci.yml"),
        (ForgeKind.GITEA, ".gitea/workflows/notebooks.yml"),
        (ForgeKind.FORGEJO, ".forgejo/workflows/notebooks.yml"),
    ],
)
def test_a_workflow_runs_the_very_same_check_and_reports(
    repository: Repository, kind: ForgeKind, path: str
) -> None:
    place, text, content = written(repository, kind)
    assert place == path
    job = content["notebooks"] if kind is ForgeKind.GITLAB else content["jobs"]["check"]
    said = commands(job)
    assert "jupyter mlops check " in said
    assert "--output json=checks.json --output junit=checks.xml" in said
    assert "jupyter mlops report --checks checks.json --comment" in said
    assert f"jupyter-mlops=={__version__}" in said
    assert "<<" not in re.sub(r">> ?", "", text)


@pytest.mark.parametrize("kind", [ForgeKind.GITHUB, ForgeKind.GITEA])
def test_actions_are_pinned_and_may_do_little(repository: Repository, kind: ForgeKind) -> None:
    _, _, content = written(repository, kind)
    job = content["jobs"]["check"]
    uses = [step["uses"] for step in job["steps"] if "uses" in step]
    assert len(uses) == 4
    assert all(
        re.fullmatch(r"(https://github\.com/)?actions/[\w-]+@[0-9a-f]{40}", each) for each in uses
    )
    assert job["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert content.get("permissions", {}) == {}
    assert not job["steps"][0]["with"]["persist-credentials"]
    assert "pull_request_target" not in content[True]  # YAML 1.1 takes `on` for true
    assert content[True]["push"]["branches"] == ["main"]


def test_gitlab_gets_its_kinds_of_reports_and_a_file_that_includes_the_job(
    repository: Repository,
) -> None:
    _, _, content = written(repository, ForgeKind.GITLAB)
    reports = content["notebooks"]["artifacts"]["reports"]
    assert reports == {"junit": "checks.xml", "codequality": "gl-code-quality-report.json"}
    main = yaml.safe_load((repository.folder / ".gitlab-ci.yml").read_text())
    assert main == {"include": [{"local": "/.gitlab/notebooks.gitlab-ci.yml"}]}


def test_a_gitlab_file_of_ones_own_is_left_alone_and_told_about(repository: Repository) -> None:
    repository.write(".gitlab-ci.yml", "test:\n  script: [make]\n")
    done = init_ci(repository.folder, kind=ForgeKind.GITLAB, force=True)
    assert (repository.folder / ".gitlab-ci.yml").read_text() == "test:\n  script: [make]\n"
    assert any("- local: /.gitlab/notebooks.gitlab-ci.yml" in note for note in done.notes)


def test_a_project_in_a_folder_has_a_workflow_of_its_own(repository: Repository) -> None:
    repository.write("a b/pyproject.toml", '[project]\nname = "x"\nrequires-python = ">=3.13"\n')
    repository.write("a b/requirements.txt", "numpy\n")
    path, _, content = written(repository, ForgeKind.GITHUB, "a b")
    assert path == ".github/workflows/notebooks-a-b.yml"
    job = content["jobs"]["check"]
    assert job["defaults"]["run"]["working-directory"] == "a b"
    assert job["steps"][1]["with"]["python-version"] == "3.13"
    assert "-r requirements.txt\npython -m pip install -e .\n" in commands(job)
    assert "a b/notebooks.html" in job["steps"][-1]["with"]["path"]
    _, _, gitlab = written(repository, ForgeKind.GITLAB, "a b")
    assert "cd 'a b'" in gitlab["notebooks-a-b"]["before_script"]


def test_files_in_lfs_are_fetched(repository: Repository) -> None:
    repository.write(".gitattributes", "*.ipynb filter=lfs diff=lfs merge=lfs -text\n")
    _, _, content = written(repository, ForgeKind.GITHUB)
    assert content["jobs"]["check"]["steps"][0]["with"]["lfs"] is True


def test_the_branch_is_that_of_the_remote(repository: Repository) -> None:
    repository.git("remote", "add", "origin", "https://github.com/o/n")
    repository.git("update-ref", "refs/remotes/origin/trunk", "HEAD")
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    _, _, content = written(repository, ForgeKind.GITHUB)
    assert content[True]["push"]["branches"] == ["trunk"]


def test_the_forge_is_that_of_the_remote(repository: Repository) -> None:
    with pytest.raises(InvalidError, match="no remote"):
        init_ci(repository.folder)
    repository.git("remote", "add", "origin", "git@codeberg.org:o/n.git")
    assert init_ci(repository.folder).kind is ForgeKind.FORGEJO


def test_without_a_remote_the_only_workflow_is_meant(repository: Repository) -> None:
    init_ci(repository.folder, kind=ForgeKind.GITLAB)
    assert diff_ci(repository.folder).kind is ForgeKind.GITLAB
    init_ci(repository.folder, kind=ForgeKind.GITHUB)
    with pytest.raises(InvalidError, match="no remote") as caught:
        diff_ci(repository.folder)
    assert "--forge github" in caught.value.hint


def test_nothing_is_written_twice(repository: Repository) -> None:
    init_ci(repository.folder, kind=ForgeKind.GITHUB)
    assert init_ci(repository.folder, kind=ForgeKind.GITHUB).written == ()


def test_a_file_of_ones_own_is_replaced_only_by_force(repository: Repository) -> None:
    file = init_ci(repository.folder, kind=ForgeKind.GITHUB).written[0]
    ours = file.read_text()
    file.write_text(ours.replace("timeout-minutes: 60", "timeout-minutes: 5"))
    with pytest.raises(ConflictError, match=r"notebooks\.yml") as caught:
        init_ci(repository.folder, kind=ForgeKind.GITHUB)
    assert "--force" in caught.value.hint
    assert "timeout-minutes: 5" in file.read_text()
    found = diff_ci(repository.folder, kind=ForgeKind.GITHUB)
    assert "-    timeout-minutes: 60" in found.lines
    assert "+    timeout-minutes: 5" in found.lines
    init_ci(repository.folder, kind=ForgeKind.GITHUB, force=True)
    assert file.read_text() == ours
    assert diff_ci(repository.folder, kind=ForgeKind.GITHUB).lines == ()


def test_there_has_to_be_something_to_compare(repository: Repository) -> None:
    with pytest.raises(NotFoundError) as caught:
        diff_ci(repository.folder, kind=ForgeKind.GITHUB)
    assert "ci init" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("environment.yml", "dependencies: []\n", "environment.yml"),
        ("README.md", "", "declares no packages"),
        ("requirements.txt", "numpy\n", ""),
    ],
)
def test_what_is_not_installed_is_told(
    repository: Repository, name: str, text: str, words: str
) -> None:
    repository.write(name, text)
    notes = init_ci(repository.folder, kind=ForgeKind.GITHUB).notes
    assert [words in note for note in notes] == ([True] if words else [])


def test_a_project_file_that_cannot_be_read_is_named(repository: Repository) -> None:
    repository.write("pyproject.toml", "[")
    with pytest.raises(InvalidError, match=r"pyproject\.toml"):
        init_ci(repository.folder, kind=ForgeKind.GITHUB)
