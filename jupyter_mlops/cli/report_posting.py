"""Where a report goes besides files: the pull request, the summary of a job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.cli.failure import tell
from jupyter_mlops.errors import MlopsError, StorageError

if TYPE_CHECKING:
    from jupyter_mlops.services.ci_context import CiContext
    from jupyter_mlops.services.report import Report


def comment(report: Report, context: CiContext) -> int:
    """Puts the report into the pull request, and says what was done.

    Within a job a forge that refuses fails nothing: the checks are the verdict, not this.
    """
    from jupyter_mlops.cli.ci_desk import open_ci_desk
    from jupyter_mlops.services.ci_desk import worktree_root
    from jupyter_mlops.services.project import project_of
    from jupyter_mlops.services.report_comment import post_report

    try:
        root = worktree_root(Path())
        name = project_of(Path.cwd().resolve()).relative_to(root).as_posix()
        posted = post_report(
            open_ci_desk(), root, report, context, name="" if name == "." else name
        )
    except MlopsError as error:
        if not context.inside:
            raise
        tell(error)
        return 0
    if posted.state == "none":
        hint = f" ({posted.hint})" if posted.hint else ""
        print(f"no comment: {posted.reason}{hint}", file=sys.stderr)
        return 0
    words = {"added": "added", "updated": "brought up to date", "unchanged": "up to date"}
    print(f"comment {words[posted.state]}: {posted.url}".rstrip(": "))
    return 0


def summarize(text: str, context: CiContext) -> None:
    """Adds the report to the summary of the job; prints it where there is none.

    Raises:
        StorageError: The summary cannot be written.
    """
    if context.summary is None:
        print(text)
        return
    try:
        with context.summary.open("a", encoding="utf-8", errors="replace") as file:
            file.write(f"{text}\n")
    except OSError as error:
        raise StorageError(f"the job's summary cannot be written: {error.strerror}") from error
