"""A repository on Gitea or Forgejo, of some version, whose runs move when they are told to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from tests.forges.description import description
from tests.forges.fake import Answer, Fake, Request

START = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)
LOG = "2026-03-01T12:00:01.1234567Z \x1b[31m2 failed\x1b[0m, 3 passed\n"
_ENDED = ("success", "failure", "cancelled", "skipped")
Handler = Callable[..., Answer]
#: Since which version of Gitea, and since which of Forgejo.
Since = tuple[tuple[int, int], tuple[int, int]]
_ALWAYS: Since = ((0, 0), (0, 0))
_JOBS: Since = ((1, 25), (16, 0))
_RERUN: Since = ((1, 27), (17, 0))
_CANCEL: Since = ((28, 0), (16, 0))


class GiteaWorld:
    """One repository; every commit has the same runs.

    Args:
        owner: Whose it is.
        name: What it is called.
        version: What the host says that it is.
    """

    def __init__(
        self, owner: str = "octo", name: str = "lab", *, port: int = 0, version: str = "1.27.0"
    ) -> None:
        self.repository = f"/repos/{owner}/{name}"
        self.forgejo = "+gitea-" in version
        self.described = description("forgejo" if self.forgejo else "gitea")
        self.version: str | None = version
        self.number = tuple(int(part) for part in version.split(".")[:2])
        self.runs: list[dict[str, Any]] = []
        self.statuses: list[dict[str, Any]] = []
        self.comments: list[dict[str, Any]] = []
        self.pulls: list[dict[str, Any]] = []
        self.tasks = True
        self._start = START
        self._moves = 0
        self.fake = Fake(self.described, "/api/v1", self._route, sizes=("limit", "page"), port=port)

    def close(self) -> None:
        self.fake.close()

    def furnish(self) -> None:
        """Gives it a run that has failed and one that runs."""
        self._start = datetime.now(timezone.utc) - timedelta(seconds=90)
        self.add_run(11, "failure", {"lint": "success", "notebooks": "failure"})
        self.add_run(12, "running", {"check": "success", "notebooks": "running"})
        self.add_status("coverage", "success", "93 %")
        self.add_pull(7, "topic")

    def move(self, state: str) -> None:
        """Moves the newest run on; its last job and those that have not passed go with it."""
        state = {"queued": "waiting"}.get(state, state)
        for job in self.runs[-1]["jobs"]:
            if job["status"] != "success" or job is self.runs[-1]["jobs"][-1]:
                self.set_job(self.runs[-1]["id"], job["name"], state)
        self.runs[-1]["status"] = state

    def add_run(self, number: int, status: str, jobs: dict[str, str]) -> None:
        """A run; the number on its page isn't its id."""
        named = [
            {"id": number * 100 + index, "name": name, "index": index}
            for index, name in enumerate(jobs)
        ]
        run = {"id": number, "page": number - 10, "status": status, "attempt": 1, "jobs": named}
        self.runs.append(run)
        for name, of_job in jobs.items():
            self.set_job(number, name, of_job)

    def set_job(self, number: int, name: str, status: str) -> None:
        """Moves a job on, which reports a commit status."""
        run = self._run(number)
        job = next(one for one in run["jobs"] if one["name"] == name)
        job.update(status=status, ended=self._end() if status in _ENDED else None)
        context = f"ci.yaml / {name} (push)"
        url = f"/octo/lab/actions/runs/{run['page']}/jobs/{job['index']}"
        self.statuses = [one for one in self.statuses if one.get("target_url") != url]
        word = {"running": "pending", "waiting": "pending", "cancelled": "failure"}
        self.add_status(context, word.get(status, status), target_url=url)

    def add_status(self, context: str, status: str, text: str = "", **more: Any) -> None:
        """A commit status."""
        one = self.described.sample("CommitStatus", context=context, status=status)
        self.statuses.append({**one, "description": text, "created_at": _text(START), **more})

    def add_pull(self, number: int, branch: str) -> None:
        """An open pull request."""
        ends = {"head": {"ref": branch}, "base": {"ref": "main"}, "html_url": "https://f.example"}
        self.pulls.append({"number": number, "title": f"Pull {number}", "state": "open", **ends})

    def _run(self, number: int) -> dict[str, Any]:
        return next(run for run in self.runs if run["id"] == number)

    def _end(self) -> str:
        """A little later each time: what has moved is newer."""
        self._moves += 1
        return _text(self._start + timedelta(seconds=60 + self._moves))

    def _route(self, request: Request) -> Answer:
        if request.path == "/version":
            return self._version()
        path = request.path.removeprefix(self.repository)
        for since, method, pattern, route in _ROUTES:
            known = self.number >= since[self.forgejo] and path != request.path
            found = re.fullmatch(pattern, path)
            if found and method == request.method and known:
                return route(self, request, *found.groups())
        return Answer(status=404, body={"message": "not found", "errors": None})

    def _version(self) -> Answer:
        if self.version is None:
            return Answer(status=403, body={"message": "only signed in"})
        return Answer(body={"version": self.version})

    def _list(self, request: Request) -> Answer:
        show = self._forgejo_run if self.forgejo else self._gitea_run
        return _counted("workflow_runs", [show(run) for run in self.runs], request)

    def _gitea_run(self, run: dict[str, Any]) -> dict[str, Any]:
        status, conclusion = _words(run["status"])
        ends = [job["ended"] for job in run["jobs"]]
        done = status == "completed"
        return {
            "id": run["id"],
            "run_number": run["page"],
            "run_attempt": run["attempt"],
            "status": status,
            "conclusion": conclusion,
            "event": "push",
            "path": "ci.yaml@refs/heads/main",
            "head_sha": "a" * 40,
            "html_url": f"{self.fake.url}/octo/lab/actions/runs/{run['page']}",
            "started_at": _text(self._start),
            "completed_at": max(filter(None, ends)) if done else "0001-01-01T00:00:00Z",
        }

    def _forgejo_run(self, run: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": run["id"],
            "index_in_repo": run["page"],
            "status": run["status"],
            "event": "push",
            "workflow_id": "ci.yaml",
            "commit_sha": "a" * 40,
            "html_url": f"{self.fake.url}/octo/lab/actions/runs/{run['page']}",
            "started": _text(self._start),
            "stopped": self._end() if run["status"] in _ENDED else "1970-01-01T00:00:00Z",
        }

    def _jobs(self, request: Request, number: str) -> Answer:
        jobs = self._run(int(number))["jobs"]
        if self.forgejo:
            names = ("id", "name", "status")
            return Answer(body=[{name: job[name] for name in names} for job in jobs])
        return _counted("jobs", [self._gitea_job(job) for job in jobs], request)

    def _gitea_job(self, job: dict[str, Any]) -> dict[str, Any]:
        status, conclusion = _words(job["status"])
        ended = job["ended"] or "0001-01-01T00:00:00Z"
        step = {"name": "check", "number": 0, "status": status, "conclusion": conclusion}
        times = {"started_at": _text(self._start), "completed_at": ended}
        words = {"status": status, "conclusion": conclusion}
        steps = None if status == "queued" else [{**step, **times}]
        return {"id": job["id"], "name": job["name"], **words, **times, "steps": steps}

    def _all_tasks(self, request: Request) -> Answer:
        if not self.tasks:
            return Answer(body={"total_count": 0, "workflow_runs": None})
        tasks = [
            {
                "id": job["id"],
                "name": job["name"],
                "status": job["status"],
                "head_sha": "a" * 40,
                "event": "push",
                "workflow_id": "ci.yaml",
                "run_number": run["page"],
                "run_started_at": _text(self._start),
                "updated_at": job["ended"] or _text(self._start),
            }
            for run in self.runs
            for job in run["jobs"]
        ]
        other = {"id": 1, "name": "other", "status": "failure", "head_sha": "b" * 40}
        return _counted("workflow_runs", [*tasks, other], request)

    def _combined(self, _: Request, sha: str) -> Answer:
        body = {"state": "pending", "sha": sha, "total_count": len(self.statuses)}
        if not self.statuses:  # the trap: pending, of nothing
            return Answer(body={**body, "statuses": None})
        return Answer(body={**body, "statuses": self.statuses}, pages="statuses")

    def _logs(self, _: Request, __: str) -> Answer:
        return Answer(body=LOG)

    def _rerun(self, _: Request, number: str, verb: str) -> Answer:
        run = self._run(int(number))
        for job in run["jobs"]:
            if verb == "rerun" or job["status"] == "failure":
                self.set_job(int(number), job["name"], "waiting")
        run.update(status="waiting", attempt=run["attempt"] + 1)
        if self.forgejo:
            return Answer(status=204)
        return Answer(status=201, body=self._gitea_run(run) if verb == "rerun" else None)

    def _rerun_job(self, _: Request, job: str) -> Answer:
        run = self._run(int(job) // 100)
        one = run["jobs"][int(job) % 100]
        self.set_job(run["id"], one["name"], "waiting")
        run["status"] = "waiting"
        if self.forgejo:
            return Answer(status=204)
        return Answer(status=201, body=self._gitea_job(one))

    def _cancel(self, _: Request, number: str) -> Answer:
        run = self._run(int(number))
        for job in run["jobs"]:
            if job["status"] not in _ENDED:
                self.set_job(int(number), job["name"], "cancelled")
        run["status"] = "cancelled"
        return Answer(status=204) if self.forgejo else Answer(body=self._gitea_run(run))

    def _post_status(self, request: Request, _: str) -> Answer:
        self.add_status(request.body["context"], request.body["state"])
        return Answer(status=201, body=self.statuses[-1])

    def _all_pulls(self, _: Request) -> Answer:
        return Answer(body=self.pulls)

    def _all_comments(self, _: Request, __: str) -> Answer:
        return Answer(body=self.comments)

    def _add_comment(self, request: Request, _: str) -> Answer:
        self.comments.append({"id": len(self.comments) + 1, "body": request.body["body"]})
        return Answer(status=201, body=self.comments[-1])

    def _change_comment(self, request: Request, number: str) -> Answer:
        self.comments[int(number) - 1]["body"] = request.body["body"]
        return Answer(body=self.comments[int(number) - 1])


class ForgejoWorld(GiteaWorld):
    """The same on Forgejo."""

    def __init__(self, owner: str = "octo", name: str = "lab", *, port: int = 0) -> None:
        super().__init__(owner, name, port=port, version="17.0.0+gitea-1.22.0")


def _words(status: str) -> tuple[str, str]:
    """Gitea tells runs and jobs in GitHub's words."""
    plain = {"running": "in_progress", "waiting": "queued", "blocked": "waiting"}
    return ("completed", status) if status in _ENDED else (plain.get(status, status), "")


def _counted(name: str, items: list[dict[str, Any]], request: Request) -> Answer:
    """A page that says how many there are, and not where the next is."""
    size, page = int(request.query.get("limit", 30)), int(request.query.get("page", 1))
    part = items[(page - 1) * size : page * size]
    return Answer(body={"total_count": len(items), name: part})


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


_ROUTES: list[tuple[Since, str, str, Handler]] = [
    (_JOBS, "GET", r"/actions/runs", GiteaWorld._list),
    (_JOBS, "GET", r"/actions/runs/(\d+)/jobs", GiteaWorld._jobs),
    (_JOBS, "GET", r"/actions/jobs/(\d+)/logs", GiteaWorld._logs),
    (_CANCEL, "POST", r"/actions/runs/(\d+)/cancel", GiteaWorld._cancel),
    (_RERUN, "POST", r"/actions/runs/(\d+)/(rerun|rerun-failed-jobs)", GiteaWorld._rerun),
    (_RERUN, "POST", r"/actions/(?:runs/\d+/)?jobs/(\d+)/rerun", GiteaWorld._rerun_job),
    (_ALWAYS, "GET", r"/actions/tasks", GiteaWorld._all_tasks),
    (_ALWAYS, "GET", r"/commits/([^/]+)/status", GiteaWorld._combined),
    (_ALWAYS, "POST", r"/statuses/([^/]+)", GiteaWorld._post_status),
    (_ALWAYS, "GET", r"/pulls", GiteaWorld._all_pulls),
    (_ALWAYS, "GET", r"/issues/(\d+)/comments", GiteaWorld._all_comments),
    (_ALWAYS, "POST", r"/issues/(\d+)/comments", GiteaWorld._add_comment),
    (_ALWAYS, "PATCH", r"/issues/comments/(\d+)", GiteaWorld._change_comment),
]
