"""The rules of cleaning."""

from __future__ import annotations

from typing import Final

from jupyter_mlops.notebooks.clean.rule import Rule
from jupyter_mlops.notebooks.clean.rules.colab import Colab
from jupyter_mlops.notebooks.clean.rules.empty_cells import EmptyCells
from jupyter_mlops.notebooks.clean.rules.execution_counts import ExecutionCounts
from jupyter_mlops.notebooks.clean.rules.ids import Ids
from jupyter_mlops.notebooks.clean.rules.kernelspec import Kernelspec
from jupyter_mlops.notebooks.clean.rules.metadata import Metadata
from jupyter_mlops.notebooks.clean.rules.outputs import Outputs
from jupyter_mlops.notebooks.clean.rules.tagged_cells import TaggedCells
from jupyter_mlops.notebooks.clean.rules.widgets import Widgets

#: In the order in which they are applied: metadata first, because tags and other marks in it
#: decide what else goes; ids last, because cells that go leave theirs free.
RULES: Final[tuple[Rule, ...]] = (
    Metadata(),
    Colab(),
    Widgets(),
    Kernelspec(),
    TaggedCells(),
    EmptyCells(),
    Outputs(),
    ExecutionCounts(),
    Ids(),
)
