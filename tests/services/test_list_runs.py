from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError, InvalidError, NotFoundError
from jupyter_mlops.jobs.model import Run, RunState
from jupyter_mlops.jobs.store import RunFilter
from jupyter_mlops.services.list_runs import (
    attempts_of,
    find_run,
    get_run,
    list_runs,
    matching_runs,
)
from tests.jobs.builders import Project, a_run


def add(project: Project, **changes: object) -> Run:
    run = a_run(**{"state": RunState.SUCCEEDED, **changes})
    project.desk.store.add(run)
    return run


def test_pages_follow_each_other_without_gap_or_double(project: Project) -> None:
    runs = sorted((add(project).id for _ in range(5)), reverse=True)
    first = list_runs(project.desk, limit=2)
    second = list_runs(project.desk, limit=2, cursor=first.next_cursor)
    third = list_runs(project.desk, limit=2, cursor=second.next_cursor)
    assert [run.id for page in (first, second, third) for run in page.runs] == runs
    assert third.next_cursor is None
    assert list_runs(project.desk, limit=5).next_cursor is None


def test_runs_of_others_and_of_elsewhere_are_not_there(project: Project) -> None:
    ours = add(project, notebook="/lab/n.ipynb")
    theirs = add(project, user="bob", notebook="/lab/n.ipynb")
    elsewhere = add(project, notebook="/other/n.ipynb")
    desk = replace(project.desk, root=Path("/lab"))
    assert [run.id for run in list_runs(desk).runs] == [ours.id]
    assert get_run(desk, ours.id) == ours
    said = set()
    for hidden in (theirs.id, elsewhere.id, "0" * 26, "../../etc", ""):
        with pytest.raises(NotFoundError) as caught:
            get_run(desk, hidden)
        said.add(caught.value.message.replace(repr(hidden), "X"))
    assert said == {"there is no run X"}


def test_runs_are_filtered_by_state_and_notebook(project: Project) -> None:
    failed = add(project, state=RunState.FAILED)
    other = add(project, notebook="/lab/other.ipynb")
    assert list_runs(project.desk, RunFilter(state=RunState.FAILED)).runs == [failed]
    assert list_runs(project.desk, RunFilter(notebook=Path(other.notebook))).runs == [other]


def test_what_is_typed_and_what_is_chosen_both_hold(project: Project) -> None:
    lost = add(project, state=RunState.LOST, labels=("nightly",))
    failed = add(project, state=RunState.FAILED, labels=("nightly",), sweep="s")
    add(project, user="bob", labels=("nightly",))
    both = RunFilter(states=(RunState.LOST, RunState.FAILED))

    def found(text: str, only: RunFilter = both) -> set[str]:
        listed = {run.id for run in list_runs(project.desk, only, text=text).runs}
        assert {run.id for run in matching_runs(project.desk, only, text=text)} <= listed
        return listed

    assert found("label:nightly") == {lost.id, failed.id}
    assert found("train lost") == {lost.id}
    assert found("label:nightly", RunFilter(sweep="s")) == {failed.id}
    assert [*matching_runs(project.desk, both, text="queued")] == []
    with pytest.raises(InvalidError, match="colour"):
        found("colour:red")


def test_all_runs_that_match_are_found_however_many(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jupyter_mlops.services.list_runs._RECENT", 2)
    runs = sorted((add(project).id for _ in range(5)), reverse=True)
    assert [run.id for run in matching_runs(project.desk)] == runs


def test_attempts_hold_what_is_known_best_of_the_run(project: Project) -> None:
    first = add(project, state=RunState.FAILED)
    second = add(project, retry_of=first.id, attempt=2)
    newer = replace(second, note="newer")
    assert attempts_of(project.desk, newer) == [first, newer]


def test_a_run_is_found_by_what_a_person_types(project: Project) -> None:
    first = add(project, id="0" * 22 + "aaxy")
    last = add(project, id="1" + "0" * 21 + "bbxy")
    assert find_run(project.desk, "last").id == last.id
    assert find_run(project.desk, "aaxy").id == first.id
    assert find_run(project.desk, first.id).id == first.id
    with pytest.raises(ConflictError, match="'xy'") as caught:
        find_run(project.desk, "xy")
    assert first.id in caught.value.hint
    for nothing in ("", "zz"):
        with pytest.raises(NotFoundError):
            find_run(project.desk, nothing)
