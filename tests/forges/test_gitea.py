from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.forges.client import ForgeClient
from jupyter_mlops.forges.gitea_versions import read_version
from jupyter_mlops.forges.model import ForgeKind, Job, Pipeline, Status
from jupyter_mlops.forges.open import open_client
from tests.forges.conftest import SECRET, SHA, place, token
from tests.forges.gitea_world import GiteaWorld

NEWEST = "28.0.0"
NEW = "1.27.0"
MIDDLE = "1.25.3"
OLD = "1.23.8"
FORGEJO_NEW = "17.0.0+gitea-1.22.0"
FORGEJO = "16.0.0+gitea-1.22.0"
FORGEJO_OLD = "11.0.1+gitea-1.22.0"
Hosts = Callable[[str], tuple[GiteaWorld, ForgeClient]]


@pytest.fixture
def hosts(tmp_path: Path) -> Iterator[Hosts]:
    """Hosts of any version that depart from their description nowhere."""
    worlds: list[GiteaWorld] = []

    def start(version: str) -> tuple[GiteaWorld, ForgeClient]:
        world = GiteaWorld(version=version)
        worlds.append(world)
        where = place(world.fake, ForgeKind.GITEA)
        return world, open_client(where, token(world.fake), tmp_path / "cache")

    yield start
    for world in worlds:
        world.close()
        assert not world.fake.faults


def _shape(pipelines: tuple[Pipeline, ...]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [(one.name, one.state, [(job.name, job.state) for job in one.jobs]) for one in pipelines]


@pytest.mark.parametrize("version", [NEWEST, NEW, MIDDLE, OLD, FORGEJO_NEW, FORGEJO, FORGEJO_OLD])
def test_every_version_tells_the_same_of_a_commit(hosts: Hosts, version: str) -> None:
    world, client = hosts(version)
    world.furnish()
    answer = client.commit(SHA)
    assert _shape(answer.pipelines) == [
        ("ci.yaml", "running", [("check", "passed"), ("notebooks", "running")]),
        ("ci.yaml", "failed", [("lint", "passed"), ("notebooks", "failed")]),
        ("Statuses", "passed", [("coverage", "passed")]),
    ]
    assert answer.poll_after == 5.0
    assert all(one.headers["authorization"] == f"token {SECRET}" for one in world.fake.requests)


@pytest.mark.parametrize("version", [NEW, OLD, FORGEJO])
def test_every_job_has_a_page(hosts: Hosts, version: str) -> None:
    world, client = hosts(version)
    world.furnish()
    for run, page in zip(client.commit(SHA).pipelines, (2, 1), strict=False):
        urls = [f"{world.fake.url}/octo/lab/actions/runs/{page}/jobs/{index}" for index in (0, 1)]
        assert [job.url for job in run.jobs] == urls


@pytest.mark.parametrize("version", [NEW, OLD, FORGEJO])
def test_no_status_at_all_is_not_pending(hosts: Hosts, version: str) -> None:
    world, client = hosts(version)
    answer = client.commit(SHA)
    assert answer.pipelines == ()
    assert world.fake.asked("/status")


def test_what_only_statuses_tell_of_is_grouped_by_its_run(hosts: Hosts) -> None:
    world, client = hosts(OLD)
    world.furnish()
    world.tasks = False
    pipelines = client.commit(SHA).pipelines
    assert [(one.name, one.event, one.state) for one in pipelines] == [
        ("ci.yaml", "push", "running"),
        ("ci.yaml", "push", "failed"),
        ("Statuses", "", "passed"),
    ]
    assert pipelines[0].url.endswith("/octo/lab/actions/runs/2")
    assert [job.name for job in pipelines[1].jobs] == ["lint", "notebooks"]


@pytest.mark.parametrize(
    ("version", "able"),
    [
        (NEWEST, "logs rerun rerun_failed rerun_job cancel"),
        (NEW, "logs rerun rerun_failed rerun_job"),
        (MIDDLE, "logs"),
        (OLD, ""),
        (FORGEJO_NEW, "logs rerun rerun_job cancel"),
        (FORGEJO, "logs cancel"),
        (FORGEJO_OLD, ""),
    ],
)
def test_each_version_says_what_it_can(hosts: Hosts, version: str, able: str) -> None:
    world, client = hosts(version)
    can = client.capabilities()
    names = ("logs", "rerun", "rerun_failed", "rerun_job", "cancel", "annotations")
    assert " ".join(name for name in names if getattr(can, name)) == able
    assert can.post_status
    assert can.comments
    client.capabilities()
    assert len(world.fake.asked("/version")) == 1


def test_one_that_does_not_say_its_version_is_taken_for_an_old_one(hosts: Hosts) -> None:
    world, client = hosts(OLD)
    world.version = None
    world.furnish()
    assert not client.capabilities().logs
    assert len(client.commit(SHA).pipelines) == 3


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("1.25.0+dev-12-gabc", ForgeKind.GITEA, (1, 25)),
        ("v1.26.0-rc1", ForgeKind.GITEA, (1, 26)),
        ("28.0.0", ForgeKind.GITEA, (28, 0)),
        ("11.0.1+gitea-1.22.0", ForgeKind.FORGEJO, (11, 0)),
        ("development", ForgeKind.GITEA, (0, 0)),
        ("", ForgeKind.GITEA, (0, 0)),
    ],
)
def test_versions_are_read(text: str, kind: ForgeKind, number: tuple[int, int]) -> None:
    version = read_version(text)
    assert (version.kind, version.number) == (kind, number)


