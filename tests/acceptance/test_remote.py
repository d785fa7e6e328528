"""From one clone to another by a remote with a password: nothing but what was chosen, whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.notebooks.staging.model import Choice
from jupyter_mlops.services.changes import find_cells
from jupyter_mlops.services.commit import CommitOrder, commit_staged
from jupyter_mlops.services.file_choice import FileChoice
from jupyter_mlops.services.stage import stage
from tests.git.notebooks import NotebookRepository, dump, isolate, notebook
from tests.services.remotes import PATIENCE, Lab, open_lab

NAME = "train.ipynb"
#: Pulls in a process of its own.
_PULL = """
import sys
from pathlib import Path
from jupyter_mlops.services.operation_model import Wanted
from jupyter_mlops.services.operations import Operations
operations = Operations()
operation = operations.start("lab", Wanted(kind="pull", folder=Path(sys.argv[1])))
while operation.state == "running":
    operation = operations.get("lab", operation.id)
"""


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    isolate(monkeypatch, tmp_path / "home")
    with open_lab(tmp_path) as opened:
        seed = NotebookRepository(tmp_path / "seed")
        nb = notebook("load()", "fit(alpha=1)", "show()")
        for cell in nb["cells"]:
            cell["execution_count"] = None
        seed.write(NAME, dump(nb))
        seed.commit(NAME)
        seed.git("push", "--quiet", str(opened.remote.root / "lab.git"), "main")
        yield opened


def commit(user: NotebookRepository, wanted: str, message: str) -> None:
    """Commits one changed cell."""
    found = find_cells(user.folder, NAME)
    assert found.changes is not None
    cell = next(cell for cell in found.changes.cells if wanted in cell.preview)
    chosen = FileChoice(path=NAME, cells=(Choice(key=cell.key),), version=found.version)
    stage(user.folder, [chosen])
    commit_staged(user.folder, CommitOrder(message=message))


def head(user: NotebookRepository) -> dict[str, Any]:
    nb: dict[str, Any] = json.loads(user.git("show", f"HEAD:{NAME}"))
    return nb


def sources(nb: dict[str, Any]) -> list[str]:
    return ["".join(cell["source"]) for cell in nb["cells"]]


def test_one_of_three_changed_cells_gets_from_one_clone_to_the_other(lab: Lab) -> None:
    one, two = (lab.clone(name, set_up=True) for name in ("one", "two"))
    before = head(one)
    working = one.save(NAME, "load(2)", "fit(alpha=2)", "show(2)", outputs="of one\n").read_bytes()
    two.save(NAME, "load()", "fit(alpha=1)", "show()", outputs="of two\n")

    commit(one, "alpha=2", "Try another alpha")
    assert lab.done("push", one.folder).message == "Pushed 1 commit to origin/main"
    assert lab.done("pull", two.folder).message == "Pulled 1 commit from origin"

    before["cells"][1]["source"] = "fit(alpha=2)"
    assert head(one) == head(two) == before
    assert (one.folder / NAME).read_bytes() == working
    pulled = json.loads((two.folder / NAME).read_text())
    assert sources(pulled) == ["load()", "fit(alpha=2)", "show()"]
    assert [bool(cell["outputs"]) for cell in pulled["cells"]] == [True, True, True]
    assert two.git("diff", "--no-ext-diff", "HEAD") == ""


def test_who_was_slower_pulls_merges_and_pushes(lab: Lab) -> None:
    one, two = (lab.clone(name, set_up=True) for name in ("one", "two"))
    one.save(NAME, "load(2)", "fit(alpha=1)", "show()")
    commit(one, "load(2)", "Load more")
    lab.done("push", one.folder)
    two.save(NAME, "load()", "fit(alpha=1)", "show(3)")
    commit(two, "show(3)", "Show more")

    rejected = lab.run("push", two.folder)
    assert rejected.error is not None
    assert rejected.error.code == "push_rejected"
    assert lab.done("pull", two.folder).conflicts == ()
    lab.done("push", two.folder)
    lab.done("pull", one.folder)

    for user in (one, two):
        assert sources(head(user)) == ["load(2)", "fit(alpha=1)", "show(3)"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_server_that_is_killed_while_it_pulls_leaves_all_as_it_was(lab: Lab) -> None:
    one, two = (lab.clone(name) for name in ("one", "two"))
    (one.folder / "data.bin").write_bytes(os.urandom(200_000))
    one.commit("data.bin")
    lab.done("push", one.folder)
    two.git("remote", "set-url", "origin", lab.remote.url(user="ada", password="correct%20horse"))  # noqa: S106 - nobody's
    working = two.save(NAME, "mine", outputs="mine\n").read_bytes()
    lab.remote.delay, seen = 30.0, len(lab.remote.seen)
    server = subprocess.Popen([sys.executable, "-c", _PULL, str(two.folder)])
    deadline = time.monotonic() + PATIENCE
    while not any("git-upload-pack 200" in each for each in lab.remote.seen[seen:]):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    server.send_signal(signal.SIGKILL)
    server.wait()
    lab.remote.delay = 0.0

    assert (two.folder / NAME).read_bytes() == working
    assert two.git("fsck", "--no-dangling") == ""
    lab.done("pull", two.folder)
    assert (two.folder / "data.bin").read_bytes() == (one.folder / "data.bin").read_bytes()
    assert (two.folder / NAME).read_bytes() == working
