"""Use case: label a run, note something on it, keep it."""

from __future__ import annotations

from jupyter_mlops.jobs.model import Run
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.list_runs import get_run


def annotate_run(
    desk: Desk,
    run_id: str,
    *,
    labels: tuple[str, ...] | None = None,
    note: str | None = None,
    keep: bool | None = None,
) -> Run:
    """Changes what people have written on a run, ended or not; what is None stays.

    Args:
        desk: Where, and for whom.
        run_id: The run.
        labels: What it is labelled with from now on.
        note: What is noted on it from now on.
        keep: Whether retention passes it by.

    Raises:
        NotFoundError: There is no such run for this user.
    """
    run = get_run(desk, run_id)
    unique = None if labels is None else tuple(dict.fromkeys(labels))
    return desk.store.annotate(run.id, labels=unique, note=note, keep=keep)
