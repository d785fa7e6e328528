from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.jobs.model import RunState
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.settings import current_user
from tests.jobs.builders import a_run
from tests.server.helpers import Api, write_notebook

if TYPE_CHECKING:
    import pytest


async def test_a_run_is_repeated_and_what_differs_is_said(
    api: Api, root: Path, home: Path, store: SqliteRunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jupyter_mlops.services.start_run.set_going", lambda _: None)
    file = write_notebook(root / "train.ipynb", "1", parameters="alpha = 1")
    digest = Home(home).keep_notebook(file.read_bytes())
    run = a_run(
        state=RunState.SUCCEEDED,
        notebook=str(file),
        notebook_hash=digest,
        user=current_user(),
        given={"alpha": 2},
    )
    store.add(run)
    reply = await api("POST", f"/runs/{run.id}/again", body={})
    assert reply.status == 201
    again = reply.body["run"]
    assert (again["path"], again["origin"], again["state"]) == ("train.ipynb", "again", "queued")
    assert again["overrides"] == {"alpha": 2}
    assert reply.body["packages"] == []
    assert len(reply.body["differences"]) == 2
    assert (await api("GET", f"/runs/{again['id']}")).body["again_of"] == run.id


async def test_an_unknown_run_is_not_found(api: Api) -> None:
    unknown = await api("POST", f"/runs/{new_id()}/again", body={})
    assert (unknown.status, unknown.code) == (404, "not_found")
