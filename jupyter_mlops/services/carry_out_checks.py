"""Use case: carry out a run of checks, in this process."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from jupyter_mlops.checks.model import Report, Verdict
from jupyter_mlops.checks.run_files import CheckRecord, CheckRunFolder
from jupyter_mlops.checks.run_model import CheckRunState
from jupyter_mlops.errors import CancelledError, MlopsError
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.services.check import check_project
from jupyter_mlops.services.check_life import with_end
from jupyter_mlops.services.check_log import report_lines
from jupyter_mlops.services.check_order import CheckOrder
from jupyter_mlops.services.check_recorder import Recorder
from jupyter_mlops.services.check_worktree import worktree_of

_logger = logging.getLogger(__name__)

_SHORT: Final = 7
_STATES: Final[dict[Verdict, CheckRunState]] = {
    "passed": "passed",
    "warned": "warned",
    "failed": "failed",
    "broken": "broken",
    "skipped": "passed",  # where there is nothing to check, nothing is wrong
}


def carry_out(home: Home, folder: CheckRunFolder, record: CheckRecord) -> CheckRecord:
    """Checks what a run asks for; what is known is in its folder at any time.

    Args:
        home: Where worktrees are.
        folder: The run's.
        record: How it stands: running.

    Returns:
        How it has ended; not written yet.
    """
    run = record.run
    project = Path(run.project)
    try:
        with _files_of(home, folder, record) as (place, missing):
            spoken = _translation(place, project)
            with closing(Recorder(folder, record, project.name, spoken)) as recorder:
                recorder.start()
                recorder.say(_heading(record))
                for path in missing[:5]:
                    recorder.say(f"{path}: kept by Git LFS and not on this machine")
                return _check(recorder, _order(record, place), spoken)
    except MlopsError as error:
        return with_end(record, "broken", _sentence(error))
    except Exception as error:  # a bug, which must not leave a run that never ends
        _logger.exception("the checks of %s could not be carried out", project)
        return with_end(record, "broken", f"{type(error).__name__}: {error}")


def _check(recorder: Recorder, order: CheckOrder, spoken: Callable[[str], str]) -> CheckRecord:
    try:
        report = check_project(order, watch=recorder)
    except CancelledError:
        recorder.say("cancelled")
        return with_end(recorder.stopped(), "cancelled")
    except MlopsError as error:
        message = spoken(_sentence(error))
        recorder.say(message)
        return with_end(recorder.stopped(), "broken", message)
    record = recorder.finish(report)
    for line in report_lines(report):
        recorder.say(spoken(line))
    return with_end(record, _STATES[report.verdict], spoken(_why_broken(report)))


@contextmanager
def _files_of(
    home: Home, folder: CheckRunFolder, record: CheckRecord
) -> Iterator[tuple[Path, list[str]]]:
    """The project's folder: the user's own, or that in a clean worktree of the commit."""
    if not record.run.commit:
        yield Path(record.run.project), []
        return
    with worktree_of(home, folder, record.run) as found:
        yield found


def _order(record: CheckRecord, place: Path) -> CheckOrder:
    run = record.run
    return CheckOrder(
        folder=place,
        paths=tuple(place / path for path in run.notebooks),
        checks=run.checks or None,
        fresh=record.fresh,
        commit=run.commit or None,
    )


def _translation(place: Path, project: Path) -> Callable[[str], str]:
    """Puts the project's folder in place of the worktree's, which nobody can look into later."""
    return lambda text: text.replace(str(place), str(project))


def _heading(record: CheckRecord) -> str:
    run = record.run
    if not run.commit:
        return f"checking the files of {run.project} as they are"
    return f"checking {run.commit[:_SHORT]} {run.subject}".rstrip()


def _why_broken(report: Report) -> str:
    if report.verdict != "broken":
        return ""
    broken = (each for each in report.checks if each.verdict == "broken")
    return next((f"{each.check.value}: {each.message}" for each in broken), "")


def _sentence(error: MlopsError) -> str:
    return f"{error.message}: {error.hint}" if error.hint else error.message
