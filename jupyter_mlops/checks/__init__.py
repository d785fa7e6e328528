"""Checks of notebooks: one check a file, one report, one runner.

Knows notebooks and text. What a check needs of git, kernels or modules comes through a port
(`ports.py`), which the services fill.
"""
