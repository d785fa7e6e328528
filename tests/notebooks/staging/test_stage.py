from __future__ import annotations

import json
from typing import Any

import pytest

from jupyter_mlops.errors import StaleError
from jupyter_mlops.notebooks.staging.cells import list_changes
from jupyter_mlops.notebooks.staging.model import NOTEBOOK, Choice
from jupyter_mlops.notebooks.staging.stage import discard_choices, stage_choices, unstage_choices
from jupyter_mlops.notebooks.staging.versions import Versions
from tests.notebooks.merge.validity import check_valid
from tests.notebooks.staging.builders import (
    OTHER_OUTPUT,
    OUTPUT,
    choose,
    code,
    notebook,
    prose,
    told,
    versions,
    without_outputs,
)
from tests.notebooks.staging.strategies import with_index

BASE = notebook(
    code("a", "import os"), code("b", "x = 1", OUTPUT), code("c", "fit(x)"), prose("d", "# End")
)
WORKING = notebook(
    code("a", "import os\nimport sys"),
    code("b", "x = 2", OTHER_OUTPUT),
    code("n", "plot(x)", OUTPUT),
    code("c", "fit(x)", OUTPUT),
    prose("d", "# End"),
)
EDITED = versions(BASE, WORKING)


def test_one_chosen_cell_is_all_that_changes() -> None:
    data = stage_choices(EDITED, choose("a"))

    assert _nb(data)["cells"] == [WORKING["cells"][0], *BASE["cells"][1:]]
    changed = {"import os\\nimport sys", "import os"}
    assert data is not None
    assert EDITED.base is not None
    before, after = (set(each.decode().splitlines()) for each in (EDITED.base.data, data))
    assert {line.split('"')[3] for line in before ^ after} == changed


def test_source_and_outputs_can_be_chosen_apart() -> None:
    source = _nb(stage_choices(EDITED, choose("b", part="source")))["cells"][1]
    outputs = _nb(stage_choices(EDITED, choose("b", part="outputs")))["cells"][1]

    assert (source["source"], source["outputs"]) == ("x = 2", [OUTPUT])
    assert (outputs["source"], outputs["outputs"]) == ("x = 1", [OTHER_OUTPUT])


def test_outputs_of_a_new_cell_bring_it_along_and_its_source_leaves_them() -> None:
    whole = _nb(stage_choices(EDITED, choose("n", part="outputs")))["cells"][2]
    bare = _nb(stage_choices(EDITED, choose("n", part="source")))["cells"][2]

    assert whole == WORKING["cells"][2]
    assert bare == code("n", "plot(x)")


def test_code_alone_leaves_outputs_where_they_are() -> None:
    staged = stage_choices(EDITED, None, clean=without_outputs)

    assert _nb(staged)["cells"] == [
        WORKING["cells"][0],
        code("b", "x = 2"),
        code("n", "plot(x)"),
        BASE["cells"][2],
        BASE["cells"][3],
    ]
    assert told(list_changes(with_index(EDITED, staged))) == [
        ("a", "edited", "staged", None),
        ("b", "edited", "staged", "unstaged"),
        ("n", "added", "staged", "unstaged"),
        ("c", "rerun", None, "unstaged"),
    ]
    assert unstage_choices(with_index(EDITED, staged), choose("a", "b", "n")) == _data(EDITED)


def test_code_alone_takes_outputs_that_are_chosen_by_name_in_any_order() -> None:
    choices = [Choice(key="b"), Choice(key="b", part="outputs")]
    together = stage_choices(EDITED, choices, clean=without_outputs)

    assert _nb(together)["cells"][1] == WORKING["cells"][1]
    for first, second in (choices, choices[::-1]):
        one = with_index(EDITED, stage_choices(EDITED, [first], clean=without_outputs))
        assert stage_choices(one, [second], clean=without_outputs) == together


def test_code_alone_respects_outputs_that_cleaning_keeps() -> None:
    kept = {**code("b", "x = 2", OTHER_OUTPUT), "metadata": {"tags": ["keep_output"]}}
    working = notebook(BASE["cells"][0], kept, *BASE["cells"][2:])

    staged = stage_choices(versions(BASE, working), choose("b"), clean=without_outputs)

    assert _nb(staged)["cells"][1] == kept


def test_code_alone_of_a_clean_notebook_is_the_working_file() -> None:
    base = notebook(code("a", "x = 1", OUTPUT), code("b", "y = 1", OUTPUT))
    working = notebook(code("a", "x = 2"), {**code("b", "y = 1"), "metadata": {"collapsed": True}})
    found = versions(base, working)

    assert found.working is not None
    assert stage_choices(found, None, clean=without_outputs) == found.working.data


def test_code_alone_leaves_the_state_of_widgets_out() -> None:
    working = notebook(*BASE["cells"], title="One", widgets={"state": "x" * 100})

    staged = stage_choices(versions(BASE, working), None, clean=without_outputs)

    assert _nb(staged)["metadata"] == {"title": "One"}


