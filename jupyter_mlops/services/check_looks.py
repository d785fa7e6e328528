"""Which runs on the files as they are count together: one that looks at a part replaces a part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jupyter_mlops.checks.run_files import CheckRunFolder
from jupyter_mlops.checks.run_model import ACTIVE, CheckRun, CheckRunState
from jupyter_mlops.services.check_desk import CheckDesk, FoundRun, look_at

_LOOKED: Final = frozenset[CheckRunState]({"passed", "warned", "failed"})
#: How many runs count together at most.
_MOST: Final = 8


def earlier_looks(
    desk: CheckDesk, folders: Sequence[CheckRunFolder], newest: FoundRun | None
) -> tuple[FoundRun, ...]:
    """The runs that say what is known of notebooks and checks that a newest run leaves out.

    Args:
        desk: Whose.
        folders: Of the runs on the files as they are, newest first.
        newest: The one of them that counts; None if there is none.

    Returns:
        Newest first; none where the newest has looked at everything.
    """
    if newest is None:
        return ()
    counting = [newest]
    for folder in folders:
        if _is_whole(counting[-1].run) or len(counting) == _MOST:
            break
        found = look_at(desk, folder) if folder.id < newest.run.id else None
        if found is not None and _counts(found.run, counting):
            counting.append(found)
    return tuple(counting[1:])


def _is_whole(run: CheckRun) -> bool:
    return _has_looked(run) and not run.checks and not run.notebooks


def _has_looked(run: CheckRun) -> bool:
    """Whether a run has looked at all that it was asked for; one check of it may be broken."""
    done, total = run.progress.done, run.progress.total
    return run.state in _LOOKED or (run.state == "broken" and 0 < total == done)


def _counts(run: CheckRun, newer: Sequence[FoundRun]) -> bool:
    if not _has_looked(run) and run.state not in ACTIVE:
        return False
    return not any(_has_looked(each.run) and _covers(each.run, run) for each in newer)


def _covers(newer: CheckRun, older: CheckRun) -> bool:
    """Whether a run looks at all that another one has looked at."""
    checks = not newer.checks or (bool(older.checks) and {*older.checks} <= {*newer.checks})
    notebooks = not newer.notebooks or (
        bool(older.notebooks) and all(_is_among(each, newer.notebooks) for each in older.notebooks)
    )
    return checks and notebooks


def _is_among(path: str, places: tuple[str, ...]) -> bool:
    """Whether a path is one of some notebooks, or in one of some folders."""
    return any(path == place or path.startswith(f"{place}/") for place in places)
