from __future__ import annotations

import pytest

from jupyter_mlops.git.configuration import read_configuration
from tests.git.conftest import Repository


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        for part in ("NAME", "EMAIL"):
            monkeypatch.delenv(f"GIT_{role}_{part}", raising=False)
    monkeypatch.delenv("EMAIL", raising=False)


def test_remotes_come_by_name_dots_and_all(repository: Repository) -> None:
    assert read_configuration(repository.folder).remotes == []
    for name in ("origin", "a.b", "url"):
        repository.git("remote", "add", name, "https://example.org/x.git")
    assert read_configuration(repository.folder).remotes == ["a.b", "origin", "url"]


def test_the_last_of_several_values_counts_and_may_have_lines(repository: Repository) -> None:
    repository.git("config", "--add", "demo.key", "1")
    repository.git("config", "--add", "demo.key", "2\n3")
    assert read_configuration(repository.folder).get("demo.key") == "2\n3"
    assert read_configuration(repository.folder).get("demo.other") == ""


def test_who_commits_is_known_by_settings(repository: Repository) -> None:
    assert read_configuration(repository.folder).knows_identity
    repository.git("config", "user.email", "")
    assert not read_configuration(repository.folder).knows_identity
    repository.git("config", "author.email", "a@example.org")
    assert not read_configuration(repository.folder).knows_identity
    repository.git("config", "committer.email", "c@example.org")
    assert read_configuration(repository.folder).knows_identity


def test_who_commits_is_known_by_the_environment(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.git("config", "--unset", "user.email")
    assert not read_configuration(repository.folder).knows_identity
    monkeypatch.setenv("EMAIL", "e@example.org")
    assert read_configuration(repository.folder).knows_identity
    repository.git("config", "--unset", "user.name")
    assert not read_configuration(repository.folder).knows_identity
    monkeypatch.setenv("GIT_AUTHOR_NAME", "A")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "C")
    assert read_configuration(repository.folder).knows_identity
