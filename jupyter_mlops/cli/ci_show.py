"""Shows pipelines and logs of a commit, once or until all have ended."""

from __future__ import annotations

import sys
from pathlib import Path
from time import sleep
from typing import Final

from jupyter_mlops.cli.ci_desk import open_ci_desk
from jupyter_mlops.cli.ci_text import job_states, plain_status, state_line, status_lines
from jupyter_mlops.services.ci_choose import choose_job
from jupyter_mlops.services.ci_desk import worktree_root
from jupyter_mlops.services.ci_log import read_ci_log
from jupyter_mlops.services.ci_status import CiStatus, ci_status

#: How long forges are waited for, in seconds: nobody else waits here.
_PATIENCE: Final = 30.0
#: How often a log is looked at that grows, in seconds.
_PAUSE: Final = 3.0


def show_status(commit: str | None, *, json: bool) -> int:
    """Shows the pipelines of a commit; the exit status says how they are."""
    status = ci_status(open_ci_desk(), worktree_root(Path()), commit, patience=_PATIENCE)
    if json:
        from jupyter_mlops.cli.text import to_json

        print(to_json(plain_status(status)))
    else:
        print("\n".join(status_lines(status)))
    return _exit_status(status)


def watch_status(commit: str | None) -> int:
    """Tells each change of a pipeline or job until nothing changes any more, then all of it."""
    desk, root = open_ci_desk(), worktree_root(Path())
    told: dict[str, str] = {}
    while True:
        status = ci_status(desk, root, commit, patience=_PATIENCE)
        for name, state in job_states(status).items():
            if told.get(name) != state:
                told[name] = state
                print(state_line(name, state), flush=True)
        if status.poll_after is None:
            break
        commit = status.commit  # HEAD may move on meanwhile
        sleep(status.poll_after)
    print()
    print("\n".join(status_lines(status)))
    return _exit_status(status)


def print_log(job: str, *, commit: str | None, remote: str | None, follow: bool) -> None:
    """Prints the log of a job, as it grows if that is wanted."""
    desk, root = open_ci_desk(), worktree_root(Path())
    chosen = choose_job(ci_status(desk, root, commit, patience=_PATIENCE), job, remote=remote)
    offset = 0
    while True:
        part = read_ci_log(desk, root, chosen.job.id, remote=chosen.remote, offset=offset)
        sys.stdout.write(_harmless(part.text))
        sys.stdout.flush()
        grown, offset = part.next > offset, part.next
        if part.whole or not (grown or follow):
            return
        if not grown:
            sleep(_PAUSE)


def _harmless(text: str) -> str:
    """A log without what would steer the terminal; line ends and tabs stay."""
    from jupyter_mlops.cli.diff_output import printable

    lines = [printable(line.rstrip("\r").expandtabs()) for line in text.split("\n")]
    return "\n".join(lines)


def _exit_status(status: CiStatus) -> int:
    failed = any(
        pipeline.state == "failed"
        for each in status.remotes
        if each.answer is not None
        for pipeline in each.answer.pipelines
    )
    return int(failed or any(each.error is not None for each in status.remotes))
