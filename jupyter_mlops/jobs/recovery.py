"""Brings the store up to what the runners have written, and finds the runs that nobody runs."""

from __future__ import annotations

import time
from contextlib import suppress

from msgspec.structs import replace

from jupyter_mlops.jobs.events import now, read_events
from jupyter_mlops.jobs.folder import RunFolder
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.model import Failure, FailureCode, Progress, Run, RunState
from jupyter_mlops.jobs.processes import is_alive, is_local, kill_run
from jupyter_mlops.jobs.record import fold
from jupyter_mlops.jobs.sockets import remove_socket_folder
from jupyter_mlops.jobs.store import RunStore

#: A runner of another machine that showed no life for this long counts as gone, in seconds; a dozen
#: of its heartbeats.
_SILENCE = 60.0
#: A runner that took the run up has written its first event by then, in seconds.
_FIRST_WORD = 10.0


def folder_of(home: Home, run_id: str) -> RunFolder:
    """The folder of a run."""
    return RunFolder(home.runs / run_id)


def refresh_active(store: RunStore, home: Home) -> list[Run]:
    """Brings every run that was handed to a runner and has not ended up to date.

    Args:
        store: The store.
        home: Where the run folders are.

    Returns:
        Those runs as they are now, oldest first; some have ended.
    """
    return [refresh(store, home, run) for run in store.active() if not run.waits]


def refresh(store: RunStore, home: Home, run: Run) -> Run:
    """Brings one run up to date: from its events, or as lost when its owner is gone without an end.

    One that waits is as it is. One that was handed over, whose starter then died before any runner
    took it up, waits again: it has provably not begun. One that somebody is cancelling was
    cancelled, not lost.

    Any process may do this at any time: the result is the same.

    Args:
        store: The store.
        home: Where the run folders are.
        run: What the store knows.

    Returns:
        The run as it is now.
    """
    if run.waits:
        return run
    folder = folder_of(home, run.id)
    # Whether the owner lives is asked before its last words are read: one that ends in between
    # has written its end by then.
    alive = _owner_lives(run, folder)
    current = _replayed(run, folder)
    owner_gone = not alive and current.owner == run.owner
    if owner_gone and not current.state.final:
        if _never_began(current, folder):
            store.queue.take_back(current)
            return store.get(run.id)
        if _given_up(current, folder):
            current = _cancelled(current) if folder.cancel_requested else _lost(current)
    if current != run:
        store.update(current)
    return current


def _replayed(run: Run, folder: RunFolder) -> Run:
    events = read_events(folder.events)
    fresh = replace(run, progress=Progress(), cells=(), metrics={}) if events else run
    return fold(fresh, events)


def _owner_lives(run: Run, folder: RunFolder) -> bool:
    if is_local(run.owner):
        return is_alive(run.owner)
    return time.time() - _last_sign(run, folder) < _SILENCE


def _last_sign(run: Run, folder: RunFolder) -> float:
    """When the owner was heard of last: by its heartbeat, else as it made the folder."""
    for file in (folder.events, folder.root):
        with suppress(FileNotFoundError):
            return file.stat().st_mtime
    return run.created_at.timestamp()


def _never_began(run: Run, folder: RunFolder) -> bool:
    """Whether no runner has taken it up, nor ever can: one that comes late finds it claimed."""
    try:
        wanted = run.state is RunState.QUEUED and not folder.cancel_requested
        if not wanted or not folder.claim():
            return False
    except FileNotFoundError:
        return False
    folder.remove()
    return True


def _given_up(run: Run, folder: RunFolder) -> bool:
    """Whether nobody runs it: a runner that has taken it up has said so after a moment."""
    if run.state is RunState.RUNNING:
        return True
    with suppress(FileNotFoundError):
        refused = folder.cancel_requested and folder.claim()
        return refused or folder.claimed_for > _FIRST_WORD
    return True  # the folder was deleted


def _cancelled(run: Run) -> Run:
    _clean_up(run)
    return replace(run, state=RunState.CANCELLED, ended_at=now())


def _lost(run: Run) -> Run:
    _clean_up(run)
    failure = Failure(
        code=FailureCode.RUNNER_GONE,
        message="the process that ran it ended without a word",
        hint="it was killed, or the machine went down; the output holds what was saved until then",
    )
    return replace(run, state=RunState.LOST, ended_at=now(), failure=failure)


def _clean_up(run: Run) -> None:
    """Ends what a runner of this machine has left."""
    if is_local(run.owner):
        kill_run(run.id)
        remove_socket_folder(run.id)
