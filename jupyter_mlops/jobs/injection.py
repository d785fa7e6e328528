"""Gives papermill, which writes parameters into the notebook, Python literals that evaluate.

papermill renders a value that it doesn't know by `str`, so that a date arrives as a string; ours
come out as what they went in.
"""

from __future__ import annotations

from typing import Any

from papermill.translators import PythonTranslator, papermill_translators

from jupyter_mlops.notebooks.parameters import python_literal


class FaithfulPythonTranslator(PythonTranslator):  # type: ignore[misc]
    """Renders values as source text that recreates them."""

    @classmethod
    def translate(cls, val: Any) -> str:
        """The source text of a value."""
        return python_literal(val)


def register_translator() -> None:
    """Makes papermill render parameters of Python notebooks through the class above."""
    papermill_translators.register("python", FaithfulPythonTranslator)
