"""Which cells of two notebooks stand for each other."""

from jupyter_mlops.notebooks.diff.align.engine import Prints, align_cells
from jupyter_mlops.notebooks.diff.align.model import Alignment, Pair

__all__ = ["Alignment", "Pair", "Prints", "align_cells"]
