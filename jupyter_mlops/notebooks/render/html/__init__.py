"""A notebook diff as a page of its own."""

from jupyter_mlops.notebooks.render.html.page import render_html

__all__ = ["render_html"]
