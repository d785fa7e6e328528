"""How a notebook holds a text: as one string, or as one of two kinds of lists."""

from __future__ import annotations

from typing import Any, Final

from jupyter_mlops.notebooks.diff.operations import TextForm
from jupyter_mlops.notebooks.multiline import split_lines, text_of

FORMS: Final[tuple[TextForm, ...]] = ("text", "lines", "python-lines")


def shape_text(text: str, form: TextForm) -> str | list[str]:
    """A text in the given form."""
    if form == "text":
        return text
    return split_lines(text) if form == "lines" else text.splitlines(keepends=True)


def form_of(value: Any) -> TextForm | None:
    """The form of a text; None for what is no text, or is cut into lines at odd places."""
    text = text_of(value)
    if text is None:
        return None
    return next((form for form in FORMS if shape_text(text, form) == value), None)
