"""Diffs as text for a terminal: unified or side by side, with or without colours."""

from jupyter_mlops.notebooks.render.terminal.files import render_terminal

__all__ = ["render_terminal"]
