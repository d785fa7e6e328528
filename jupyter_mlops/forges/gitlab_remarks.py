"""Remarks of GitLab's jobs on files: code quality, and tests that failed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.forges.failures import NotPermittedError, SenselessError
from jupyter_mlops.forges.gitlab_commit import GitLabCommit
from jupyter_mlops.forges.gitlab_wire import WireCase, WireJob, WireRemark, WireTests
from jupyter_mlops.forges.model import Annotation
from jupyter_mlops.forges.rest import Rest

#: What GitLab calls a code quality report, both the kind and the file.
_KIND: Final = "codequality"
_FILE: Final = "gl-code-quality-report.json"
_ERRORS: Final = ("blocker", "critical", "major")
_BAD: Final = ("failed", "error")


def remarks(rest: Rest, project: str, look: GitLabCommit, sha: str) -> tuple[Annotation, ...]:
    """All remarks on a commit, of the newest pipeline that has any.

    GitLab gives reports to nobody but its own pages; what can be asked for are files that a job
    keeps as artifacts (`artifacts: paths:`), and the tests of a pipeline.

    Args:
        rest: How GitLab is asked.
        project: `/projects/{id}`.
        look: The look at the commit.
        sha: The commit.
    """
    for pipeline in look.pipelines(sha):
        found: list[Annotation] = []
        for job in look.jobs(pipeline):
            found.extend(_quality(rest, project, job))
        found.extend(_tests(rest, project, pipeline.id))
        if found:
            return tuple(found)
    return ()


def _quality(rest: Rest, project: str, job: WireJob) -> Iterator[Annotation]:
    if not any(artifact.file_type == _KIND for artifact in job.artifacts):
        return
    path = f"{project}/jobs/{job.id}/artifacts/{_FILE}"
    try:
        report = rest.get(path, list[WireRemark], stamp=job.finished_at or "")
    except (NotFoundError, NotPermittedError, SenselessError):
        return
    for remark in report:
        lines = remark.location.lines
        severe = remark.severity in _ERRORS
        yield Annotation(
            path=remark.location.path,
            line=1 if lines is None else max(1, lines.begin),
            level="error" if severe else "warning" if remark.severity == "minor" else "note",
            title=remark.check_name,
            message=remark.description,
            source=job.name,
        )


def _tests(rest: Rest, project: str, pipeline: int) -> Iterator[Annotation]:
    try:
        report = rest.get(f"{project}/pipelines/{pipeline}/test_report", WireTests)
    except (NotFoundError, NotPermittedError):
        return
    for suite in report.test_suites:
        for case in suite.test_cases:
            if case.status in _BAD and case.file:
                yield _failed(case, case.file, suite.name)


def _failed(case: WireCase, file: str, suite: str) -> Annotation:
    # JUnit's format has a file, but no line.
    output = case.system_output if isinstance(case.system_output, str) else ""
    title = ".".join(part for part in (case.classname, case.name) if part)
    return Annotation(
        path=file, line=1, level="error", title=title, message=output or title, source=suite
    )
