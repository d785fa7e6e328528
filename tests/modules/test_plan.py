from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_mlops.modules.model import CellKey
from jupyter_mlops.modules.nbdev_config import NbdevConfig
from jupyter_mlops.modules.plan import plan_export
from tests.modules.notebooks import PROJECT, code, notebook, places_of, plan_of, texts_of

_NBDEV = replace(PROJECT, nbdev_config=NbdevConfig(library="src/pkg"), hoist_imports=False)


def test_a_marked_cell_goes_to_the_module_that_is_called_as_its_notebook() -> None:
    plan = plan_export(PROJECT, {"nbs/01_train model.ipynb": notebook("x = 1", "#| export\ny = 2")})
    assert texts_of(plan) == {"train_model": ["y = 2"]}
    assert plan.modules[0].file == "src/pkg/train_model.py"
    assert plan.findings == ()


def test_the_last_default_exp_names_the_module_wherever_it_stands() -> None:
    cells = "#| export\nx = 1", "#| default_exp one", "#| default_exp data.load"
    plan = plan_of(a=notebook(*cells))
    assert texts_of(plan) == {"data.load": ["x = 1"]}
    assert plan.modules[0].file == "src/pkg/data/load.py"


def test_words_about_directives_are_none() -> None:
    words = {"cell_type": "markdown", "metadata": {}, "source": "#| default_exp b\n#| export c"}
    assert texts_of(plan_of(a=notebook(words, "#| export\nx = 1"))) == {"a": ["x = 1"]}


def test_a_notebook_can_fill_several_modules_and_a_cell_be_in_all_of_them() -> None:
    first = notebook("#| export\na = 1", "#| export b c\nx = 1", code("y = 2", "export:pkg.b"))
    assert texts_of(plan_of(a=first)) == {"a": ["a = 1"], "b": ["x = 1", "y = 2"], "c": ["x = 1"]}


def test_several_notebooks_fill_a_module_in_the_order_of_their_paths() -> None:
    later = notebook("#| export all\nz = 1")
    earlier = notebook("#|export all\na = 1", "#|export all\nb = 1")
    plan = plan_of(z=later, a=earlier)
    assert texts_of(plan) == {"all": ["a = 1", "b = 1", "z = 1"]}
    assert plan.modules[0].notebooks == ("a.ipynb", "z.ipynb")


def test_the_same_notebooks_give_the_same_plan_in_any_order() -> None:
    notebooks = {
        f"{name}.ipynb": notebook(f"#| export m\n{name} = 1", "#| export\nx = 1") for name in "cab"
    }
    turned = dict(reversed(notebooks.items()))
    assert plan_export(PROJECT, notebooks) == plan_export(PROJECT, turned)


def test_exporti_is_not_public() -> None:
    plan = plan_of(a=notebook("#| exporti\nx = 1", "#| export\ny = 1"))
    assert [cell.public for cell in plan.modules[0].cells] == [False, True]


def test_cells_without_an_id_of_their_own_go_by_their_index() -> None:
    twice = {**code("#| export\nx = 1"), "id": "same"}
    others = [{**twice, "id": own} for own in ("same", "", "a b", "x\n#y", 7, "x" * 65)]
    plan = plan_of(a=notebook(twice, *others))
    keys = [cell.key for cell in plan.modules[0].cells]
    names = ["same", *(f"@{index}" for index in range(1, 7))]
    assert keys == [CellKey(notebook="a.ipynb", cell=each) for each in names]


