"""What was deleted on one side of a sync is asked about, or follows from what is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.modules.model import Answer
from tests.services.module_projects import FIT
from tests.services.sync_desk import NOTEBOOK, G, SyncDesk, key


@pytest.fixture
def desk(tmp_path: Path) -> SyncDesk:
    return SyncDesk(tmp_path / "lab")


def test_a_deleted_function_is_asked_about(desk: SyncDesk) -> None:
    desk.exported(f"{FIT}\n\n\n{G}\n\nX = 1")
    desk.export()
    desk.edit(f"\n\n{G}\n", "")
    desk.edit("X = 1", "X = 2")

    done = desk.sync()

    question = done.questions[0]
    assert (question.key, question.names) == (key(0), ("g",))
    assert (question.deleted_in, question.edited) == ("module", False)
    assert desk.sources() == [f"{FIT}\n\n\n{G}\n\nX = 2"]
    assert done.exported.held_back == ("train",)
    assert "def g" not in desk.text()
    assert desk.state() == "asks"
    assert len(desk.sync().questions) == 1


def test_answers_about_a_deleted_function(tmp_path: Path) -> None:
    expected: dict[Answer, list[str]] = {
        "delete": [f"{FIT}\n\nX = 1"],
        "unmark": [f"{FIT}\n\nX = 1", G],
        "keep": [f"{FIT}\n\n{G}\n\nX = 1"],
    }
    for answer, sources in expected.items():
        for asked in (False, True):
            each = SyncDesk(tmp_path / f"{answer}{asked}")
            each.exported(f"{FIT}\n\n{G}\n\nX = 1")
            each.export()
            each.edit(f"\n\n{G}\n", "")
            if asked:
                each.sync()
            each.answer(0, answer)
            assert each.sources() == sources, (answer, asked)
            assert ("def g" in each.text()) == (answer == "keep")
            assert each.state() == "in_step"


def test_answers_about_a_deleted_section(tmp_path: Path) -> None:
    expected: dict[Answer, list[str]] = {
        "delete": [FIT],
        "unmark": [FIT, G],
        "keep": [FIT, G],
    }
    for answer, sources in expected.items():
        for asked in (False, True):
            each = SyncDesk(tmp_path / f"{answer}{asked}")
            each.exported(FIT, G)
            each.export()
            each.edit(f"# %% train.ipynb#cell-1\n{G}\n", "")
            assert each.state() == "asks"
            if asked:
                assert each.sync().questions[0].names == ("g",)
                assert each.sources() == [FIT, G]
            each.answer(1, answer)
            assert each.sources() == sources
            assert ("def g" in each.text()) == (answer == "keep")
            assert each.state() == "in_step"


def test_an_emptied_section_is_asked_about(desk: SyncDesk) -> None:
    desk.exported(FIT, "A = 1\nB = 2")
    desk.export()
    desk.edit("A = 1\nB = 2\n", "")

    done = desk.sync()

    assert [question.key for question in done.questions] == [key(1)]
    assert desk.sources() == [FIT, "A = 1\nB = 2"]
    desk.answer(1, "keep")
    assert "A = 1\nB = 2" in desk.text()
    assert desk.state() == "in_step"


def test_a_cell_deleted_while_the_module_edited_it_is_asked_about(tmp_path: Path) -> None:
    edited = G.replace("1", "2")
    expected: dict[Answer, list[str]] = {"delete": [FIT], "keep": [FIT, edited]}
    for answer, sources in expected.items():
        for asked in (False, True):
            each = SyncDesk(tmp_path / f"{answer}{asked}")
            each.exported(FIT, G)
            each.export()
            each.edit("return 1", "return 2")
            each.drop(1)
            assert each.state() == "asks"
            if asked:
                question = each.sync().questions[0]
                assert (question.deleted_in, question.answers) == ("notebook", ("delete", "keep"))
            each.answer(1, answer)
            assert each.sources() == sources
            assert ("def g" in each.text()) == (answer == "keep")
            assert each.state() == "in_step"
            if answer == "keep":
                assert each.cells()[1]["id"] == "cell-1"


def test_a_cell_deleted_in_the_notebook_alone_goes_without_a_word(desk: SyncDesk) -> None:
    desk.exported(FIT, G)
    desk.export()
    desk.drop(1)
    desk.edit("sum(values)", "max(values)")

    done = desk.sync()

    assert done.questions == ()
    assert desk.sources() == [FIT.replace("sum", "max")]
    assert "def g" not in desk.text()


def test_renaming_is_no_deletion(desk: SyncDesk) -> None:
    desk.exported(FIT, G)
    desk.export()
    desk.edit("def g", "def h")
    desk.edit('"g"', '"h"')

    done = desk.sync()

    assert done.questions == ()
    assert desk.sources() == [FIT, G.replace("def g", "def h")]
    assert desk.state() == "in_step"


def test_a_marker_that_was_deleted_deletes_no_cell(desk: SyncDesk) -> None:
    desk.exported(FIT, G)
    desk.export()
    desk.edit("# %% train.ipynb#cell-1\n", "")
    desk.edit("return 1", "return 2")

    done = desk.sync()

    assert done.questions == ()
    assert desk.sources() == [FIT, G.replace("1", "2")]
    assert desk.state() == "in_step"


def test_a_function_that_moved_to_another_section_is_not_asked_about(desk: SyncDesk) -> None:
    desk.exported(f"{FIT}\n\n\n{G}", "A = 1", "def h():\n    return 3")
    desk.export()
    desk.edit(f"\n\n{G}\n", "")
    desk.edit("A = 1\n", f"A = 1\n\n\n{G}\n")
    desk.edit("# %% train.ipynb#cell-2\ndef h():\n    return 3\n", "")
    desk.edit("A = 1\n", "A = 1\n\n\ndef h():\n    return 3\n")

    done = desk.sync()

    assert done.questions == ()
    assert sorted(desk.sources()) == sorted([FIT, "A = 1", "def h():\n    return 3", G])
    assert desk.state() == "in_step"


def test_a_cell_that_is_no_longer_marked_is_brought_back_with_its_imports(tmp_path: Path) -> None:
    source = "import os\ndef g( ):\n  return os.sep, 1"
    for edited in (False, True):
        desk = SyncDesk(tmp_path / str(edited))
        desk.exported(FIT, source)
        desk.export()
        desk.edit("os.sep, 1", "os.sep, 2")
        cell = source.replace("1", "5") if edited else source
        desk.notebook(NOTEBOOK, (FIT, "export"), cell)
        assert desk.state() == "asks"

        desk.answer(1, "keep")

        back = "def g():\n    return os.sep, 2"
        kept = "import os\n" + back
        assert desk.sources() == ([FIT, cell, kept] if edited else [FIT, kept])
        assert desk.cells()[-1]["metadata"] == {"tags": ["export"]}
        assert desk.state() == "in_step"


def test_a_cell_that_is_brought_back_has_the_imports_that_it_needs(desk: SyncDesk) -> None:
    desk.exported(FIT, "import os\nimport numpy as np\nimport re\ndef g():\n    return np, os.sep")
    desk.export()
    desk.edit("return np, os.sep", "return np, os.altsep")
    desk.drop(1)

    desk.answer(1, "keep")

    back = "import numpy as np\nimport os\ndef g():\n    return np, os.altsep"
    assert sorted(desk.sources()[1].split("\n")) == sorted(back.split("\n"))
    assert "import os" in desk.text()
    assert "import re" not in desk.text()
