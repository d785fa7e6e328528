"""No sequence of actions loses what git or the restore list does not hold."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.git.discarded import list_discarded
from jupyter_mlops.notebooks.staging.model import NOTEBOOK as FRAME
from jupyter_mlops.notebooks.staging.model import Choice, Part
from jupyter_mlops.services.changes import find_cells, find_hunks
from jupyter_mlops.services.commit import CommitOrder, commit_staged
from jupyter_mlops.services.discard import discard
from jupyter_mlops.services.file_choice import FileChoice
from jupyter_mlops.services.restore import restore
from jupyter_mlops.services.stage import stage
from jupyter_mlops.services.switch import Changes, Wish, switch_branch
from jupyter_mlops.services.unstage import unstage
from tests.acceptance.desk_of_changes import NAMES, NEW, NOTEBOOK, TEXT, Desk
from tests.git.notebooks import isolate, notebook

if TYPE_CHECKING:
    import pytest

places = st.integers(0, 11)
#: Which of the changes that there are.
some = st.sets(st.integers(0, 5), min_size=1, max_size=4)
parts: st.SearchStrategy[Part] = st.sampled_from(["all", "source", "outputs"])
names = st.sampled_from(NAMES)
ways: st.SearchStrategy[Changes] = st.sampled_from(["stop", "merge", "set-aside"])


class Work(RuleBasedStateMachine):
    """Edits, as anybody makes them, and every action of the panel."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp(prefix="nothing-is-lost-"))
        self.desk = Desk(self._folder / "repository")
        self.root = self.desk.folder.resolve()

    def teardown(self) -> None:
        shutil.rmtree(self._folder)

    def act(self, action: Callable[[], object]) -> None:
        """Does something that may be refused, but may lose nothing either way."""
        before = self.desk.at_stake()
        with suppress(MlopsError):
            action()
        lost = before - self.desk.held()
        assert not lost

    @rule(place=places)
    def edit_cell(self, place: int) -> None:
        nb = self.desk.notebook()
        if nb["cells"]:
            nb["cells"][place % len(nb["cells"])]["source"] = self.desk.token()
        self.desk.put_notebook(nb)

    @rule(place=places)
    def run_cell(self, place: int) -> None:
        nb = self.desk.notebook()
        if nb["cells"]:
            cell = nb["cells"][place % len(nb["cells"])]
            cell["outputs"] = notebook("", outputs=self.desk.token())["cells"][0]["outputs"]
        self.desk.put_notebook(nb)

    @rule(place=places)
    def add_cell(self, place: int) -> None:
        nb = self.desk.notebook()
        (cell,) = notebook(self.desk.token(), outputs=self.desk.token())["cells"]
        nb["cells"].insert(place % (len(nb["cells"]) + 1), {**cell, "id": self.desk.token()})
        self.desk.put_notebook(nb)

    @rule(place=places)
    def move_or_delete_cell(self, place: int) -> None:
        nb = self.desk.notebook()
        if nb["cells"]:
            cell = nb["cells"].pop(place % len(nb["cells"]))
            if place % 2:
                nb["cells"].append(cell)
        self.desk.put_notebook(nb)

    @rule(place=places, count=st.integers(0, 2))
    def edit_lines(self, place: int, count: int) -> None:
        lines = self.desk.lines()
        lines[place : place + 1] = [self.desk.token() for _ in range(count)]
        self.desk.put_lines(lines)

    @rule(name=names, gone=st.booleans())
    def write_or_delete_file(self, name: str, *, gone: bool) -> None:
        if gone:
            (self.root / name).unlink(missing_ok=True)
        elif name == NEW:
            self.desk.write(NEW, self.desk.token())

    @rule(chosen=some, part=parts, code_only=st.booleans())
    def stage_cells(self, chosen: set[int], part: Part, *, code_only: bool) -> None:
        self.act(lambda: stage(self.root, [self._cells(chosen, part)], code_only=code_only))

    @rule(chosen=some, part=parts)
    def unstage_cells(self, chosen: set[int], part: Part) -> None:
        self.act(lambda: unstage(self.root, [self._cells(chosen, part)]))

    @rule(chosen=some, part=parts)
    def discard_cells(self, chosen: set[int], part: Part) -> None:
        self.act(lambda: discard(self.root, [self._cells(chosen, part)]))

    @rule(chosen=some)
    def stage_hunks(self, chosen: set[int]) -> None:
        self.act(lambda: stage(self.root, [self._hunks(chosen)]))

    @rule(chosen=some)
    def unstage_hunks(self, chosen: set[int]) -> None:
        self.act(lambda: unstage(self.root, [self._hunks(chosen)]))

    @rule(chosen=some)
    def discard_hunks(self, chosen: set[int]) -> None:
        self.act(lambda: discard(self.root, [self._hunks(chosen)]))

    @rule(name=names, code_only=st.booleans())
    def stage_file(self, name: str, *, code_only: bool) -> None:
        self.act(lambda: stage(self.root, [FileChoice(path=name)], code_only=code_only))

    @rule(name=names)
    def unstage_file(self, name: str) -> None:
        self.act(lambda: unstage(self.root, [FileChoice(path=name)]))

    @rule(name=names)
    def discard_file(self, name: str) -> None:
        self.act(lambda: discard(self.root, [FileChoice(path=name)]))

    @rule(place=places)
    def restore_something(self, place: int) -> None:
        if listed := list_discarded(self.root):
            self.act(lambda: restore(self.root, listed[place % len(listed)].id))

    @rule(amend=st.booleans())
    def commit(self, *, amend: bool) -> None:
        order = CommitOrder(message=self.desk.token(), amend=amend)
        self.act(lambda: commit_staged(self.root, order))

    @rule(branch=st.sampled_from(["main", "topic"]), changes=ways)
    def switch(self, branch: str, changes: Changes) -> None:
        self.act(lambda: switch_branch(self.root, Wish(branch=branch, changes=changes)))

    def _cells(self, chosen: set[int], part: Part) -> FileChoice:
        found = find_cells(self.root, NOTEBOOK)
        keys = [] if found.changes is None else [each.key for each in found.changes.cells]
        if found.changes is not None and found.changes.notebook:
            keys.append(FRAME)
        picked = {keys[place % len(keys)] for place in chosen} if keys else {"nothing"}
        choices = tuple(Choice(key=key, part=part) for key in sorted(picked))
        return FileChoice(path=NOTEBOOK, cells=choices, version=found.version)

    def _hunks(self, chosen: set[int]) -> FileChoice:
        found = find_hunks(self.root, TEXT)
        keys = [each.key for each in found.hunks]
        picked = {keys[place % len(keys)] for place in chosen} if keys else {"nothing"}
        return FileChoice(path=TEXT, hunks=tuple(sorted(picked)), version=found.version)


def test_whatever_is_done_nothing_is_lost(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path / "home")
    run_state_machine_as_test(
        Work,
        settings=settings(
            max_examples=6,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
