"""How the outputs of a cell differ, for people.

Modules for one kind of output are loaded when there is one that differs.
"""

from __future__ import annotations

from jupyter_mlops.notebooks.diff.outputs.compare import compare_outputs
from jupyter_mlops.notebooks.diff.outputs.heat import heat_map
from jupyter_mlops.notebooks.diff.outputs.noise import quiet
from jupyter_mlops.notebooks.diff.outputs.pairing import pair_outputs
from jupyter_mlops.notebooks.diff.outputs.runs import run_end, stream_run
from jupyter_mlops.notebooks.diff.outputs.shown import output_bytes, output_text, shown_mime

__all__ = [
    "compare_outputs",
    "heat_map",
    "output_bytes",
    "output_text",
    "pair_outputs",
    "quiet",
    "run_end",
    "shown_mime",
    "stream_run",
]
