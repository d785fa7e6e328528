from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jupyter_mlops.errors import ForbiddenError, NotebookInvalidError
from jupyter_mlops.jobs.model import Run, RunState
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.services.cell_versions import CellVersions
from jupyter_mlops.services.run_cells import read_cells
from tests.jobs.builders import NOON, Project, a_run, notebook


def written(project: Project, document: dict[str, Any], **changes: Any) -> Run:
    """A run at work whose output on disk is this document."""
    output = project.folder / "out.ipynb"
    document["metadata"]["papermill"] = {"start_time": (NOON + timedelta(seconds=1)).isoformat()}
    output.write_text(json.dumps(document))
    at_work: dict[str, Any] = {
        "state": RunState.RUNNING,
        "started_at": NOON,
        "output": str(output),
        **changes,
    }
    return a_run(**at_work)


def stream(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def data(**bundle: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "data": bundle, "metadata": {}}


def test_all_cells_are_given_first_and_then_those_that_changed(project: Project) -> None:
    document = notebook("1", "2", "3", title="x")
    run = written(project, document)
    first = read_cells(project.desk, run)
    assert [part.index for part in first.cells] == [0, 1, 2]
    assert first.cells[1].cell == document["cells"][1]
    assert (first.total, first.metadata["title"]) == (3, "x")

    again = read_cells(project.desk, run, since=first.version)
    assert (again.version, again.total, again.cells) == (first.version, 3, [])

    document["cells"][1]["outputs"] = [stream("done")]
    written(project, document)
    second = read_cells(project.desk, run, since=first.version)
    assert [part.index for part in second.cells] == [1]
    assert second.version != first.version


@pytest.mark.parametrize("since", ["?", "3.", "3.abc", "2.aaaaaaaaaaaaaaaa", "é"])
def test_a_version_of_something_else_gives_all(project: Project, since: str) -> None:
    run = written(project, notebook("1", "2", "3"))
    assert len(read_cells(project.desk, run, since=since).cells) == 3


@given(st.lists(st.sampled_from([b"a", b"b"]), max_size=450), st.data())
def test_every_cell_that_differs_is_found(cells: list[bytes], drawn: st.DataObject) -> None:
    edited = list(cells)
    for index in drawn.draw(st.lists(st.integers(0, max(0, len(cells) - 1)), max_size=3)):
        edited[index : index + 1] = [b"c"] if cells else []
    before, now = CellVersions.of(cells), CellVersions.of(edited)
    differing = {n for n, (old, new) in enumerate(zip(cells, edited, strict=True)) if old != new}
    changed = set(now.changed(before.text))
    assert differing <= changed
    assert changed == differing or len(cells) > 200
    assert list(now.changed(now.text)) == []
    assert len(now.text) < 1700


def test_before_there_is_a_notebook_there_are_no_cells(project: Project) -> None:
    run = a_run(output=str(project.folder / "out.ipynb"), state=RunState.RUNNING, started_at=NOON)
    assert read_cells(project.desk, run).total == 0


def test_what_another_run_has_left_in_that_place_is_not_shown(project: Project) -> None:
    earlier = written(project, notebook("1"), started_at=NOON + timedelta(seconds=2))
    assert read_cells(project.desk, earlier).total == 0
    later = replace(earlier, started_at=NOON, ended_at=NOON)
    assert read_cells(project.desk, later).total == 0
    queued = replace(earlier, started_at=None)
    assert read_cells(project.desk, queued).total == 0
    (project.folder / "out.ipynb").write_text(json.dumps(notebook("1")))
    assert read_cells(project.desk, replace(earlier, started_at=NOON)).total == 0


def test_an_output_that_its_place_refused_is_shown_from_its_refuge(project: Project) -> None:
    run = written(project, notebook("1"))
    refuge = folder_of(project.desk.home, run.id).refuge
    refuge.parent.mkdir(parents=True)
    Path(run.output).rename(refuge)
    assert read_cells(replace(project.desk, root=project.folder), run).total == 1


def test_something_else_in_its_place_is_told(project: Project) -> None:
    run = written(project, notebook("1"))
    Path(run.output).write_text("<<<<<<< HEAD")
    with pytest.raises(NotebookInvalidError, match=r"out\.ipynb"):
        read_cells(project.desk, run)


def test_an_output_outside_of_the_root_is_not_shown(project: Project, tmp_path: Path) -> None:
    run = written(project, notebook("1"))
    desk = replace(project.desk, root=project.folder)
    assert read_cells(desk, run).total == 1
    Path(run.output).rename(tmp_path / "elsewhere.ipynb")
    Path(run.output).symlink_to(tmp_path / "elsewhere.ipynb")
    with pytest.raises(ForbiddenError):
        read_cells(desk, run)


def test_data_beyond_a_megabyte_are_left_out_with_a_word(project: Project) -> None:
    document = notebook("1", "2")
    document["cells"][0]["outputs"] = [
        stream("x" * 1_500_000 + "end"),
        data(**{"image/png": "y" * 1_500_000, "text/plain": "figure"}),
        data(**{"text/plain": "small"}),
        {"output_type": "error", "ename": "E", "evalue": "", "traceback": ["z" * 1_500_000]},
    ]
    large, small = read_cells(project.desk, written(project, document)).cells
    assert (large.shortened, small.shortened) == (True, False)
    text, picture, kept, error = large.cell["outputs"]
    assert text["text"].startswith("[1.5 MB")
    assert text["text"].endswith("xend")
    assert picture["data"] == {"text/plain": "[image/png, text/plain: 1.5 MB, left out here]"}
    assert kept["data"] == {"text/plain": "small"}
    assert error["traceback"] == []


def test_an_answer_has_a_bound(project: Project) -> None:
    document = notebook(*("1" for _ in range(60)))
    for cell in document["cells"]:
        cell["outputs"] = [data(**{"text/plain": "x" * 900_000})]
    answer = read_cells(project.desk, written(project, document))
    assert len(answer.cells) == 60
    assert 20 <= sum(not part.shortened for part in answer.cells) <= 23
