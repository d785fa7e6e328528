"""Whatever stands in a worktree and comes from a remote: a pull loses none of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_mlops.git.drivers import Part, attributes, find_program, values
from jupyter_mlops.services.operation_model import Operation, Wanted
from jupyter_mlops.services.operations import Operations
from tests.acceptance.desk_of_changes import NEW, TEXT, Desk
from tests.git.notebooks import isolate

Edit = Callable[[Desk], None]


def edit_cell(desk: Desk) -> None:
    nb = desk.notebook()
    nb["cells"][1]["source"] = desk.token()
    desk.put_notebook(nb)


def run_cells(desk: Desk) -> None:
    nb = desk.notebook()
    for cell in nb["cells"]:
        cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": desk.token()}]
    desk.put_notebook(nb)


def edit_first_line(desk: Desk) -> None:
    desk.put_lines([desk.token(), *desk.lines()[1:]])


def edit_last_line(desk: Desk) -> None:
    desk.put_lines([*desk.lines()[:-1], desk.token()])


def remove_text(desk: Desk) -> None:
    (desk.folder / TEXT).unlink(missing_ok=True)


def write_new(desk: Desk) -> None:
    desk.write(NEW, desk.token())


EDITS = st.lists(
    st.sampled_from(
        [edit_cell, run_cells, edit_first_line, edit_last_line, remove_text, write_new]
    ),
    max_size=3,
    unique=True,
)


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path / "home")


@settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    theirs=EDITS,
    ours=EDITS,
    left=EDITS,
    staged=st.booleans(),
    ignored=st.booleans(),
    set_up=st.booleans(),
)
def test_everything_is_held_after_a_pull(  # noqa: PLR0913 - each is a choice of its own
    theirs: Sequence[Edit],
    ours: Sequence[Edit],
    left: Sequence[Edit],
    *,
    staged: bool,
    ignored: bool,
    set_up: bool,
) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder, "desk"))
        if set_up:
            tell_git(desk)
        if ignored:
            desk.write(".git/info/exclude", f"{NEW}\n")
        change_remote(desk, Path(folder), theirs)
        change(desk, ours)
        for edit in left:
            edit(desk)
        if staged:
            desk.git("add", "--all")
        before = desk.at_stake()
        operation = pull(desk)

        assert operation.error is None or operation.error.hint
        assert before <= desk.held()


def tell_git(desk: Desk) -> None:
    parts: tuple[Part, ...] = ("filter", "merge")
    for key, value in values(find_program(), parts).items():
        desk.git("config", key, value)
    desk.write(".git/info/attributes", "\n".join(attributes(parts)) + "\n")


def change_remote(desk: Desk, folder: Path, edits: Sequence[Edit]) -> None:
    """Has the branch follow one of a remote that has other commits."""
    remote = folder / "remote.git"
    desk.git("init", "--quiet", "--bare", str(remote))
    desk.git("remote", "add", "origin", str(remote))
    desk.git("push", "--quiet", "--set-upstream", "origin", "main")
    change(desk, edits)
    desk.git("push", "--quiet", "origin", "main")
    desk.git("reset", "--quiet", "--hard", "HEAD~1")


def change(desk: Desk, edits: Sequence[Edit]) -> None:
    for edit in edits:
        edit(desk)
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--allow-empty", "-m", "Change")


def pull(desk: Desk) -> Operation:
    operations = Operations()
    operation = operations.start("lab", Wanted(kind="pull", folder=desk.folder))
    while operation.state == "running":
        time.sleep(0.01)
        operation = operations.get("lab", operation.id)
    operations.close()
    assert "a bug" not in str(operation.error and operation.error.hint)
    return operation
