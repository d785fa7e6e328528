"""When triggers would fire, and jobs as code."""

from __future__ import annotations

from pathlib import Path

from tests.server.helpers import Api, write_notebook


async def test_the_next_times_are_shown_before_anything_is_kept(api: Api) -> None:
    trigger = {"kind": "cron", "expression": "0 9 * * 1-5", "timezone": "Asia/Tokyo"}
    reply = await api("POST", "/schedules/preview", body={"trigger": trigger, "count": 3})
    assert (reply.status, len(reply.body["times"])) == (200, 3)
    assert reply.body["text"] == "at 09:00 on Monday through Friday (Asia/Tokyo)"
    assert reply.body["times"][0]["local"].endswith("09:00 JST")


async def test_what_cannot_be_read_is_told(api: Api) -> None:
    for trigger in (
        {"kind": "cron", "expression": "soon"},
        {"kind": "cron", "expression": "0 0 * * *", "timezone": "Vienna"},
        {"kind": "sometimes"},
    ):
        reply = await api("POST", "/schedules/preview", body={"trigger": trigger})
        assert reply.status == 400


async def test_jobs_as_code_are_planned_and_applied(api: Api, root: Path) -> None:
    write_notebook(root / "train.ipynb", "1")
    assert (await api("GET", "/jobs/plan")).body == {"file": None, "changes": [], "unchanged": 0}
    (root / "pyproject.toml").write_text(
        "[tool.jupyter-mlops.jobs.nightly]\nnotebook = 'train.ipynb'\nschedule = '@daily'\n"
    )
    plan = (await api("GET", "/jobs/plan", params={"path": "train.ipynb"})).body
    (change,) = plan["changes"]
    assert (plan["file"], change["name"], change["action"]) == (
        "pyproject.toml",
        "nightly",
        "create",
    )
    assert {
        "field": "schedule.trigger.expression",
        "before": None,
        "after": '"@daily"',
    } in change["fields"]

    done = await api("POST", "/jobs/plan", body={})
    assert done.body == plan
    (job,) = (await api("GET", "/jobs")).body["jobs"]
    assert (job["name"], job["source"]) == ("nightly", "pyproject")
    assert (await api("GET", "/jobs/plan")).body == {
        "file": "pyproject.toml",
        "changes": [],
        "unchanged": 1,
    }


async def test_a_mistake_in_the_file_names_file_job_and_key(api: Api, root: Path) -> None:
    (root / "pyproject.toml").write_text(
        "[tool.jupyter-mlops.jobs.nightly]\nnotebook = 'train.ipynb'\nschedul = '@daily'\n"
    )
    reply = await api("GET", "/jobs/plan")
    assert reply.status == 400
    for word in ("pyproject.toml", "nightly", "schedul"):
        assert word in reply.body["message"]