def test_outputs_stay_where_only_the_source_is_taken_out() -> None:
    staged = with_index(EDITED, stage_choices(EDITED, choose("b")))

    data = unstage_choices(staged, choose("b", part="source"))

    assert _nb(data)["cells"][1] == {**WORKING["cells"][1], "source": "x = 1"}


def test_a_moved_cell_moves_alone() -> None:
    cells = [code(own, f"value_{own} = compute({own!r})") for own in "abcde"]
    found = versions(notebook(*cells), notebook(*cells[1:3], cells[4], cells[3], cells[0]))
    keys = [change.key for change in list_changes(found).cells if change.moved]
    assert set(keys) <= {"a", "d", "e"}

    staged = _nb(stage_choices(found, choose("a")))

    assert [cell["id"] for cell in staged["cells"]] == ["b", "c", "d", "e", "a"]


def test_a_split_cell_is_an_edit_and_an_addition() -> None:
    halves = "load()\nread()\nparse()", "train()\nfit()\nscore()\nshow()"
    found = versions(
        notebook(code("a", "\n".join(halves))), notebook(code("n", halves[0]), code("a", halves[1]))
    )

    assert told(list_changes(found)) == [
        ("n", "added", "unstaged", None),
        ("a", "edited", "unstaged", None),
    ]
    assert [cell["id"] for cell in _nb(stage_choices(found, choose("n")))["cells"]] == ["n", "a"]


def test_a_new_notebook_comes_with_its_first_cell_and_goes_with_its_last() -> None:
    found = versions(None, WORKING)
    staged = stage_choices(found, choose("n"))

    assert _nb(staged) == notebook(WORKING["cells"][2])
    assert unstage_choices(with_index(found, staged), choose("n")) is None
    assert discard_choices(found, choose("a", "b", "n", "c", "d")) is None


def test_a_notebook_that_is_gone_goes_with_its_last_cell() -> None:
    found = versions(BASE, None)

    assert [cell["id"] for cell in _nb(stage_choices(found, choose("b", "c")))["cells"]] == [
        "a",
        "d",
    ]
    assert stage_choices(found, choose("a", "b", "c", "d")) is None
    assert _nb(discard_choices(found, choose("b")))["cells"] == [BASE["cells"][1]]


def test_an_id_that_an_unchosen_cell_has_is_not_given_twice() -> None:
    base = notebook(code("0", "first_step()"), code("1", "second_step(2)"))
    working = notebook(
        code("0", "brand_new = True"),
        code("1", "first_step()"),
        code("2", "second_step(2)"),
        code("3", "the_end()"),
    )
    found = versions(base, working)
    key = list_changes(found).cells[0].key

    staged = _nb(stage_choices(found, choose(key)))

    check_valid(staged)
    assert staged["cells"][1:] == base["cells"]
    again = with_index(found, stage_choices(found, choose(key)))
    assert told(list_changes(again))[0] == (key, "added", "staged", None)
    assert unstage_choices(again, choose(key)) == _data(found)


@pytest.mark.parametrize("key", [NOTEBOOK, "n"])
def test_ids_come_and_go_with_the_format(key: str) -> None:
    def nameless(cell: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in cell.items() if name != "id"}

    base = notebook(*map(nameless, BASE["cells"]), minor=4)
    found = versions(base, notebook(*BASE["cells"], code("n", "new()")))

    staged = with_index(found, stage_choices(found, choose(key)))

    assert staged.index is not None
    check_valid(staged.index.nb)
    assert len(staged.index.nb["cells"]) == (4 if key == NOTEBOOK else 5)
    assert unstage_choices(staged, choose(key)) == _data(found)


def test_a_cell_that_was_staged_and_edited_again_can_be_staged_anew_or_taken_out() -> None:
    older = with_index(EDITED, stage_choices(EDITED, choose("b")))
    working = {
        **WORKING,
        "cells": [*WORKING["cells"][:1], code("b", "x = 3"), *WORKING["cells"][2:]],
    }
    found = Versions(base=EDITED.base, index=older.index, working=versions(None, working).working)

    assert ("b", "edited", "older", "older") in told(list_changes(found))
    assert _nb(stage_choices(found, choose("a")))["cells"][1] == WORKING["cells"][1]
    assert _nb(stage_choices(found, choose("b")))["cells"][1] == code("b", "x = 3")
    assert unstage_choices(found, choose("b")) == _data(EDITED)


def test_discarding_leaves_everything_else_at_work() -> None:
    assert _nb(discard_choices(EDITED, choose("b", "n"))) == notebook(
        WORKING["cells"][0], BASE["cells"][1], *WORKING["cells"][3:]
    )
    source = _nb(discard_choices(EDITED, choose("b", part="source")))["cells"][1]
    assert (source["source"], source["outputs"]) == ("x = 1", [OTHER_OUTPUT])


def test_a_key_of_no_cell_is_stale() -> None:
    for choosing in (stage_choices, unstage_choices):
        with pytest.raises(StaleError):
            choosing(EDITED, choose("gone"))


def _nb(data: bytes | None) -> dict[str, Any]:
    assert data is not None
    found: dict[str, Any] = json.loads(data)
    return found


def _data(found: Versions) -> bytes | None:
    return None if found.base is None else found.base.data
