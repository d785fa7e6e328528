"""Pipelines are run again and cancelled; logs are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jupyter_mlops.errors import (
    ConflictError,
    CredentialsError,
    NotFoundError,
    RemoteError,
    UnavailableError,
)
from jupyter_mlops.forges.model import Capabilities
from jupyter_mlops.services.ci_actions import cancel_pipeline, rerun_pipeline
from jupyter_mlops.services.ci_desk import CiDesk, find_spot
from jupyter_mlops.services.ci_log import read_ci_log
from jupyter_mlops.services.ci_status import ci_status
from tests.services.forges import ForgeRepository


def states(forge: ForgeRepository, ci: CiDesk) -> dict[str, str]:
    [remote] = ci_status(ci, forge.folder, patience=60.0).remotes
    assert remote.answer is not None
    return {each.name: each.state for each in remote.answer.pipelines if each.id}


def test_what_failed_runs_again(forge: ForgeRepository, ci: CiDesk) -> None:
    rerun_pipeline(ci, forge.folder, "1", failed_only=True)
    [asked] = forge.world.fake.asked(method="POST")
    assert asked.path.endswith("/actions/runs/1/rerun-failed-jobs")
    assert states(forge, ci)["Nightly"] == "queued"


def test_a_pipeline_and_a_job_run_again(forge: ForgeRepository, ci: CiDesk) -> None:
    rerun_pipeline(ci, forge.folder, "1")
    rerun_pipeline(ci, forge.folder, "1", job="101")
    paths = [asked.path for asked in forge.world.fake.asked(method="POST")]
    assert [path.rpartition("/actions/")[2] for path in paths] == ["runs/1/rerun", "jobs/101/rerun"]


def test_a_pipeline_is_cancelled(forge: ForgeRepository, ci: CiDesk) -> None:
    cancel_pipeline(ci, forge.folder, "2", remote="origin")
    assert states(forge, ci)["CI"] == "cancelled"


def test_what_has_ended_cannot_be_cancelled(forge: ForgeRepository, ci: CiDesk) -> None:
    with pytest.raises(ConflictError):
        cancel_pipeline(ci, forge.folder, "1")


def test_what_a_forge_cannot_do_is_said_before_it_is_asked(
    forge: ForgeRepository, ci: CiDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = find_spot(ci, forge.folder).place
    client = ci.ask(forge.folder, place, lambda client: client)
    monkeypatch.setattr(type(client), "capabilities", lambda _: Capabilities())
    asks: tuple[Callable[[], None], ...] = (
        lambda: cancel_pipeline(ci, forge.folder, "2"),
        lambda: rerun_pipeline(ci, forge.folder, "1"),
        lambda: rerun_pipeline(ci, forge.folder, "1", failed_only=True),
        lambda: rerun_pipeline(ci, forge.folder, "1", job="101"),
    )
    for ask in asks:
        with pytest.raises(UnavailableError, match="no way to"):
            ask()
    assert forge.world.fake.asked(method="POST") == []


def test_who_has_no_token_is_told_how_to_get_one(forge: ForgeRepository, tmp_path: Path) -> None:
    with pytest.raises(CredentialsError, match="run a pipeline again") as caught:
        rerun_pipeline(forge.desk(tmp_path / "cache", {}), forge.folder, "1")
    assert "gh auth login" in caught.value.hint


def test_the_log_of_a_job_is_read(forge: ForgeRepository, ci: CiDesk) -> None:
    ci_status(ci, forge.folder, patience=60.0)
    part = read_ci_log(ci, forge.folder, "101")
    assert "2 failed, 3 passed" in part.text
    assert part.whole
    rest = read_ci_log(ci, forge.folder, "101", remote="origin", offset=part.next)
    assert (rest.text, rest.next) == ("", part.next)


def test_a_log_is_read_by_a_jobs_id_alone(forge: ForgeRepository, ci: CiDesk) -> None:
    assert "2 failed" in read_ci_log(ci, forge.folder, "101").text


def test_a_log_that_there_is_none_of_is_an_error(forge: ForgeRepository, ci: CiDesk) -> None:
    forge.world.log = None
    with pytest.raises((NotFoundError, RemoteError)):
        read_ci_log(ci, forge.folder, "101")


def test_a_remote_that_there_is_none_of_is_named(forge: ForgeRepository, ci: CiDesk) -> None:
    with pytest.raises(NotFoundError, match="'nope'"):
        read_ci_log(ci, forge.folder, "101", remote="nope")


def test_a_host_that_is_no_forge_is_named_with_what_to_do(
    forge: ForgeRepository, ci: CiDesk
) -> None:
    forge.git("remote", "add", "closed", "http://127.0.0.1:9/o/n")
    with pytest.raises(UnavailableError) as caught:
        read_ci_log(ci, forge.folder, "101", remote="closed")
    assert "jupyter-mlops.127.0.0.1:9.forge" in caught.value.hint
