from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.clean.rules.widgets import Widgets
from tests.notebooks.clean.builders import applied, cell, notebook

STATE: dict[str, Any] = {"application/vnd.jupyter.widget-state+json": {"state": {"ab": {}}}}


def test_the_state_of_widgets_goes_unless_it_is_kept() -> None:
    nb = notebook(cell(), widgets=STATE, title="t")
    assert applied(Widgets(), nb)["metadata"] == {"title": "t"}
    assert applied(Widgets(), nb, widgets="keep") is nb
    assert applied(Widgets(), nb, keep_keys=("metadata.widgets",)) is nb


def test_cells_are_shared() -> None:
    nb = notebook(cell(widgets=1), widgets=STATE)
    assert applied(Widgets(), nb)["cells"] is nb["cells"]
