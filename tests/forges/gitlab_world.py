"""A GitLab project whose pipelines move when they are told to."""

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
    "section_start:1772366400:prepare\r\x1b[0K\x1b[36;1mPreparing\x1b[0;m\n"
    "section_end:1772366401:prepare\r\x1b[0K\n"
    "\x1b[31m2 failed\x1b[0m, 3 passed\n"
    "half a line"
)
_ENDED = ("success", "failed", "canceled", "skipped")
#: What everybody may ask of a public project.
_OPEN = r"/pipelines(/\d+/(jobs|bridges|test_report))?|/merge_requests|/jobs/\d+/artifacts/.+"
Handler = Callable[..., Answer]


class GitLabWorld:
    """One project; every commit has the same pipelines.

    Args:
        owner: Its group, with all groups above.
        name: What it is called.
    """

    def __init__(self, owner: str = "group/sub", name: str = "lab", *, port: int = 0) -> None:
        self.project = f"/projects/{f'{owner}/{name}'.replace('/', '%2F')}"
        self.described = description("gitlab")
        self.pipelines: list[dict[str, Any]] = []
        self.jobs: dict[int, list[dict[str, Any]]] = {}
        self.bridges: dict[int, list[dict[str, Any]]] = {}
        self.statuses: list[dict[str, Any]] = []
        self.remarks: list[dict[str, Any]] | None = None
        self.cases: list[dict[str, Any]] = []
        self.notes: list[dict[str, Any]] = []
        self.requests: list[dict[str, Any]] = []
        self.log = LOG
        self.odd = False
        self._start = START
        self._moves = 0
        self.fake = Fake(self.described, "/api/v4", self._route, port=port)
        self.fake.limit = {
            "RateLimit-Limit": "2000",
            "RateLimit-Remaining": "1990",
            "RateLimit-Reset": str(int(time.time()) + 60),
        }

    def close(self) -> None:
        self.fake.close()

    def furnish(self) -> None:
        """Gives it a pipeline that has failed and one that runs."""
        self._start = datetime.now(timezone.utc) - timedelta(seconds=90)
        self.add_pipeline(1, "failed", {"lint": "success", "notebooks": "failed"})
        self.add_pipeline(2, "running", {"check": "success", "notebooks": "running"})
        self.add_status("coverage", "success", "93 %")
        self.add_request(7, "topic")

    def move(self, state: str) -> None:
        """Moves the newest pipeline on; its last job and those that have not passed go with it."""
        word = {"failure": "failed", "queued": "pending", "cancelled": "canceled"}.get(state, state)
        number = self.pipelines[-1]["id"]
        for index, job in enumerate(self.jobs[number]):
            if job["status"] != "success" or job is self.jobs[number][-1]:
                self.set_job(number, index, word)
        self.set_pipeline(number, word)

    def add_pipeline(self, number: int, status: str, jobs: dict[str, str], **more: Any) -> None:
        """A pipeline with its jobs by name."""
        web = f"https://forge.example/lab/-/pipelines/{number}"
        pipeline = self.described.sample(
            "Pipeline", id=number, source="push", web_url=web, name=None
        )
        self.pipelines.append({**pipeline, "created_at": _text(self._start), **more})
        self.jobs[number] = [
            self.described.sample("Job", id=number * 100 + index, name=name)
            for index, name in enumerate(jobs)
        ]
        self.bridges[number] = []
        for index, of_job in enumerate(jobs.values()):
            self.set_job(number, index, of_job)
        self.set_pipeline(number, status)

    def add_bridge(self, number: int, name: str, status: str, below: str | None) -> None:
        """A job that starts another pipeline, which stands as `below`."""
        down = None if below is None else self.described.sample("Pipeline", id=99, status=below)
        bridge = self.described.sample("Bridge", id=number * 100 + 50, name=name, status=status)
        self.bridges[number].append({**bridge, "downstream_pipeline": down})

    def set_pipeline(self, number: int, status: str) -> None:
        """Moves a pipeline on."""
        pipeline = next(one for one in self.pipelines if one["id"] == number)
        pipeline["status"], pipeline["updated_at"] = status, self._end()

    def set_job(self, number: int, index: int, status: str) -> None:
        """Moves a job on, which is a commit status as well."""
        job = self.jobs[number][index]
        began = status in (*_ENDED, "running")
        job.update(
            status=status,
            started_at=_text(self._start) if began else None,
            finished_at=self._end() if status in _ENDED else None,
        )
        self.statuses = [one for one in self.statuses if one["id"] != job["id"]]
        self.add_status(job["name"], status, id=job["id"])

    def add_status(self, name: str, status: str, text: str = "", **more: Any) -> None:
        """A commit status."""
        number = more.pop("id", 900000 + len(self.statuses))
        one = self.described.sample("Status", id=number, name=name, status=status)
        self.statuses.append({**one, "description": text or None, **more})

    def add_request(self, number: int, branch: str) -> None:
        """An open merge request."""
        request = self.described.sample("MergeRequest", iid=number, id=number + 1000)
        names = {"source_branch": branch, "target_branch": "main", "state": "opened"}
        self.requests.append({**request, **names, "title": f"Merge {number}"})

    def _end(self) -> str:
        """A little later each time: what has moved is newer."""
        self._moves += 1
        return _text(self._start + timedelta(seconds=60 + self._moves))

    def _route(self, request: Request) -> Answer:
        if request.path == "/version":
            return Answer(status=401, body={"message": "401 Unauthorized"}, described=False)
        path = request.path.removeprefix(self.project)
        free = request.method == "GET" and re.fullmatch(_OPEN, path)
        if path != request.path and not free and "authorization" not in request.headers:
            return Answer(status=401, body={"message": "401 Unauthorized"})
        for method, pattern, route in _ROUTES:
            found = re.fullmatch(pattern, path)
            if found and method == request.method and path != request.path:
                answer = route(self, request, *found.groups())
                return answer if not self.odd else Answer(**{**vars(answer), "described": False})
        return Answer(status=404, body={"message": "404 Project Not Found"})

    def _list(self, _: Request) -> Answer:
        return Answer(body=self.pipelines)

    def _jobs(self, _: Request, number: str) -> Answer:
        return Answer(body=self.jobs[int(number)])

    def _bridges(self, _: Request, number: str) -> Answer:
        return Answer(body=self.bridges[int(number)])

    def _tests(self, _: Request, __: str) -> Answer:
        cases = [self.described.sample("TestCase", **case) for case in self.cases]
        suite = self.described.sample("TestSuite", name="notebooks", test_cases=cases)
        return Answer(body=self.described.sample("TestReport", test_suites=[suite]))

    def _retry(self, _: Request, number: str) -> Answer:
        for index, job in enumerate(self.jobs[int(number)]):
            if job["status"] in ("failed", "canceled"):
                self.set_job(int(number), index, "pending")
        self.set_pipeline(int(number), "running")
        return Answer(status=201, body=self.described.sample("Pipeline"))

    def _cancel(self, _: Request, number: str) -> Answer:
        for index, job in enumerate(self.jobs[int(number)]):
            if job["status"] not in _ENDED:
                self.set_job(int(number), index, "canceled")
        self.set_pipeline(int(number), "canceled")
        return Answer(body=self.described.sample("Pipeline"))

    def _job(self, _: Request, number: str) -> Answer:
        return Answer(body=self.jobs[int(number) // 100][int(number) % 100])

    def _start_job(self, _: Request, number: str, verb: str) -> Answer:
        job = self.jobs[int(number) // 100][int(number) % 100]
        if (verb == "play") != (job["status"] == "manual"):
            return Answer(status=403, body={"message": "403 Forbidden - Job is not retryable"})
        self.set_job(int(number) // 100, int(number) % 100, "pending")
        return Answer(status=200 if verb == "play" else 201, body=job)

    def _trace(self, _: Request, __: str) -> Answer:
        return Answer(body=self.log)

    def _artifact(self, _: Request, __: str, ___: str) -> Answer:
        if self.remarks is None:
            return Answer(status=404, body={"message": "404 Not Found"})
        return Answer(body=[self.described.sample("Remark", **one) for one in self.remarks])

    def _all_statuses(self, _: Request, sha: str) -> Answer:
        if sha.startswith("0000"):
            return Answer(status=404, body={"message": "404 Commit Not Found"})
        return Answer(body=self.statuses)

    def _post_status(self, request: Request, _: str) -> Answer:
        self.add_status(request.body["name"], request.body["state"])
        return Answer(status=201, body=self.statuses[-1])

    def _requests(self, request: Request) -> Answer:
        branch = request.query["source_branch"]
        return Answer(body=[one for one in self.requests if one["source_branch"] == branch])

    def _notes(self, _: Request, __: str) -> Answer:
        return Answer(body=self.notes)

    def _add_note(self, request: Request, _: str) -> Answer:
        number = len(self.notes) + 1
        note = self.described.sample("Note", id=number, body=request.body["body"], system=False)
        self.notes.append(note)
        return Answer(status=201, body=note)

    def _change_note(self, request: Request, _: str, number: str) -> Answer:
        note = self.notes[int(number) - 1]
        note["body"] = request.body["body"]
        return Answer(body=note)


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


_ROUTES: list[tuple[str, str, Handler]] = [
    ("GET", r"/pipelines", GitLabWorld._list),
    ("GET", r"/pipelines/(\d+)/jobs", GitLabWorld._jobs),
    ("GET", r"/pipelines/(\d+)/bridges", GitLabWorld._bridges),
    ("GET", r"/pipelines/(\d+)/test_report", GitLabWorld._tests),
    ("POST", r"/pipelines/(\d+)/retry", GitLabWorld._retry),
    ("POST", r"/pipelines/(\d+)/cancel", GitLabWorld._cancel),
    ("GET", r"/jobs/(\d+)", GitLabWorld._job),
    ("POST", r"/jobs/(\d+)/(play|retry)", GitLabWorld._start_job),
    ("GET", r"/jobs/(\d+)/trace", GitLabWorld._trace),
    ("GET", r"/jobs/(\d+)/artifacts/(.+)", GitLabWorld._artifact),
    ("GET", r"/repository/commits/([^/]+)/statuses", GitLabWorld._all_statuses),
    ("POST", r"/statuses/([^/]+)", GitLabWorld._post_status),
    ("GET", r"/merge_requests", GitLabWorld._requests),
    ("GET", r"/merge_requests/(\d+)/notes", GitLabWorld._notes),
    ("POST", r"/merge_requests/(\d+)/notes", GitLabWorld._add_note),
    ("PUT", r"/merge_requests/(\d+)/notes/(\d+)", GitLabWorld._change_note),
]
