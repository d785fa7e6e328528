"""The signs and words of each kind of change, in its colour."""

from __future__ import annotations

from jupyter_mlops.notebooks.diff.model import Summary
from jupyter_mlops.notebooks.render.html.markup import Html, element
from jupyter_mlops.notebooks.render.phrases import MARKS, WORDS, summary_counts

#: Cells of which nothing but noise differs have a sign of their own, seen only with the noise.
_MARKS = {**MARKS, "removed": "\N{MINUS SIGN}", "unchanged": "·"}
_WORDS = {**WORDS, "unchanged": "noise"}


def sign(kind: str) -> Html:
    """The sign of a kind of change, with its word for those who don't see it."""
    word = element("span", _WORDS[kind], class_="unseen")
    mark = element("span", _MARKS[kind], aria_hidden="true")
    return element("span", mark, word, class_=f"sign {kind}", title=_WORDS[kind])


def word(kind: str) -> str:
    """The word of a kind of change, as a heading begins with it."""
    return _WORDS[kind].capitalize()


def chips(summary: Summary) -> Html | None:
    """`+1 ~2 ⇅1`, each with its words; None if no cell changed."""
    counts = summary_counts(summary)
    if not counts:
        return None
    items = [
        element(
            "li",
            element("span", f"{_MARKS[kind]}{count:,}", aria_hidden="true"),
            element("span", f"{count:,} {_WORDS[kind]}", class_="unseen"),
            class_=f"chip {kind}",
            title=f"{count:,} {_WORDS[kind]}",
        )
        for kind, count in counts
    ]
    return element("ul", *items, class_="chips")
