from __future__ import annotations

import threading
import time
from email.utils import formatdate
from pathlib import Path

import pytest

from jupyter_mlops.errors import (
    ConflictError,
    CredentialsError,
    NotFoundError,
    RateLimitError,
    RemoteError,
)
from jupyter_mlops.forges import hosts
from jupyter_mlops.forges.client import ForgeClient
from jupyter_mlops.forges.credential import Token
from jupyter_mlops.forges.failures import SenselessError, UnreachableError
from jupyter_mlops.forges.open import last_answer, open_client
from tests.forges.conftest import SHA, place, token
from tests.forges.github_world import GitHubWorld


def test_a_list_of_more_than_three_hundred_comes_whole(
    github: GitHubWorld, client: ForgeClient
) -> None:
    github.add_run(1, "success", {f"job {number}": "success" for number in range(90)})
    github.checks = []
    for number in range(345):
        github.add_check(f"check {number}", "completed", "success")
    answer = client.commit(SHA)
    assert [len(one.jobs) for one in answer.pipelines] == [90, 345]
    assert len(github.fake.asked("/check-runs")) == 4


def test_a_list_without_an_end_is_cut_and_that_is_said(
    github: GitHubWorld, client: ForgeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jupyter_mlops.forges.rest.PAGES", 2)
    for number in range(250):
        github.add_status(f"status {number}", "success")
    answer = client.commit(SHA)
    assert len(answer.pipelines[0].jobs) == 200
    assert "only the first" in answer.trouble


def test_what_has_not_changed_costs_nothing(github: GitHubWorld, client: ForgeClient) -> None:
    github.add_run(1, "running", {"check": "running"})
    first = client.commit(SHA)
    before = len(github.fake.requests)
    again = client.commit(SHA)
    asked = github.fake.requests[before:]
    assert asked
    assert all("if-none-match" in request.headers for request in asked)
    assert [one.jobs[0].state for one in again.pipelines] == ["running"]
    assert again.as_of >= first.as_of


def test_pages_that_have_not_changed_still_lead_to_the_next(
    github: GitHubWorld, client: ForgeClient
) -> None:
    for number in range(250):
        github.add_status(f"status {number}", "success")
    for _ in range(2):
        assert len(client.commit(SHA).pipelines[0].jobs) == 250


def test_jobs_of_a_run_that_has_ended_are_not_asked_for_again(
    github: GitHubWorld, client: ForgeClient
) -> None:
    github.add_run(1, "success", {"check": "success"})
    client.commit(SHA)
    client.commit(SHA)
    assert len(github.fake.asked("/runs/1/jobs")) == 1
    client.rerun("1")
    assert client.commit(SHA).pipelines[0].jobs[0].state == "queued"


def test_an_answer_to_one_token_is_not_given_to_another(
    github: GitHubWorld, client: ForgeClient, tmp_path: Path
) -> None:
    github.add_run(1, "success", {"check": "success"})
    client.commit(SHA)
    before = len(github.fake.requests)
    other = open_client(place(github.fake), token(github.fake, "another"), tmp_path / "cache")
    other.commit(SHA)
    asked = github.fake.requests[before:]
    assert len(asked) == before
    assert not any("if-none-match" in request.headers for request in asked)


def test_a_host_is_asked_one_thing_at_a_time(github: GitHubWorld, client: ForgeClient) -> None:
    github.furnish()
    threads = [threading.Thread(target=client.commit, args=(SHA,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert github.fake.most_at_once == 1


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, CredentialsError),
        (404, NotFoundError),
        (410, NotFoundError),
        (409, ConflictError),
        (422, ConflictError),
        (429, RateLimitError),
        (400, RemoteError),
        (500, UnreachableError),
        (503, UnreachableError),
    ],
)
def test_every_refusal_is_an_error_that_names_host_and_request(
    github: GitHubWorld, client: ForgeClient, status: int, error: type[RemoteError]
) -> None:
    github.fake.fail("/comments", status, {"message": "it is so", "errors": [{"code": "why"}]})
    with pytest.raises(error) as caught:
        client.add_comment(7, "text")
    assert github.fake.host in caught.value.message
    assert "POST /repos/octo/lab/issues/7/comments" in caught.value.message
    if status in {404, 409, 422}:
        assert caught.value.detail == "it is so\nwhy"


def test_a_failure_that_passes_is_not_noticed(
    github: GitHubWorld, client: ForgeClient, pauses: list[float]
) -> None:
    github.add_run(1, "success", {"check": "success"})
    github.fake.fail("/actions/runs", 502, times=2)
    assert client.commit(SHA).trouble == ""
    assert len(pauses) == 2
    assert pauses[0] < pauses[1] * 3


def test_a_connection_that_is_cut_is_made_again(
    github: GitHubWorld, client: ForgeClient, pauses: list[float]
) -> None:
    github.add_run(1, "success", {"check": "success"})
    github.fake.cut("/actions/runs", times=2)
    assert client.commit(SHA).trouble == ""
    assert len(pauses) == 2


def test_what_changes_something_is_asked_once_only(
    github: GitHubWorld, client: ForgeClient, pauses: list[float]
) -> None:
    github.fake.cut("/comments")
    with pytest.raises(UnreachableError):
        client.add_comment(7, "text")
    github.fake.fail("/comments", 503)
    with pytest.raises(UnreachableError):
        client.add_comment(7, "text")
    assert len(github.fake.asked("/comments", "POST")) == 2
    assert not pauses


def test_a_host_that_is_silent_is_left_after_a_while(
    github: GitHubWorld, client: ForgeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts, "SILENCE", 0.2)
    hosts.close_hosts()
    github.fake.slow("/actions/runs", 2.0)
    with pytest.raises(UnreachableError, match="does not answer in time"):
        client.commit(SHA)
    assert len(github.fake.asked("/actions/runs")) == 1


def test_offline_tells_what_was_last_heard_and_when(
    github: GitHubWorld, client: ForgeClient, tmp_path: Path
) -> None:
    github.add_run(1, "running", {"check": "running"})
    heard = client.commit(SHA)
    github.fake.offline = True
    later = client.commit(SHA)
    assert later.pipelines == heard.pipelines
    assert later.as_of == heard.as_of
    assert "cannot be reached" in later.trouble
    assert later.poll_after is not None
    known = last_answer(place(github.fake), token(github.fake), tmp_path / "cache", SHA)
    assert known == heard
    assert last_answer(place(github.fake), None, tmp_path / "cache", SHA) is None


def test_offline_without_an_earlier_answer_is_an_error(
    github: GitHubWorld, client: ForgeClient
) -> None:
    github.fake.offline = True
    with pytest.raises(UnreachableError, match="cannot be reached"):
        client.commit(SHA)


def test_an_answer_without_an_end_is_left(
    github: GitHubWorld, client: ForgeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts, "_LARGEST", 1000)
    github.furnish()
    with pytest.raises(UnreachableError, match="answers more than"):
        client.commit(SHA)


def test_a_host_that_is_busy_with_another_request_is_not_waited_for_for_ever(
    github: GitHubWorld, client: ForgeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts, "_TURN", 0.05)
    with hosts.host_of(github.fake.url)._turn, pytest.raises(UnreachableError, match="busy"):
        client.commit(SHA)
    assert github.fake.requests == []


@pytest.mark.parametrize(("after", "seconds"), [("90", 90), ("date", 90), ("soon", 60), ("0", 1)])
def test_when_to_ask_again_is_read_in_every_form(
    github: GitHubWorld, client: ForgeClient, after: str, seconds: int
) -> None:
    if after == "date":
        after = formatdate(time.time() + seconds, usegmt=True)
    github.fake.fail("/comments", 429, headers={"Retry-After": after})
    with pytest.raises(RateLimitError) as caught:
        client.comments(7)
    # A date has no fractions, and some of the time has gone by.
    assert 0.3 * seconds < caught.value.retry_after <= seconds


@pytest.mark.parametrize("status", [403, 429])
def test_a_limit_is_obeyed_until_it_is_over(
    github: GitHubWorld, client: ForgeClient, status: int
) -> None:
    github.add_run(1, "running", {"check": "running"})
    heard = client.commit(SHA)
    github.fake.fail("/actions/runs", status, headers={"Retry-After": "120"})
    limited = client.commit(SHA)
    assert limited.pipelines == heard.pipelines
    assert limited.poll_after == pytest.approx(120, abs=2)
    before = len(github.fake.requests)
    with pytest.raises(RateLimitError) as caught:
        client.add_comment(7, "text")
    assert 100 < caught.value.retry_after <= 120
    assert len(github.fake.requests) == before


def test_asking_too_fast_is_a_limit_even_if_no_header_says_so(
    github: GitHubWorld, client: ForgeClient
) -> None:
    page = "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary"
    said = {"message": "You have exceeded a secondary rate limit", "documentation_url": page}
    github.fake.fail("/check-runs", 403, said)
    with pytest.raises(RateLimitError) as caught:
        client.commit(SHA)
    assert caught.value.retry_after == 60


def test_a_limit_that_is_used_up_is_waited_for(github: GitHubWorld, client: ForgeClient) -> None:
    reset = int(time.time()) + 600
    used = {"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "0"}
    github.fake.limit = {**used, "X-RateLimit-Reset": str(reset)}
    with pytest.raises(RateLimitError) as caught:
        client.commit(SHA)
    assert 500 < caught.value.retry_after <= 600
    assert len(github.fake.requests) == 1
    told = client.rate_limit()
    assert told is not None
    assert (told.limit, told.remaining, int(told.resets_at.timestamp())) == (60, 0, reset)


def test_looks_are_spread_over_what_a_limit_leaves(
    github: GitHubWorld, client: ForgeClient
) -> None:
    github.add_run(1, "running", {"check": "running"})
    github.fake.limit["X-RateLimit-Remaining"] = "60"
    answer = client.commit(SHA)
    assert answer.poll_after is not None
    # Ten looks of four requests each, for the fifty minutes that are left.
    assert answer.poll_after == pytest.approx(300, rel=0.05)


def test_what_makes_no_sense_is_said(github: GitHubWorld, client: ForgeClient) -> None:
    github.fake.fail("/comments", 200, {"message": "not a list"})
    with pytest.raises(SenselessError, match="description"):
        client.comments(7)
    github.odd = True
    github.comments = [{"id": "not a number"}]
    with pytest.raises(SenselessError) as caught:
        client.comments(7)
    assert "id" in caught.value.detail


def test_the_next_page_may_not_be_on_another_host(github: GitHubWorld, client: ForgeClient) -> None:
    link = {"Link": '<https://evil.example/next>; rel="next"'}
    github.fake.fail("/comments", 200, [], headers=link)
    with pytest.raises(SenselessError, match="another host"):
        client.comments(7)


def test_a_token_is_for_its_own_host_only(github: GitHubWorld, tmp_path: Path) -> None:
    stray = Token(host="github.com", value="x")
    with pytest.raises(CredentialsError, match="not for"):
        open_client(place(github.fake), stray, tmp_path)
