"""The rule of widget state."""

from __future__ import annotations

from typing import ClassVar

from jupyter_mlops.notebooks.clean.keys import drop_keys
from jupyter_mlops.notebooks.clean.rule import Notebook
from jupyter_mlops.settings import CleanSettings


class Widgets:
    """The saved state of widgets, often megabytes.

    It stands in the notebook's metadata and is made anew by every run; without the outputs that
    show the widgets it is of no use.

    Settings: `widgets = "drop"` or `"keep"`. Who keeps outputs and wants to see widgets in them
    keeps their state, too.
    """

    code: ClassVar[str] = "widgets"
    title: ClassVar[str] = "state of widgets"

    def apply(self, nb: Notebook, settings: CleanSettings) -> Notebook:
        """Cleans a notebook, see `Rule`."""
        if settings.widgets == "keep":
            return nb
        return drop_keys(nb, ("metadata.widgets",), settings.keep_keys)
