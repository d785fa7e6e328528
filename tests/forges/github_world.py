"""A GitHub repository whose pipelines move when they are told to."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from tests.forges.description import description
from tests.forges.fake import Answer, Fake, Request

START = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)
LOG = (
    "\ufeff2026-03-01T12:00:01.1234567Z ##[group]Run jupyter mlops check\n"
    "2026-03-01T12:00:01.2234567Z \x1b[36;1mjupyter mlops check\x1b[0m\n"
    "2026-03-01T12:00:01.3234567Z ##[endgroup]\n"
    "2026-03-01T12:00:02.1234567Z \x1b[31m2 failed\x1b[0m, 3 passed\n"
    "2026-03-01T12:00:02.2234567Z ##[error]Process completed with exit code 1.\n"
)
#: A state as people say it, and GitHub's two words for it.
WORDS: dict[str, tuple[str, str | None]] = {
    "queued": ("queued", None),
    "running": ("in_progress", None),
    "success": ("completed", "success"),
    "failure": ("completed", "failure"),
    "cancelled": ("completed", "cancelled"),
    "skipped": ("completed", "skipped"),
}
Handler = Callable[..., Answer]


class GitHubWorld:
    """One repository; every commit has the same runs.

    Args:
        owner: Whose it is.
        name: What it is called.
    """

    def __init__(self, owner: str = "octo", name: str = "lab", *, port: int = 0) -> None:
        self.repository = f"/repos/{owner}/{name}"
        self.described = description("github")
        self.runs: list[dict[str, Any]] = []
        self.jobs: dict[int, list[dict[str, Any]]] = {}
        self.checks: list[dict[str, Any]] = []
        self.annotations: dict[int, list[dict[str, Any]]] = {}
        self.statuses: list[dict[str, Any]] = []
        self.comments: list[dict[str, Any]] = []
        self.pulls: list[dict[str, Any]] = []
        self.log: str | None = LOG
        self.storage = ""
        self.odd = False
        self._start = START
        self._moves = 0
        self.fake = Fake(self.described, "/api/v3", self._route, port=port)
        self.fake.limit = {
            "X-RateLimit-Limit": "5000",
            "X-RateLimit-Remaining": "4990",
            "X-RateLimit-Reset": str(int(time.time()) + 3000),
        }

    def close(self) -> None:
        self.fake.close()

    def furnish(self) -> None:
        """Gives it a pipeline that has failed and one that runs."""
        self._start = datetime.now(timezone.utc) - timedelta(seconds=90)
        self.add_run(1, "failure", {"lint": "success", "notebooks": "failure"}, name="Nightly")
        self.add_run(2, "running", {"check": "success", "notebooks": "running"}, name="CI")
        remark = {"path": "analysis.ipynb", "start_line": 12, "end_line": 12}
        said = {"annotation_level": "failure", "title": "execute", "message": "NameError: x"}
        self.add_check("notebook checks", "completed", "failure", annotations=[{**remark, **said}])
        self.add_status("coverage", "success", "93 %")
        self.add_pull(7, "topic")

    def move(self, state: str) -> None:
        """Moves the newest pipeline on; its last job and those that have not passed go with it."""
        number = self.runs[-1]["id"]
        for index, job in enumerate(self.jobs[number]):
            if job["conclusion"] != "success" or job is self.jobs[number][-1]:
                self.set_job(number, index, state)
        self.set_run(number, state)

    def add_run(self, number: int, state: str, jobs: dict[str, str], **more: Any) -> None:
        """A workflow run with its jobs by name, of which GitHub makes check runs."""
        self.runs.append(
            self.described.sample(
                "workflow-run",
                id=number,
                name=more.pop("name", "CI"),
                event="push",
                run_attempt=1,
                html_url=f"https://forge.example{self.repository}/actions/runs/{number}",
                run_started_at=_text(self._start),
                created_at=_text(self._start),
                updated_at=self._end(),
                **more,
            )
        )
        self.jobs[number] = [
            self._job(number * 100 + index, name) for index, name in enumerate(jobs)
        ]
        for index, of_job in enumerate(jobs.values()):
            self.set_job(number, index, of_job)
        self.set_run(number, state)

    def set_run(self, number: int, state: str) -> None:
        """Moves a run on."""
        run = next(run for run in self.runs if run["id"] == number)
        run["status"], run["conclusion"] = WORDS.get(state, ("completed", state))
        run["updated_at"] = self._end()

    def set_job(self, number: int, index: int, state: str) -> None:
        """Moves a job on, with its steps and its check run."""
        job = self.jobs[number][index]
        status, conclusion = WORDS.get(state, ("completed", state))
        step = {"name": "check", "number": 1, "status": status, "conclusion": conclusion}
        ended = self._end() if status == "completed" else None
        start = _text(self._start)
        job.update(status=status, conclusion=conclusion, completed_at=ended, started_at=start)
        job["steps"] = [{**step, "started_at": start, "completed_at": ended}]
        self.checks = [check for check in self.checks if check["id"] != job["id"]]
        self.add_check(job["name"], status, conclusion, id=job["id"])

    def add_check(self, name: str, status: str, conclusion: str | None, **more: Any) -> None:
        """A check run."""
        number = more.pop("id", 900000 + len(self.checks))
        remarks = more.pop("annotations", [])
        self.annotations[number] = [
            self.described.sample("check-annotation", **remark) for remark in remarks
        ]
        check = self.described.sample("check-run", id=number, name=name, **more)
        check.update(status=status, conclusion=conclusion, started_at=_text(self._start))
        check["output"] = {**check["output"], "annotations_count": len(remarks)}
        self.checks.append(check)

    def add_status(self, context: str, state: str, text: str = "") -> None:
        """A commit status."""
        status = self.described.sample("simple-commit-status", context=context, state=state)
        self.statuses.append({**status, "description": text or None, "target_url": None})

    def add_pull(self, number: int, branch: str) -> None:
        """An open pull request."""
        pull = self.described.sample("pull-request-simple", number=number, title=f"Pull {number}")
        pull["head"] = {**pull["head"], "ref": branch}
        pull["base"] = {**pull["base"], "ref": "main"}
        self.pulls.append(pull)

    def _end(self) -> str:
        """A little later each time: what has moved is newer."""
        self._moves += 1
        return _text(self._start + timedelta(seconds=60 + self._moves))

    def _job(self, number: int, name: str) -> dict[str, Any]:
        checks = f"{self.repository}/check-runs/{number}"
        return self.described.sample("job", id=number, name=name, check_run_url=checks)

    def _route(self, request: Request) -> Answer:
        if request.path == "/meta":
            return Answer(body=self.described.sample("api-overview"))
        path = request.path.removeprefix(self.repository)
        for method, pattern, route in _ROUTES:
            found = re.fullmatch(pattern, path)
            if found and method == request.method and path != request.path:
                answer = route(self, request, *found.groups())
                return answer if not self.odd else Answer(**{**vars(answer), "described": False})
        return Answer(status=404, body={"message": "Not Found"})

    def _runs(self, _: Request) -> Answer:
        return _list("workflow_runs", self.runs)

    def _jobs(self, _: Request, number: str) -> Answer:
        return _list("jobs", self.jobs[int(number)])

    def _checks(self, _: Request, sha: str) -> Answer:
        if sha.startswith("0000"):
            return Answer(status=422, body={"message": f"No commit found for SHA: {sha}"})
        return _list("check_runs", self.checks)

    def _combined(self, _: Request, sha: str) -> Answer:
        body = self.described.sample("combined-commit-status", state="pending", sha=sha)
        return Answer(body={**body, "statuses": self.statuses}, pages="statuses")

    def _remarks(self, _: Request, number: str) -> Answer:
        return Answer(body=self.annotations[int(number)])

    def _logs(self, request: Request, number: str) -> Answer:
        jobs = [job for jobs in self.jobs.values() for job in jobs if str(job["id"]) == number]
        if not jobs or jobs[0]["status"] != "completed" or self.log is None:
            return Answer(status=404, body={"message": "Not Found"})
        if "authorization" not in request.headers:
            return Answer(status=403, body={"message": "Must have admin rights to Repository."})
        storage = self.storage or f"{self.fake.url}/storage"
        self.fake.other["/storage"] = lambda _: Answer(body=self.log)
        return Answer(status=302, headers={"Location": f"{storage}/{number}?sig=secret"})

    def _rerun(self, _: Request, number: str, verb: str) -> Answer:
        for index, job in enumerate(self.jobs[int(number)]):
            if verb == "rerun" or job["conclusion"] in ("failure", "cancelled"):
                self.set_job(int(number), index, "queued")
        self.set_run(int(number), "queued")
        next(run for run in self.runs if run["id"] == int(number))["run_attempt"] += 1
        return Answer(status=201, body={})

    def _rerun_job(self, _: Request, number: str) -> Answer:
        self.set_job(int(number) // 100, int(number) % 100, "queued")
        self.set_run(int(number) // 100, "queued")
        return Answer(status=201, body={})

    def _cancel(self, _: Request, number: str) -> Answer:
        run = next(run for run in self.runs if run["id"] == int(number))
        if run["status"] == "completed":
            return Answer(status=409, body={"message": "Cannot cancel a workflow run that is done"})
        for index, job in enumerate(self.jobs[int(number)]):
            if job["status"] != "completed":
                self.set_job(int(number), index, "cancelled")
        self.set_run(int(number), "cancelled")
        return Answer(status=202, body={})

    def _post_status(self, request: Request, _: str) -> Answer:
        body = request.body
        self.statuses = [one for one in self.statuses if one["context"] != body["context"]]
        self.add_status(body["context"], body["state"], body.get("description", ""))
        return Answer(status=201, body=self.described.sample("status", state=body["state"]))

    def _pulls(self, request: Request) -> Answer:
        branch = request.query["head"].partition(":")[2]
        return Answer(body=[pull for pull in self.pulls if pull["head"]["ref"] == branch])

    def _comments(self, _: Request, __: str) -> Answer:
        return Answer(body=self.comments)

    def _add_comment(self, request: Request, _: str) -> Answer:
        number = len(self.comments) + 1
        comment = self.described.sample("issue-comment", id=number, body=request.body["body"])
        self.comments.append(comment)
        return Answer(status=201, body=comment)

    def _change_comment(self, request: Request, number: str) -> Answer:
        comment = self.comments[int(number) - 1]
        comment["body"] = request.body["body"]
        return Answer(body=comment)


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _list(name: str, items: list[dict[str, Any]]) -> Answer:
    return Answer(body={"total_count": len(items), name: items}, pages=name)


_ROUTES: list[tuple[str, str, Handler]] = [
    ("GET", r"/actions/runs", GitHubWorld._runs),
    ("GET", r"/actions/runs/(\d+)/jobs", GitHubWorld._jobs),
    ("GET", r"/actions/jobs/(\d+)/logs", GitHubWorld._logs),
    ("POST", r"/actions/runs/(\d+)/(rerun|rerun-failed-jobs)", GitHubWorld._rerun),
    ("POST", r"/actions/jobs/(\d+)/rerun", GitHubWorld._rerun_job),
    ("POST", r"/actions/runs/(\d+)/cancel", GitHubWorld._cancel),
    ("GET", r"/commits/([^/]+)/check-runs", GitHubWorld._checks),
    ("GET", r"/commits/([^/]+)/status", GitHubWorld._combined),
    ("GET", r"/check-runs/(\d+)/annotations", GitHubWorld._remarks),
    ("POST", r"/statuses/([^/]+)", GitHubWorld._post_status),
    ("GET", r"/pulls", GitHubWorld._pulls),
    ("GET", r"/issues/(\d+)/comments", GitHubWorld._comments),
    ("POST", r"/issues/(\d+)/comments", GitHubWorld._add_comment),
    ("PATCH", r"/issues/comments/(\d+)", GitHubWorld._change_comment),
]
