"""The header, and what its two hashes depend on."""

from __future__ import annotations

from jupyter_mlops.modules.text import (
    build_modules,
    cells_hash,
    module_hash,
    parse_module,
    split_header,
    with_header,
)
from tests.modules.text.plans import cell, plan, project

_PLAN = plan("def fit(x):\n    return x")


def test_a_header_names_notebooks_version_and_hashes() -> None:
    text = with_header("x = 1\n", _PLAN, project())
    header, body = split_header(text)

    assert header is not None
    assert header.notebooks == ("notebooks/train.ipynb",)
    assert header.version == "1.2.0"
    assert header.cells == cells_hash(_PLAN, project())
    assert header.module == module_hash(body)
    assert body == "\nx = 1\n"


def test_a_header_goes_over_a_body_that_had_one_without_a_change_of_its_hash() -> None:
    text = with_header("x = 1\n", _PLAN, project())

    assert with_header(split_header(text)[1], _PLAN, project()) == text


def test_a_docstring_follows_the_header_at_once() -> None:
    assert with_header('r"""Doc."""\n', _PLAN, project()).split("\n")[2] == 'r"""Doc."""'


def test_a_version_that_is_not_known_is_said_so() -> None:
    made = project()
    header, _ = split_header(
        with_header("", _PLAN, type(made)(root=made.root, package="pkg", source="src"))
    )

    assert header is not None
    assert header.version == ""


def test_many_notebooks_are_counted() -> None:
    many = plan(*(cell("x = 1", notebook=f"n{at}.ipynb") for at in range(9)))
    text = with_header("", many, project())

    assert "n0.ipynb, n1.ipynb, n2.ipynb, 6 more by" in text


def test_a_header_is_found_below_a_licence_and_with_carriage_returns() -> None:
    text = "# Copyright\n" + with_header("x = 1\n", _PLAN, project())
    header, body = split_header(text.replace("\n", "\r\n"))

    assert header is not None
    assert body == "# Copyright\n\nx = 1\n"


def test_an_edit_anywhere_below_the_header_changes_the_modules_hash() -> None:
    (text,) = build_modules([_PLAN], project()).values()
    header, _ = split_header(text)
    _, edited = split_header(text.replace("return x", "return -x"))

    assert header is not None
    assert module_hash(edited) != header.module


def test_what_cells_give_changes_their_hash_and_where_they_stand_does_not() -> None:
    one = cells_hash(plan(cell("x = 1", index=1)), project())

    assert cells_hash(plan(cell("x = 1", index=2)), project()) == one
    assert cells_hash(plan(cell("x = 2", index=1)), project()) != one
    assert cells_hash(plan(cell("x = 1", index=1, public=False)), project()) != one
    assert cells_hash(plan(cell("x = 1", index=1)), project(imports="absolute")) != one


def test_half_a_surrogate_pair_has_a_hash() -> None:
    assert cells_hash(plan("x = '\ud83d'"), project())


def test_a_module_of_somebody_elses_has_no_header() -> None:
    assert split_header("# hello\nx = 1\n") == (None, "# hello\nx = 1\n")


def test_a_header_that_two_branches_have_written_is_a_header_still() -> None:
    ours = with_header("import os\n", _PLAN, project())
    first, second, rest = ours.split("\n", 2)
    theirs = second.replace("1.2.0", "1.3.0")
    text = f"{first}\n<<<<<<< HEAD\n{second}\n=======\n{theirs}\n>>>>>>> topic\n{rest}"
    header, body = split_header(text)

    assert header == split_header(ours)[0]
    assert body == split_header(ours)[1]
    assert [one.text for one in parse_module(text).imports] == ["import os"]
    assert parse_module(text).sections == ()


def test_a_conflict_that_reaches_into_the_code_stays_in_it() -> None:
    first, second, rest = with_header("import os\n", _PLAN, project()).split("\n", 2)
    text = f"{first}\n<<<<<<< HEAD\n{second}\n{rest}\n=======\nx\n>>>>>>> topic"
    header, body = split_header(text)

    assert header is not None
    assert body == f"<<<<<<< HEAD\n{rest}\n=======\nx\n>>>>>>> topic"
