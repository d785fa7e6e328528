"""What GitLab answers, as far as it is read.

Source: <https://docs.gitlab.com/api/rest/>. Its words for states are open: GitLab adds new ones.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class WirePipeline(Struct, frozen=True, kw_only=True):
    """A pipeline, as lists have it and on its own."""

    id: int
    status: str
    web_url: str = ""
    source: str = ""
    name: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    started_at: str | None = None
    finished_at: str | None = None


class WireArtifact(Struct, frozen=True, kw_only=True):
    """A file that a job has left."""

    file_type: str


class WireJob(Struct, frozen=True, kw_only=True):
    """A job, or a bridge to another pipeline."""

    id: int
    name: str
    status: str
    web_url: str | None = None
    allow_failure: bool = False
    started_at: str | None = None
    finished_at: str | None = None
    failure_reason: str | None = None
    artifacts: tuple[WireArtifact, ...] = ()
    #: Only of a bridge.
    downstream_pipeline: WirePipeline | None = None


class WireStatus(Struct, frozen=True, kw_only=True):
    """A commit status, of which every job is one."""

    id: int
    name: str
    status: str
    description: str | None = None
    target_url: str | None = None
    allow_failure: bool = False
    started_at: str | None = None
    finished_at: str | None = None


class WireCase(Struct, frozen=True, kw_only=True):
    """A test of a report."""

    status: str
    name: str
    classname: str | None = None
    file: str | None = None
    system_output: Any = None


class WireSuite(Struct, frozen=True, kw_only=True):
    """The tests of a job."""

    name: str
    test_cases: tuple[WireCase, ...] = ()


class WireTests(Struct, frozen=True, kw_only=True):
    """The tests of a pipeline."""

    test_suites: tuple[WireSuite, ...] = ()


class WireLines(Struct, frozen=True, kw_only=True):
    """Where a remark begins."""

    begin: int = 1


class WireLocation(Struct, frozen=True, kw_only=True):
    """Where a remark is; some tools give positions in place of lines."""

    path: str
    lines: WireLines | None = None


class WireRemark(Struct, frozen=True, kw_only=True):
    """An entry of a code quality report.

    Source: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.
    """

    description: str
    location: WireLocation
    severity: str = "info"
    check_name: str = ""


class WireMergeRequest(Struct, frozen=True, kw_only=True):
    """A merge request; its number within the project is the `iid`."""

    iid: int
    title: str
    web_url: str
    source_branch: str
    target_branch: str


class WireNote(Struct, frozen=True, kw_only=True):
    """A comment; a note of the system tells what somebody has done."""

    id: int
    body: str
    system: bool = False
