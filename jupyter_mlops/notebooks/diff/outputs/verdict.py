"""What comparing two outputs comes to."""

from __future__ import annotations

from typing import NamedTuple

from jupyter_mlops.notebooks.diff.views import View


class Verdict(NamedTuple):
    """How an output differs."""

    #: What was compared.
    mime: str
    view: View | None
    #: Whether nothing but noise differs.
    noise: bool
