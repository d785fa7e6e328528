"""The desk at which the command line's user sits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from jupyter_mlops.jobs.home import default_home
from jupyter_mlops.services.desk import Desk, open_store
from jupyter_mlops.settings import current_user


@contextmanager
def open_desk() -> Iterator[Desk]:
    """A desk of the present user, for as long as the block lasts."""
    home = default_home()
    store = open_store(home)
    try:
        yield Desk(home=home, store=store, user=current_user())
    finally:
        store.close()
