"""Edits of modules brought into notebooks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.errors import ForbiddenError, NotFoundError, StaleError
from jupyter_mlops.modules.sync.apply import apply_edits
from jupyter_mlops.modules.sync.model import Side
from tests.services.module_projects import FIT
from tests.services.sync_desk import NOTEBOOK, G, SyncDesk


@pytest.fixture
def desk(tmp_path: Path) -> SyncDesk:
    return SyncDesk(tmp_path / "lab")


def test_an_edit_goes_into_its_cell(desk: SyncDesk) -> None:
    desk.exported(FIT, G)
    desk.export()
    desk.edit("sum(values)", "sum(values) / 2")
    assert desk.state() == "module_ahead"

    done = desk.sync()

    assert desk.sources() == [FIT.replace("sum(values)", "sum(values) / 2"), G]
    assert (done.notebooks, done.edited, done.added, done.removed) == ((NOTEBOOK,), 1, 0, 0)
    assert done.exported.written == ("train",)
    assert desk.state() == "in_step"
    assert desk.sync().notebooks == ()


def test_statements_that_were_not_touched_keep_the_notebooks_own_text(desk: SyncDesk) -> None:
    source = (
        "#| export\n%matplotlib inline\nA=  1  # one\ndef f( x ):\n  return x\n\n\nB = [1,\n 2]"
    )
    desk.notebook(NOTEBOOK, source)
    desk.export()
    desk.edit("A = 1  # one", "A = 3  # three")

    desk.sync()

    assert desk.sources() == [source.replace("A=  1  # one", "A = 3  # three")]
    assert desk.state() == "in_step"


def test_outputs_and_other_cells_keep_their_bytes(desk: SyncDesk) -> None:
    file = desk.exported(FIT, G)
    document = json.loads(file.read_bytes())
    document["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["é"]}]
    document["cells"][1]["metadata"]["own"] = {"b": 1.50, "a": None}
    before = json.dumps(document, indent=3)
    file.write_text(before)
    desk.export()
    desk.edit("return 1", "return 2")

    desk.sync()

    assert file.read_text() == before.replace("return 1", "return 2")


def test_a_magic_within_an_edited_function_survives(desk: SyncDesk) -> None:
    source = "#| export\ndef f():\n    x = 1\n    y = 2\n    !ls\n    return x"
    desk.notebook(NOTEBOOK, source)
    desk.export()
    desk.edit("x = 1", "x = 5")

    desk.sync()

    assert desk.sources() == [source.replace("x = 1", "x = 5")]


def test_an_await_that_was_not_touched_survives(desk: SyncDesk) -> None:
    source = "#| export\nasync def f():\n    return 1\n\nX = await f()\nY = 2"
    desk.notebook(NOTEBOOK, source)
    desk.export()
    desk.edit("Y = 2", "Y = 3")

    desk.sync()

    assert desk.sources() == [source.replace("Y = 2", "Y = 3")]
    assert desk.state() == "in_step"


def test_a_new_function_becomes_a_cell_below(desk: SyncDesk) -> None:
    desk.notebook(NOTEBOOK, f"#| export\n{FIT}", "fit([1])", (G, "export"))
    desk.export()
    desk.edit("sum(values)\n", "sum(values)\n\n\n# Twice.\ndef twice(x):\n    return 2 * x\n")
    desk.module().write_text(desk.text() + "\n\nclass New:\n    pass\n")

    done = desk.sync()

    twice, new = "# Twice.\ndef twice(x):\n    return 2 * x", "class New:\n    pass"
    assert desk.sources() == [
        *(f"#| export\n{FIT}", f"#| export\n{twice}", "fit([1])"),
        *(G, new),
    ]
    assert desk.cells()[4]["metadata"] == {"tags": ["export"]}
    assert done.added == 2
    assert desk.state() == "in_step"
    assert all(f'"{name}"' in desk.text() for name in ("New", "fit", "g", "twice"))


def test_what_stands_below_a_bare_marker_becomes_a_cell(desk: SyncDesk) -> None:
    desk.exported(FIT)
    desk.export()
    desk.module().write_text(desk.text() + "\n\n# %%\nX = 1\n\n\n# %% More\nY = 2\n")

    desk.sync()

    assert desk.sources() == [FIT, "X = 1", "# More\nY = 2"]
    assert desk.state() == "in_step"


def test_imports_come_and_go_in_cells(desk: SyncDesk) -> None:
    desk.exported("import os\nimport sys, re\nX = os.sep", "import json\nY = json")
    desk.export()
    desk.edit("import re\n", "import math\n")
    desk.edit("import json\n", "from collections import Counter, deque\n")
    desk.edit("Y = json", "Y = Counter")

    desk.sync()

    first = "import os\nimport sys\nimport math\nfrom collections import Counter, deque\nX = os.sep"
    assert desk.sources() == [first, "Y = Counter"]
    assert desk.state() == "in_step"


def test_an_import_into_a_module_without_imports_gets_a_cell(desk: SyncDesk) -> None:
    desk.exported(FIT)
    desk.export()
    desk.edit("__all__", "from .data import load\n\n__all__")

    desk.sync()

    assert desk.sources() == ["from lab.data import load", FIT]
    assert "from .data import load" in desk.text()


def test_a_docstring_goes_to_its_cell(desk: SyncDesk) -> None:
    desk.exported('"""Old."""\nimport os\nX = os', G)
    desk.export()
    desk.edit('"""Old."""', '"""New."""')

    desk.sync()

    assert desk.sources()[0] == '"""New."""\nimport os\nX = os'
    assert desk.state() == "in_step"


def test_edits_on_both_sides_that_go_together_are_merged(desk: SyncDesk) -> None:
    source = "def f():\n    a = 1\n    b = 2\n    c = 3\n    return a"
    desk.exported(source, G)
    desk.export()
    desk.edit("a = 1", "a = 10")
    desk.rewrite(0, source.replace("c = 3", "c = 30"))
    assert desk.state() == "both_ahead"

    desk.sync()

    merged = source.replace("a = 1", "a = 10").replace("c = 3", "c = 30")
    assert desk.sources() == [merged, G]
    assert merged in desk.text()
    assert desk.state() == "in_step"


def test_a_conflict_gets_markers_and_the_module_stays(desk: SyncDesk) -> None:
    desk.exported("A = 1", G)
    desk.export()
    desk.edit("A = 1", "A = 2")
    desk.edit("return 1", "return 5")
    desk.rewrite(0, "A = 3")
    assert desk.state() == "conflict"

    done = desk.sync()

    marked = [
        *("<<<<<<< notebook", "A = 3", "||||||| last export", "A = 1", "=======", "A = 2"),
        ">>>>>>> module",
    ]
    assert desk.sources() == ["\n".join(marked), G.replace("1", "5")]
    assert done.conflicts == 1
    assert done.exported.held_back == ("train",)
    assert "A = 2" in desk.text()
    assert desk.state() == "conflict"
    assert desk.sync().conflicts == 0
    desk.rewrite(0, "A = 4")
    assert desk.state() == "notebook_ahead"
    desk.export()
    assert desk.state() == "in_step"
    assert "A = 4" in desk.text()


@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize(("side", "value"), [("notebook", "3"), ("module", "2")])
def test_a_conflict_is_settled_for_a_side(
    desk: SyncDesk, side: Side, value: str, *, marked: bool
) -> None:
    desk.exported("A = 1\nB = 1", G)
    desk.export()
    desk.edit("A = 1", "A = 2")
    desk.rewrite(0, "A = 3\nB = 1")
    if marked:
        desk.sync()

    desk.take(0, side)

    assert desk.sources() == [f"A = {value}\nB = 1", G]
    assert f"A = {value}\n" in desk.text()
    assert desk.state() == "in_step"


def test_what_is_edited_below_markers_waits(desk: SyncDesk) -> None:
    desk.exported("A = 1", G)
    desk.export()
    desk.edit("A = 1", "A = 2")
    desk.rewrite(0, "A = 3")
    desk.sync()
    desk.edit("A = 2", "A = 5")
    desk.sync()
    assert desk.state() == "conflict"

    desk.rewrite(0, "A = 2")

    assert desk.state() == "module_ahead"
    desk.sync()
    assert desk.sources()[0] == "A = 5"
    assert desk.state() == "in_step"


def test_a_read_only_notebook_is_left_alone(desk: SyncDesk) -> None:
    file = desk.exported(FIT, G)
    desk.export()
    desk.edit("return 1", "return 2")
    file.chmod(0o444)

    with pytest.raises(ForbiddenError, match=r"train\.ipynb is read-only"):
        desk.sync()

    assert desk.sources() == [FIT, G]
    assert desk.state() == "module_ahead"


def test_a_notebook_that_is_saved_meanwhile_stops_a_sync(
    desk: SyncDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.exported(FIT, G)
    desk.export()
    desk.edit("return 1", "return 2")

    def apply(*arguments: Any) -> Any:
        desk.rewrite(0, FIT.replace("sum", "max"))
        return apply_edits(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr("jupyter_mlops.services.sync_module.apply_edits", apply)
        with pytest.raises(StaleError, match="saved meanwhile"):
            desk.sync()

    assert desk.sources() == [FIT.replace("sum", "max"), G]
    assert "return 2" in desk.text()
    desk.sync()
    assert desk.sources() == [FIT.replace("sum", "max"), G.replace("1", "2")]


def test_a_conflict_of_git_in_the_module_is_said(desk: SyncDesk) -> None:
    desk.exported(FIT, G)
    desk.export()
    desk.edit("    return 1", "<<<<<<< HEAD\n    return 2\n=======\n    return 3\n>>>>>>> x")

    [finding] = desk.sync().findings

    assert (finding.code, finding.module) == ("conflict_markers", "train")
    assert desk.text().split("\n")[finding.line - 1] == "<<<<<<< HEAD"
    assert desk.sources() == [FIT, G]


def test_sections_in_another_order_reorder_cells(desk: SyncDesk) -> None:
    desk.notebook(NOTEBOOK, ("A = 1", "export"), "A", ("B = 2", "export"), ("C = 3", "export"))
    desk.export()
    one, two = "# %% train.ipynb#cell-0\nA = 1\n", "# %% train.ipynb#cell-3\nC = 3\n"
    desk.edit(one, "@")
    desk.edit(two, one)
    desk.edit("@", two)

    desk.sync()

    assert desk.sources() == ["C = 3", "A", "B = 2", "A = 1"]
    assert desk.state() == "in_step"


def test_a_section_moved_to_another_notebooks_is_refused(desk: SyncDesk) -> None:
    desk.notebook("a.ipynb", ("A = 1", "export:both"))
    desk.notebook("b.ipynb", ("B = 2", "export:both"))
    desk.export()
    one, two = "# %% a.ipynb#cell-0\nA = 1\n", "# %% b.ipynb#cell-0\nB = 2\n"
    desk.edit(one, "@", "both")
    desk.edit(two, one, "both")
    desk.edit("@", two, "both")
    before = desk.text("both")

    done = desk.sync()

    assert [finding.code for finding in done.findings] == ["generated_part"]
    assert desk.text("both") == before
    assert done.exported.held_back == ("both",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('__all__ = ["fit"]', '__all__ = ["fit", "other"]'),
        ('__all__ = ["fit"]\n', ""),
        ('__all__ = ["fit"]', "__all__ = []"),
        ("# Exported from", "# Made from"),
        ("def fit(", "def fit(("),
    ],
)
def test_what_no_cell_can_take_is_refused_and_stays(desk: SyncDesk, old: str, new: str) -> None:
    desk.exported(FIT)
    desk.export()
    desk.edit(old, new)
    desk.edit("sum(values)", "max(values)")
    before = desk.text()

    done = desk.sync()

    assert [finding.severity for finding in done.findings] == ["error"]
    assert done.findings[0].hint
    assert desk.sources() == [FIT]
    assert desk.text() == before
    assert done.exported.held_back == ("train",)


def test_a_cell_in_two_modules_gets_the_edits_of_both(desk: SyncDesk) -> None:
    source = "#| export one two\ndef f():\n    a = 1\n    b = 2\n    c = 3\n    return a"
    desk.notebook(NOTEBOOK, source)
    desk.export()
    desk.edit("a = 1", "a = 10", "one")
    desk.edit("c = 3", "c = 30", "two")

    desk.sync()

    assert desk.sources() == [source.replace("a = 1", "a = 10").replace("c = 3", "c = 30")]
    assert desk.states() == {"one": "in_step", "two": "in_step"}
    assert "a = 10" in desk.text("two")


def test_a_cell_that_is_no_python_keeps_its_module_and_nothing_is_lost(desk: SyncDesk) -> None:
    desk.exported(FIT, G)
    desk.export()
    desk.rewrite(0, "def fit(:")
    desk.edit("sum(values)", "max(values)")
    desk.edit("return 1", "return 2")

    desk.sync()

    assert desk.sources() == ["def fit(:", G.replace("1", "2")]
    assert desk.state() == "blocked"
    desk.rewrite(0, FIT)
    assert desk.state() == "module_ahead"
    desk.sync()
    assert desk.sources()[0] == FIT.replace("sum", "max")
    assert desk.state() == "in_step"


def test_a_module_without_cells_gives_its_edits_back(desk: SyncDesk) -> None:
    desk.exported(FIT, G)
    desk.notebook("other.ipynb", ("X = 1", "export"))
    desk.export()
    desk.edit("return 1", "return 2")
    desk.drop(1)
    desk.drop(0)

    done = desk.sync()

    assert [question.names for question in done.questions] == [("g",)]
    assert desk.module().exists()
    desk.answer(1, "keep")
    assert desk.sources() == ["#| export train\n" + G.replace("1", "2")]
    assert desk.state() == "in_step"


def test_line_ends_of_windows_are_no_edit_and_stay(desk: SyncDesk) -> None:
    desk.exported(FIT, G)
    desk.export()
    text = desk.text().replace("\n", "\r\n")
    desk.module().write_bytes(text.encode())
    assert desk.state() == "in_step"

    desk.module().write_bytes(text.replace("return 1", "return 2").encode())
    desk.sync()

    assert desk.sources() == [FIT, G.replace("1", "2")]


def test_a_cell_that_was_pasted_elsewhere_is_followed(desk: SyncDesk) -> None:
    desk.exported(FIT, G, "A = 1")
    desk.export()
    desk.edit("return 1", "return 2")
    document = json.loads((desk.root / NOTEBOOK).read_bytes())
    pasted = {**document["cells"].pop(1), "id": "pasted"}
    document["cells"].append(pasted)
    (desk.root / NOTEBOOK).write_text(json.dumps(document))

    done = desk.sync()

    assert done.questions == ()
    assert desk.sources() == [FIT, "A = 1", G.replace("1", "2")]
    assert "# %% train.ipynb#pasted\n" in desk.text()
    assert desk.state() == "in_step"


def test_cells_without_ids_are_followed_by_what_they_say(desk: SyncDesk) -> None:
    file = desk.exported(FIT, G, "A = 1")
    document = json.loads(file.read_bytes())
    document["nbformat_minor"] = 4
    for cell in document["cells"]:
        del cell["id"]
    file.write_text(json.dumps(document))
    desk.export()
    desk.edit("return 1", "return 2")
    document["cells"].insert(0, {**document["cells"][0], "source": "B = 3"})
    file.write_text(json.dumps(document))

    done = desk.sync()

    assert done.questions == ()
    assert desk.sources() == ["B = 3", FIT, G.replace("1", "2"), "A = 1"]
    assert desk.state() == "in_step"
    assert "id" not in desk.cells()[0]


def test_an_interrupted_sync_is_taken_up(desk: SyncDesk) -> None:
    desk.exported("import os\nX = os", G)
    desk.export()
    desk.edit("import os\n", "import os\nimport re\n")
    desk.edit("X = os", "X = re")
    desk.module().write_text(desk.text() + "\n\ndef new():\n    pass\n\n\n# %%\nY = 2\n")
    edited = desk.text()
    desk.sync()
    sources, synced = desk.sources(), desk.text()
    desk.module().write_text(edited)  # as if the machine had stopped before it was written

    done = desk.sync()

    assert (done.added, desk.sources()) == (0, sources)
    assert desk.text() == synced
    assert desk.state() == "in_step"


def test_an_edited_docstring_of_the_title_is_refused(tmp_path: Path) -> None:
    tool = '[project]\nname = "lab"\n[tool.nbdev]\nlib_path = "lab"\nnbs_path = "nbs"\n'
    desk = SyncDesk(tmp_path / "lab", tool)
    file = desk.notebook("nbs/core.ipynb", "#| default_exp core", f"#| export\n{G}")
    document = json.loads(file.read_bytes())
    title = {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# C\n\n> Core."}
    document["cells"].insert(0, title)
    file.write_text(json.dumps(document))
    desk.export()
    module = desk.root / "lab" / "core.py"
    text = module.read_text()
    assert '"""Core."""' in text

    module.write_text(text.replace('"""Core."""', '"""Mine."""'))
    assert [each.code for each in desk.sync().findings] == ["generated_part"]
    module.write_text(text.replace("return 1", "return 2"))
    assert desk.sync().findings == ()
    assert desk.sources("nbs/core.ipynb")[2] == "#| export\ndef g():\n    return 2"


def test_only_what_is_asked_for_is_synced(desk: SyncDesk) -> None:
    desk.exported(FIT)
    desk.exported(G, name="other.ipynb")
    desk.export()
    desk.edit("sum", "max")
    desk.edit("return 1", "return 2", "other")

    desk.sync(modules=("other",))

    assert desk.sources() == [FIT]
    assert desk.sources("other.ipynb") == [G.replace("1", "2")]
    desk.sync(within=(desk.root / NOTEBOOK,))
    assert desk.sources() == [FIT.replace("sum", "max")]
    with pytest.raises(NotFoundError, match="nothing"):
        desk.sync(modules=("nothing",))
