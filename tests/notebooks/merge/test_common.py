from __future__ import annotations

import copy
from typing import Any

from hypothesis import given

from jupyter_mlops.notebooks.accessors import cell_source
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.merge import merge_notebooks
from jupyter_mlops.notebooks.merge.common import common_part
from tests.notebooks.diff.strategies import NOTEBOOKS, edited_notebooks
from tests.notebooks.merge.marked import code, notebook


def common(local: dict[str, Any], remote: dict[str, Any]) -> dict[str, Any]:
    return common_part(local, remote, Budget())


def test_lines_keys_and_cells_of_both_are_common() -> None:
    local = notebook(code("a\nb\nc", metadata={"x": 1, "y": 1}), code("only here"), title="t", a=1)
    remote = notebook(code("a\nB\nc", metadata={"x": 1, "y": 2}), title="t", b=1)
    found = common(local, remote)
    assert [cell["source"] for cell in found["cells"]] == ["a\nc"]
    assert found["cells"][0]["metadata"] == {"x": 1}
    assert found["metadata"] == {"title": "t"}


def test_outputs_that_differ_are_not_common() -> None:
    local, remote = (
        notebook(code("x", outputs=[{"output_type": "stream", "name": "stdout", "text": text}]))
        for text in "ab"
    )
    assert common(local, remote)["cells"][0]["outputs"] == []


@given(nb=NOTEBOOKS)
def test_a_notebook_has_all_in_common_with_itself(nb: dict[str, Any]) -> None:
    assert same(common(nb, copy.deepcopy(nb))["cells"], nb["cells"])


@given(pair=edited_notebooks())
def test_as_a_base_it_loses_no_line_of_either_side(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    local, remote = pair
    merged = merge_notebooks(common(local, remote), local, remote).nb
    found = {line for cell in merged["cells"] for line in cell_source(cell).split("\n")}
    for side in pair:
        for cell in side["cells"]:
            assert set(cell_source(cell).split("\n")) <= found
