"""A real server with the extension, its store, and a client."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.processes import kill_process, kill_run, this_process
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.server.handlers.base import API
from jupyter_mlops.settings import current_user
from tests.server.helpers import PATIENCE, Api, Reply, make_run


@pytest.fixture
def jp_server_config() -> dict[str, Any]:
    return {"ServerApp": {"jpserver_extensions": {"jupyter_mlops": True}}}


@pytest.fixture
def root(jp_root_dir: Path) -> Path:
    return jp_root_dir.resolve()


@pytest.fixture
def store(home: Path) -> Iterator[SqliteRunStore]:
    """The store that the server uses; whatever runs are still active end with the test."""
    opened = SqliteRunStore(Home(home).database)
    yield opened
    for run in opened.active():
        if run.owner != this_process():
            kill_process(run.owner)
            kill_run(run.id)
    opened.close()


@pytest.fixture
def recorded(store: SqliteRunStore) -> Callable[..., str]:
    """Puts a run that nobody runs on record; its id."""

    def record(notebook: Path, **given: Any) -> str:
        run = make_run(notebook, **{"user": current_user(), **given})
        store.add(run)
        return run.id

    return record


@pytest.fixture
def api(jp_fetch: Any, store: SqliteRunStore) -> Api:  # noqa: ARG001 - which ends what is left
    """Asks the extension's API."""

    async def ask(method: str, path: str, *, body: object = None, **options: Any) -> Reply:
        given = body if isinstance(body, bytes) else json.dumps(body).encode()
        response = await jp_fetch(
            API,
            path,
            method=method,
            body=None if body is None else given,
            allow_nonstandard_methods=True,
            raise_error=False,
            **{"request_timeout": PATIENCE, **options},
        )
        content = json.loads(response.body) if response.body else None
        return Reply(response.code, content, response.headers)

    return ask
