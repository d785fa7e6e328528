"""Use cases: say what of the past is kept, see what would go, and let it go."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Final

import msgspec
from msgspec import Struct

from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.retention import Selection, select_runs
from jupyter_mlops.jobs.retention_model import Retention
from jupyter_mlops.jobs.store import Trace
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.orphans import find_orphans, remove_orphans
from jupyter_mlops.services.overlay import forget_overlays
from jupyter_mlops.services.run_leftovers import (
    about_size_of,
    folders_of,
    outputs_of,
    remove_leftovers,
    size_of,
)

_logger = logging.getLogger(__name__)

#: Under which name the rules are among the options.
_OPTION: Final = "retention"
#: How many runs are read, or forgotten, at a time.
_PAGE, _BATCH = 5000, 200


class Kept(Struct, frozen=True, kw_only=True):
    """What is kept, and what there is."""

    #: The rules.
    rules: Retention
    #: How many runs there are.
    runs: int
    #: What their records, logs and notebooks take, in bytes; of very many runs, about so much.
    size: int


class Going(Struct, frozen=True, kw_only=True):
    """What retention would remove, or has removed."""

    #: How many runs.
    runs: int
    #: How many of them are too old.
    by_age: int
    #: How many of them are too many of their notebook.
    by_count: int
    #: How many of them there is no room for.
    by_size: int
    #: How many folders, kept notebooks and worktrees that belong to no run.
    orphans: int
    #: What that frees, in bytes.
    size: int
    #: When the oldest run that stays was asked for (UTC); None if none stays.
    oldest: datetime | None


def read_retention(desk: Desk) -> Retention:
    """The rules; without any, everything is kept."""
    stored = desk.store.option(_OPTION)
    return Retention() if stored is None else msgspec.json.decode(stored, type=Retention)


def look_at_retention(desk: Desk) -> Kept:
    """The rules, and what there is."""
    root = desk.home.root
    files = sum(size_of(each) for each in root.iterdir() if each != desk.home.runs)
    size = files + about_size_of(desk.home.runs)
    return Kept(rules=read_retention(desk), runs=desk.store.count(), size=size)


def set_retention(desk: Desk, rules: Retention) -> Kept:
    """Sets the rules; they are applied within an hour, or when somebody asks for it."""
    desk.store.set_option(_OPTION, msgspec.json.encode(rules))
    return look_at_retention(desk)


def preview_retention(desk: Desk, rules: Retention) -> Going:
    """What rules would remove now, and what belongs to no run.

    Args:
        desk: Where.
        rules: The rules to try.
    """
    selection = _select(desk, rules)
    going = selection.going
    orphans = find_orphans(desk, _notebooks(selection))
    freed = {trace.notebook_hash for trace in going} - selection.notebooks
    size = sum(_size_with_outputs(desk, trace, rules) for trace in going)
    size += sum(size_of(desk.home.notebook_copy(digest)) for digest in freed)
    size += sum(orphan.size for orphan in orphans)
    return _told(selection, len(orphans), size)


def apply_retention(desk: Desk) -> Going:
    """Removes what the rules say and what belongs to no run.

    A run that somebody marks to keep meanwhile stays. Where it is broken off, the next time goes
    on: a record is forgotten before its files are removed.

    Returns:
        What was removed.
    """
    rules = read_retention(desk)
    selection = _select(desk, rules)
    gone, size = _forget(desk, selection.going, rules)
    selection.by_age = [trace for trace in selection.by_age if trace.id in gone]
    selection.by_count = [trace for trace in selection.by_count if trace.id in gone]
    selection.by_size = [trace for trace in selection.by_size if trace.id in gone]
    # Looked at again, as runs were added meanwhile and others have stayed.
    orphans = find_orphans(desk, _select(desk, Retention()).notebooks)
    remove_orphans(orphans)
    if gone:
        desk.store.shrink()
    if gone or orphans:
        _logger.info("removed %d runs and %d orphans", len(gone), len(orphans))
    return _told(selection, len(orphans), size + sum(orphan.size for orphan in orphans))


def _select(desk: Desk, rules: Retention) -> Selection:
    return select_runs(_traces(desk), rules, now(), lambda trace: _size(desk, trace))


def _traces(desk: Desk) -> Iterator[Trace]:
    before = None
    while page := desk.store.traces(before=before, limit=_PAGE):
        yield from page
        before = page[-1].id


def _forget(desk: Desk, going: list[Trace], rules: Retention) -> tuple[set[str], int]:
    gone: set[str] = set()
    size = 0
    for start in range(0, len(going), _BATCH):
        batch = {trace.id: trace for trace in going[start : start + _BATCH]}
        for run_id in desk.store.forget([*batch]):
            size += _size_with_outputs(desk, batch[run_id], rules)
            if rules.outputs:
                _remove_outputs(batch[run_id])
            remove_leftovers(desk, run_id)
            gone.add(run_id)
        forget_overlays(desk, ((each.notebook, each.overlay) for each in batch.values()))
    return gone, size


def _remove_outputs(trace: Trace) -> None:
    for file in outputs_of(trace):
        with suppress(OSError):  # a folder that may not be written any more keeps its files
            file.unlink(missing_ok=True)


def _size(desk: Desk, trace: Trace) -> int:
    return sum(map(size_of, folders_of(desk, trace.id)))


def _size_with_outputs(desk: Desk, trace: Trace, rules: Retention) -> int:
    outputs = sum(map(size_of, outputs_of(trace))) if rules.outputs else 0
    return _size(desk, trace) + outputs


def _notebooks(selection: Selection) -> set[str]:
    return selection.notebooks | {trace.notebook_hash for trace in selection.going}


def _told(selection: Selection, orphans: int, size: int) -> Going:
    return Going(
        runs=len(selection.going),
        by_age=len(selection.by_age),
        by_count=len(selection.by_count),
        by_size=len(selection.by_size),
        orphans=orphans,
        size=size,
        oldest=selection.oldest,
    )
