"""What a job on a forge knows of itself: its pull request, what it is to be compared with."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

_PULL: Final = re.compile(r"refs/pull/(\d+)/")
_NOTHING: Final = re.compile(r"0*")
_WEB: Final = re.compile(r"https?://[^\s()<>]+")


class CiContext(Struct, frozen=True, kw_only=True):
    """What a job knows of itself."""

    #: Whether this is a job of a forge at all.
    inside: bool = False
    #: Number of the pull request that it runs for; None if for none.
    pull_request: int | None = None
    #: Repository of that pull request, `owner/name`; empty if that of the remote.
    repository: str = ""
    #: What its commit is compared with, a revision; empty if nobody says.
    base: str = ""
    #: Web page of the job or its pipeline; empty if none.
    link: str = ""
    #: Where the summary of the job is written; None where there is none.
    summary: Path | None = None


def read_context(environ: Mapping[str, str]) -> CiContext:
    """Reads what GitHub Actions, GitLab CI, Gitea and Forgejo tell their jobs.

    https://docs.github.com/actions/reference/workflows-and-actions/variables,
    https://docs.gitlab.com/ci/variables/predefined_variables/

    Args:
        environ: The environment.
    """
    if environ.get("GITLAB_CI"):
        return _gitlab(environ)
    if environ.get("GITHUB_ACTIONS"):  # Gitea and Forgejo call their variables so, too
        return _github(environ)
    return CiContext()


def _github(environ: Mapping[str, str]) -> CiContext:
    event = _event(environ.get("GITHUB_EVENT_PATH", ""))
    found = _PULL.match(environ.get("GITHUB_REF", ""))
    number = found[1] if found else event.get("number") if "pull_request" in event else None
    base = environ.get("GITHUB_BASE_REF", "")
    summary = environ.get("GITHUB_STEP_SUMMARY", "")
    gitea = environ.get("GITEA_ACTIONS") or environ.get("FORGEJO_ACTIONS")
    run = environ.get("GITHUB_RUN_NUMBER" if gitea else "GITHUB_RUN_ID", "")
    server, repository = environ.get("GITHUB_SERVER_URL", ""), environ.get("GITHUB_REPOSITORY", "")
    return CiContext(
        inside=True,
        pull_request=_number(number),
        base=f"origin/{base}" if base else _commit(event.get("before")),
        link=_web(f"{server}/{repository}/actions/runs/{run}") if run else "",
        summary=Path(summary) if summary else None,
    )


def _gitlab(environ: Mapping[str, str]) -> CiContext:
    base = environ.get("CI_MERGE_REQUEST_DIFF_BASE_SHA") or environ.get("CI_COMMIT_BEFORE_SHA")
    return CiContext(
        inside=True,
        pull_request=_number(environ.get("CI_MERGE_REQUEST_IID")),
        # The job of a fork runs in the fork, and the merge request is in the other repository.
        repository=environ.get("CI_MERGE_REQUEST_PROJECT_PATH", ""),
        base=_commit(base),
        link=_web(environ.get("CI_JOB_URL", "")),
    )


def _event(file: str) -> dict[str, Any]:
    """What has started the job; empty where it isn't said in a way that can be read."""
    try:
        event = json.loads(Path(file).read_bytes()) if file else {}
    except (OSError, ValueError):
        return {}
    return event if isinstance(event, dict) else {}


def _number(text: object) -> int | None:
    return int(str(text)) if text is not None and str(text).isdecimal() else None


def _commit(text: object) -> str:
    """A commit; zeros stand for none, as before the first push of a branch."""
    return text if isinstance(text, str) and not _NOTHING.fullmatch(text) else ""


def _web(url: str) -> str:
    return url if _WEB.fullmatch(url) else ""