def test_lines_lead_back_to_the_source_behind_directives_and_blank_lines() -> None:
    plan = plan_of(a=notebook("\n#| export\n#| eval: false\n\nx = 1\n\ny = 2\n\n"))
    (cell,) = plan.modules[0].cells
    assert cell.text == "x = 1\n\ny = 2"
    assert cell.lines == (4, 5, 6)


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("1x", "target"),
        ("a-b", "target"),
        ("class", "target"),
        ("a..b", "target_outside"),
        ("../other", "target_outside"),
        ("/tmp/x", "target_outside"),  # noqa: S108 - refused
        (".sibling", "target_outside"),
        ("a/../../b", "target_outside"),
        ("C:/x", "target_outside"),
    ],
)
def test_a_target_that_is_no_module_of_the_package_is_refused(target: str, code: str) -> None:
    plan = plan_of(a=notebook("x = 1", f"#| hide\n#| export {target}\nx = 1"))
    assert plan.modules == ()
    assert places_of(plan.findings) == [("error", code, "a", 1, 1)]


@pytest.mark.parametrize("target", ["data.load", "pkg.data.load", "data/load", "data/load.py"])
def test_a_target_may_be_written_in_several_ways(target: str) -> None:
    assert list(texts_of(plan_of(a=notebook(f"#| export {target}\nx = 1")))) == ["data.load"]


@pytest.mark.parametrize("name", ["01", "class", "..."])
def test_a_notebook_whose_name_gives_no_module_has_to_name_one(name: str) -> None:
    plan = plan_export(PROJECT, {f"{name}.ipynb": notebook("#| export\nx = 1")})
    assert places_of(plan.findings) == [("error", "target", name, 0, 1)]
    assert "#| default_exp" in plan.findings[0].hint


def test_the_package_alone_is_a_module_of_that_name() -> None:
    assert list(texts_of(plan_of(a=notebook("#| export pkg\nx = 1")))) == ["pkg"]


def test_a_notebook_that_cannot_be_read_is_told_and_stops_nothing() -> None:
    plan = plan_of(a=b"{", b=notebook("#| export\nx = 1"))
    assert list(texts_of(plan)) == ["b"]
    assert places_of(plan.findings) == [("error", "unreadable", "a", -1, 0)]


def test_a_notebook_in_another_language_is_told_at_its_first_mark_only() -> None:
    kernel = {"name": "ir", "language": "R", "display_name": "R"}
    marked = notebook("x <- 1", "#| export\nx <- 1", "#| export\ny", kernelspec=kernel)
    plan = plan_of(a=notebook("x <- 1", kernelspec=kernel), b=marked)
    assert plan.modules == ()
    assert places_of(plan.findings) == [("error", "not_python", "b", 1, 1)]
    assert "written in R" in plan.findings[0].message


@pytest.mark.parametrize("name", ["python", "Python", "ipython", "python3"])
def test_python_has_several_names(name: str) -> None:
    plan = plan_of(a=notebook("#| export\nx = 1", language_info={"name": name}))
    assert texts_of(plan) == {"a": ["x = 1"]}


def test_a_cell_that_is_no_python_is_told_with_its_line_and_is_in_its_module() -> None:
    plan = plan_of(a=notebook("#| export\nx = 1\n\ndef f(:\n    pass"))
    assert places_of(plan.findings) == [("error", "syntax", "a", 0, 4)]
    assert plan.findings[0].module == "a"
    assert len(plan.modules[0].cells) == 1


@pytest.mark.parametrize(
    "source", ["return 1", "break", "x = 1\x00", "(" * 400 + ")" * 400, "x = 'a"]
)
def test_what_does_not_compile_is_no_python(source: str) -> None:
    plan = plan_of(a=notebook(f"#| export\n{source}"))
    assert places_of(plan.findings) == [("error", "syntax", "a", 0, 2)]


def test_conflict_markers_are_told_as_such() -> None:
    source = "#| export\nx = 1\n<<<<<<< notebook\ny = 1\n=======\ny = 2\n>>>>>>> module"
    plan = plan_of(a=notebook(source))
    assert places_of(plan.findings) == [("error", "conflict_markers", "a", 0, 3)]


def test_a_row_of_equal_signs_is_no_conflict() -> None:
    assert plan_of(a=notebook("#| export\nT = '''\nTitle\n=======\n'''")).findings == ()


