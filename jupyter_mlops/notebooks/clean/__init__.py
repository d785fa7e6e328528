"""What a notebook need not carry into a repository."""

from jupyter_mlops.notebooks.clean.engine import (
    Finding,
    clean_document,
    clean_notebook,
    find_dirt,
)

__all__ = ["Finding", "clean_document", "clean_notebook", "find_dirt"]
