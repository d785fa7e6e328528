"""Remarks of a forge's checks are found at cells."""

from __future__ import annotations

from jupyter_mlops.forges.model import Annotation
from jupyter_mlops.notebooks.lines import CellLine
from jupyter_mlops.services.ci_annotations import place_annotations, read_annotations
from jupyter_mlops.services.ci_desk import CiDesk
from tests.git.notebooks import dump, notebook
from tests.services.forges import ForgeRepository


def line_of(forge: ForgeRepository, words: str, name: str = "train.ipynb") -> int:
    """The line of the committed file that has some words."""
    lines = forge.git("show", f"HEAD:{name}").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_a_remark_on_a_notebooks_line_is_one_on_its_cell(
    forge: ForgeRepository, ci: CiDesk
) -> None:
    remark = {"path": "train.ipynb", "start_line": line_of(forge, "show()")}
    said = {"annotation_level": "warning", "title": "lint: F821", "message": "undefined show"}
    forge.world.checks.clear()
    forge.world.runs.clear()
    forge.world.add_check("ruff", "completed", "failure", annotations=[remark | said])
    [placed] = read_annotations(ci, forge.folder)
    assert placed.place == CellLine(cell="cell-1", index=1, line=1)
    assert (placed.annotation.level, placed.annotation.source) == ("warning", "ruff")


def test_lines_are_those_of_the_commit_whatever_has_happened_since(forge: ForgeRepository) -> None:
    made = notebook("first()", "second()\nthird()")
    made["cells"][1]["source"] = ["second()\n", "third()"]
    forge.write("train.ipynb", dump(made))
    sha = forge.commit("train.ipynb")
    at = line_of(forge, "third()")
    forge.save("train.ipynb", "moved()", "and()", "edited()")
    forge.commit("train.ipynb")
    remark = Annotation(path="train.ipynb", line=at, level="error", message="no")
    [placed] = place_annotations(forge.folder, sha, [remark])
    assert placed.place == CellLine(cell="cell-1", index=1, line=2)


def test_what_is_no_notebook_of_the_commit_keeps_its_line(forge: ForgeRepository) -> None:
    forge.write("broken.ipynb", "{")
    forge.write("code.py", "x = 1\n")
    sha = forge.commit("broken.ipynb", "code.py")
    paths = ("code.py", "broken.ipynb", "gone.ipynb", "a\nb.ipynb", "../outside.ipynb")
    remarks = [Annotation(path=path, line=1, level="note", message="no") for path in paths]
    placed = place_annotations(forge.folder, sha, remarks)
    assert [each.place for each in placed] == [None] * len(paths)
    assert [each.annotation for each in placed] == remarks