def test_an_error_is_told_of_each_module_that_it_keeps_from_being_written() -> None:
    plan = plan_of(a=notebook("#| export b c\nx = !ls"))
    assert [(each.code, each.module) for each in plan.findings] == [("magic", "b"), ("magic", "c")]


def test_a_module_that_is_hidden_by_a_package_is_told() -> None:
    plan = plan_of(a=notebook("#| export data\nx = 1", "#| export data.load\ny = 1"))
    assert places_of(plan.findings) == [("warning", "target", "a", 0, 1)]


def test_in_a_project_of_nbdev_a_notebook_without_default_exp_exports_nothing() -> None:
    plan = plan_of(_NBDEV, a=notebook("#| export\nx = 1"), b=notebook("#| export core\nx = 1"))
    assert list(texts_of(plan)) == ["core"]
    assert places_of(plan.findings) == [("error", "target", "a", 0, 1)]


def test_in_a_project_of_nbdev_a_module_may_be_in_a_folder_that_is_called_as_the_package() -> None:
    cells = "#| default_exp pkg.core", "#| export\nx = 1"
    assert texts_of(plan_of(a=notebook(*cells))) == {"core": ["x = 1"]}
    assert texts_of(plan_of(_NBDEV, a=notebook(*cells))) == {"pkg.core": ["x = 1"]}


def test_marks_of_nbdev_1_are_told_once_a_notebook() -> None:
    older = notebook("x = 1", "# words\n# default_exp core", "#default_exp core", "#export\ny = 1")
    newer = notebook("#| default_exp other", "# default_exp core", "#| export\nz = 1")
    (found,) = plan_of(_NBDEV, a=older, b=newer).findings
    assert (found.severity, found.notebook, found.index, found.line) == ("warning", "a.ipynb", 1, 2)
    assert found.message == "# default_exp core is a mark of nbdev 1, and exports nothing"
    assert plan_of(a=older).findings == ()


def test_in_a_project_of_nbdev_notebooks_come_by_file_name() -> None:
    second = notebook("#| export m\nx = 2")
    first = notebook("#| default_exp m", "#| export\ny = 1")
    plan = plan_export(_NBDEV, {"a/02.ipynb": second, "b/01.ipynb": first})
    assert texts_of(plan) == {"m": ["y = 1", "x = 2"]}


def test_in_a_project_of_nbdev_the_last_notebook_that_is_a_module_makes_it_anew() -> None:
    first = notebook("#| export m\nx = 1")
    second = notebook("#| default_exp m", "#| export\ny = 1", "#| export\nz = 1")
    third = notebook("#| default_exp m", "#| export m\nadded = 1", "#| export\nx = 2")
    without = notebook("#| default_exp m", "1 + 1")
    notebooks = {"1.ipynb": first, "2.ipynb": second, "3.ipynb": third, "4.ipynb": without}
    plan = plan_export(_NBDEV, notebooks)
    assert texts_of(plan) == {"m": ["x = 2", "added = 1"]}
    told = [(found.severity, found.notebook, found.index) for found in plan.findings]
    assert told == [("warning", "1.ipynb", 0), ("warning", "2.ipynb", 2)]
    assert "2.ipynb comes after it, and makes the module anew" in plan.findings[0].message


def test_nbdev_may_keep_default_exp_in_the_metadata_of_a_notebook() -> None:
    plan = plan_of(_NBDEV, a=notebook("#| export\nx = 1", nbdev={"default_exp": "core"}))
    assert texts_of(plan) == {"core": ["x = 1"]}


def test_examples_for_a_docstring_are_no_code_of_the_module(tmp_path: Path) -> None:
    title = {"cell_type": "markdown", "metadata": {}, "source": "# T\n> What\n> it is"}
    cells = title, "#| default_exp core", "#| exportd\nf(1)", "#| export\ndef f(x): ..."
    plan = plan_of(replace(_NBDEV, root=tmp_path), a=notebook(*cells))
    assert texts_of(plan) == {"core": ["def f(x): ..."]}
    assert plan.modules[0].docstring == "What\nit is\n\n```python\nf(1)\n```"
