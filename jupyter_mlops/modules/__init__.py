"""Notebook cells as the modules of a Python package, and back.

Knows notebooks and text; no git, no kernel, no server.
"""
