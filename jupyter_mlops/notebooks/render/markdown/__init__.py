"""Diffs as Markdown that fits a comment on a pull request."""

from jupyter_mlops.notebooks.render.markdown.report import render_markdown

__all__ = ["render_markdown"]
