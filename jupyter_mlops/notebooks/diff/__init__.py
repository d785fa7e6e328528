"""How one notebook differs from another."""

from jupyter_mlops.notebooks.diff.engine import diff_notebooks
from jupyter_mlops.notebooks.diff.form import dump_diff, load_diff
from jupyter_mlops.notebooks.diff.model import NotebookDiff
from jupyter_mlops.notebooks.diff.nbdime import to_nbdime
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.patch import patch_notebook

__all__ = [
    "DiffOptions",
    "NotebookDiff",
    "diff_notebooks",
    "dump_diff",
    "load_diff",
    "patch_notebook",
    "to_nbdime",
]