@pytest.mark.parametrize("version", [MIDDLE, FORGEJO])
def test_a_log_is_read_where_there_are_any(hosts: Hosts, version: str) -> None:
    _, client = hosts(version)
    part = client.log(Job(id="1100", name="check", state="failed"))
    assert (part.text, part.whole) == ("2 failed, 3 passed\n", True)


def test_where_there_are_no_logs_that_is_said(hosts: Hosts) -> None:
    _, client = hosts(OLD)
    with pytest.raises(NotFoundError, match="no logs"):
        client.log(Job(id="1100", name="check", state="failed"))


def test_runs_and_jobs_run_again(hosts: Hosts) -> None:
    world, client = hosts(NEW)
    world.furnish()
    client.rerun("11", failed_only=True)
    run = next(one for one in client.commit(SHA).pipelines if one.id == "11")
    assert (run.state, run.attempt) == ("queued", 2)
    assert [job.state for job in run.jobs] == ["passed", "queued"]
    client.rerun("11")
    client.rerun_job("12", "1200")
    assert client.commit(SHA).pipelines[0].jobs[0].state == "queued"
    with pytest.raises(ConflictError, match="can't cancel"):
        client.cancel("12")


def test_a_run_is_cancelled_on_the_newest_gitea(hosts: Hosts) -> None:
    world, client = hosts(NEWEST)
    world.furnish()
    client.cancel("12")
    assert client.commit(SHA).pipelines[0].state == "cancelled"


def test_runs_and_jobs_run_again_on_the_newest_forgejo_but_not_only_what_failed(
    hosts: Hosts,
) -> None:
    world, client = hosts(FORGEJO_NEW)
    world.furnish()
    client.rerun("11")
    run = next(one for one in client.commit(SHA).pipelines if one.id == "11")
    assert [job.state for job in run.jobs] == ["queued", "queued"]
    client.rerun_job("12", "1200")
    assert client.commit(SHA).pipelines[0].jobs[0].state == "queued"
    with pytest.raises(ConflictError, match="can't run again only what failed"):
        client.rerun("11", failed_only=True)


def test_a_run_on_forgejo_is_cancelled_but_not_run_again(hosts: Hosts) -> None:
    world, client = hosts(FORGEJO)
    world.furnish()
    client.cancel("12")
    assert client.commit(SHA).pipelines[0].state == "cancelled"
    with pytest.raises(ConflictError, match="can't run anything again"):
        client.rerun("12")
    with pytest.raises(ConflictError, match="can't run anything again"):
        client.rerun_job("12", "1200")


def test_more_than_three_hundred_jobs_come_whole(hosts: Hosts) -> None:
    world, client = hosts(NEW)
    world.add_run(11, "success", {f"job {number}": "success" for number in range(320)})
    world.statuses = []
    assert len(client.commit(SHA).pipelines[0].jobs) == 320


def test_more_than_three_hundred_statuses_come_whole(hosts: Hosts) -> None:
    world, client = hosts(OLD)
    for number in range(305):
        world.add_status(f"status {number}", "success")
    assert len(client.commit(SHA).pipelines[0].jobs) == 305


def test_a_word_that_is_new_is_unknown(hosts: Hosts) -> None:
    world, client = hosts(NEW)
    world.add_run(11, "entangled", {"check": "entangled"})
    world.statuses = []
    assert _shape(client.commit(SHA).pipelines) == [("ci.yaml", "unknown", [("check", "unknown")])]


def test_a_status_is_written_and_no_remarks_are_told(hosts: Hosts) -> None:
    world, client = hosts(NEW)
    client.post_status(SHA, Status(context="jupyter-mlops", state="failed", description="x" * 300))
    (sent,) = world.fake.asked("/statuses/", "POST")
    assert (sent.body["state"], len(sent.body["description"])) == ("failure", 255)
    assert client.annotations(SHA) == ()
    assert client.rate_limit() is None


def test_a_comment_is_found_and_changed_in_place(hosts: Hosts) -> None:
    world, client = hosts(NEW)
    world.add_pull(7, "topic")
    world.add_pull(8, "other")
    (pull,) = client.pull_requests("topic")
    assert (pull.number, pull.base, pull.head) == (7, "main", "topic")
    written = client.add_comment(7, "first")
    client.change_comment(7, written.id, "second")
    assert [comment.body for comment in client.comments(7)] == ["second"]


def test_a_repository_without_actions_still_has_statuses(hosts: Hosts) -> None:
    world, client = hosts(NEW)
    world.add_status("coverage", "warning")
    world.fake.fail("/actions/runs", 404)
    assert _shape(client.commit(SHA).pipelines) == [
        ("Statuses", "passed", [("coverage", "passed")])
    ]


@pytest.mark.parametrize("version", [NEW, FORGEJO])
def test_jobs_that_are_not_told_are_known_by_their_statuses(hosts: Hosts, version: str) -> None:
    world, client = hosts(version)
    world.furnish()
    world.fake.fail("/jobs", 404, times=2)
    assert _shape(client.commit(SHA).pipelines)[0] == (
        "ci.yaml",
        "running",
        [("check", "passed"), ("notebooks", "running")],
    )
