"""What the repository's forges say of a commit."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.services.ci_desk import CiDesk
from jupyter_mlops.services.ci_look import SlowError
from jupyter_mlops.services.ci_status import ci_status
from tests.forges.github_world import GitHubWorld
from tests.services.forges import TOKEN, ForgeRepository

PATIENCE = 60.0


def test_a_commits_pipelines_are_told_with_how_they_were_asked_for(
    forge: ForgeRepository, ci: CiDesk
) -> None:
    status = ci_status(ci, forge.folder, patience=PATIENCE)
    [remote] = status.remotes
    assert (status.commit, status.pushed, status.unknown) == (forge.sha, True, ())
    assert remote.answer is not None
    states = {each.name: each.state for each in remote.answer.pipelines}
    assert states["Nightly"] == "failed"
    assert states["CI"] == "running"
    assert remote.error is None
    assert (remote.token.state, remote.token.source) == ("present", "GH_TOKEN")
    assert remote.limit is not None
    assert (remote.limit.limit, remote.limit.remaining) == (5000, 4990)
    assert (remote.can.rerun, remote.can.logs) == (True, True)
    assert status.poll_after is not None


def test_a_forge_is_not_asked_about_a_commit_that_it_cannot_have(
    forge: ForgeRepository, ci: CiDesk
) -> None:
    forge.save("train.ipynb", "other()")
    sha = forge.commit("train.ipynb")
    status = ci_status(ci, forge.folder, patience=PATIENCE)
    [remote] = status.remotes
    assert (status.commit, status.pushed, status.poll_after) == (sha, False, None)
    assert (remote.answer, remote.error, remote.token.state) == (None, None, "present")
    assert forge.world.fake.requests == []
    earlier = ci_status(ci, forge.folder, "HEAD~1", patience=PATIENCE)
    assert earlier.remotes[0].answer is not None


def test_where_nothing_was_fetched_a_forge_is_asked_nevertheless(
    forge: ForgeRepository, ci: CiDesk
) -> None:
    forge.git("update-ref", "-d", "refs/remotes/origin/main")
    status = ci_status(ci, forge.folder, patience=PATIENCE)
    assert status.pushed
    assert status.remotes[0].answer is not None


def test_a_host_that_hangs_keeps_no_other_back(
    forge: ForgeRepository, ci: CiDesk, tmp_path: Path
) -> None:
    assert ci_status(ci, forge.folder, patience=PATIENCE).remotes[0].answer is not None
    other = GitHubWorld()
    other.furnish()
    forge.add_remote("other", other)
    asking, release = threading.Event(), threading.Event()
    forge.world.fake.route = _waiting(forge.world.fake.route, asking, release)  # type: ignore[assignment]
    try:
        fresh = forge.desk(tmp_path / "cache")  # as of another start of the program
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            status = ci_status(fresh, forge.folder, patience=1.0)
            if [each.error is None for each in status.remotes] == [False, True]:
                break
        hung, _ = status.remotes
        assert hung.remote.name == "origin"
        assert isinstance(hung.error, SlowError)
        assert hung.answer is not None  # what it last said
        assert status.poll_after is not None
        assert asking.wait(PATIENCE)
        asked = len(forge.world.fake.requests)
        ci_status(fresh, forge.folder, patience=0.1)
        assert len(forge.world.fake.requests) == asked  # the look that hangs was joined
    finally:
        release.set()
        other.close()
    again = ci_status(fresh, forge.folder, patience=PATIENCE)
    assert [each.error is None for each in again.remotes if each.remote.name == "origin"] == [True]


def _waiting(route: object, asking: threading.Event, release: threading.Event) -> object:
    def wait(request: object) -> object:
        asking.set()
        release.wait(PATIENCE)
        return route(request)  # type: ignore[operator]

    return wait


def test_what_a_forge_last_said_stands_in_where_it_is_gone(
    forge: ForgeRepository, ci: CiDesk
) -> None:
    before = ci_status(ci, forge.folder, patience=PATIENCE).remotes[0].answer
    assert before is not None
    forge.world.fake.offline = True
    [remote] = ci_status(ci, forge.folder, patience=PATIENCE).remotes
    assert remote.error is not None
    assert remote.answer is not None
    assert remote.answer.pipelines == before.pipelines
    assert remote.answer.as_of <= before.as_of


def test_a_refused_token_is_told_and_the_forge_asked_without(
    forge: ForgeRepository, ci: CiDesk
) -> None:
    forge.world.fake.fail("/actions/runs", 401, {"message": "Bad credentials"})
    [remote] = ci_status(ci, forge.folder, patience=PATIENCE).remotes
    assert (remote.token.state, remote.token.source) == ("refused", "GH_TOKEN")
    assert remote.answer is not None
    last = forge.world.fake.requests[-1]
    assert "authorization" not in last.headers


def test_remotes_elsewhere_are_named(forge: ForgeRepository, ci: CiDesk, tmp_path: Path) -> None:
    forge.git("remote", "add", "disk", str(tmp_path / "elsewhere"))
    forge.git("remote", "add", "closed", "http://127.0.0.1:9/o/n")
    status = ci_status(ci, forge.folder, patience=PATIENCE)
    assert set(status.unknown) == {"disk", "closed"}
    assert [each.remote.name for each in status.remotes] == ["origin"]


def test_a_young_commit_without_pipelines_is_looked_at_again(
    forge: ForgeRepository, ci: CiDesk
) -> None:
    for part in (forge.world.runs, forge.world.checks, forge.world.statuses):
        part.clear()
    assert ci_status(ci, forge.folder, patience=PATIENCE).poll_after is not None


def test_an_old_commit_without_pipelines_is_left_alone(
    forge: ForgeRepository, ci: CiDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in (forge.world.runs, forge.world.checks, forge.world.statuses):
        part.clear()
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2020-01-01T00:00:00Z")
    forge.save("train.ipynb", "old()")
    forge.commit("train.ipynb")
    forge.push()
    assert ci_status(ci, forge.folder, patience=PATIENCE).poll_after is None


def test_an_old_commit_that_was_pushed_just_now_is_looked_at_again(
    forge: ForgeRepository, ci: CiDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in (forge.world.runs, forge.world.checks, forge.world.statuses):
        part.clear()
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2020-01-01T00:00:00Z")
    forge.save("train.ipynb", "old()")
    forge.commit("train.ipynb")
    assert ci_status(ci, forge.folder, patience=PATIENCE).poll_after is None
    forge.push()
    assert ci_status(ci, forge.folder, patience=PATIENCE).poll_after is not None


def test_a_commit_that_there_is_none_of_is_named(forge: ForgeRepository, ci: CiDesk) -> None:
    with pytest.raises(NotFoundError, match="nope"):
        ci_status(ci, forge.folder, "nope")


def test_a_repository_without_commits_has_nothing_to_ask_about(
    forge: ForgeRepository, ci: CiDesk
) -> None:
    forge.git("update-ref", "-d", "HEAD")
    status = ci_status(ci, forge.folder)
    assert (status.commit, status.pushed, status.remotes) == (None, False, ())


def test_nothing_that_is_kept_has_the_token(
    forge: ForgeRepository, ci: CiDesk, tmp_path: Path
) -> None:
    ci_status(ci, forge.folder, patience=PATIENCE)
    assert any(TOKEN in request.headers["authorization"] for request in forge.world.fake.requests)
    for folder, _, names in os.walk(tmp_path):
        for name in names:
            assert TOKEN not in name
            assert TOKEN.encode() not in (Path(folder) / name).read_bytes()
