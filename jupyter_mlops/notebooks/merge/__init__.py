"""Three versions of a notebook into one."""

from jupyter_mlops.notebooks.merge.engine import merge_notebooks
from jupyter_mlops.notebooks.merge.model import (
    CellConflict,
    Conflict,
    Merged,
    MergeOptions,
)

__all__ = ["CellConflict", "Conflict", "MergeOptions", "Merged", "merge_notebooks"]
