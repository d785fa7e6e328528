"""Texts of notebooks in Markdown, where they must neither break out nor call anybody.

What is quoted stands in code, in which GitHub, GitLab and Gitea look for no markup, no mention and
no reference to an issue.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final

from jupyter_mlops.notebooks.render.harmless import harmless
from jupyter_mlops.notebooks.render.phrases import clip

_TICKS: Final = re.compile(r"`+")
_MARKUP: Final = re.compile(r"([\\*_|~$]|\](?=[(\[:]))")
_REFERENCE: Final = re.compile(r"([@#!])(?=\w)")
_LONGEST: Final = 300


def code_span(text: str, *, table: bool = False) -> str:
    """A text as code within a line.

    Args:
        text: Any text; a long one is cut.
        table: Whether it stands in a table, where a `|` would end the cell even in code.
    """
    text = clip(harmless(text.strip()), _LONGEST) or " "
    if table and "\\|" in text:
        return f"<code>{prose(text)}</code>"
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    if table:
        text = text.replace("|", "\\|")
    ticks = "`" * (longest + 1)
    blank = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{ticks}{blank}{text}{blank}{ticks}"


def prose(text: str) -> str:
    """A text within a line: no markup, no HTML, and what looks like a mention calls nobody."""
    text = html.escape(harmless(text), quote=False)
    text = _REFERENCE.sub(r"\1&#8203;", text).replace("://", ":&#8203;//")
    return _MARKUP.sub(r"\\\1", text).replace("`", "&#96;")


def html_code(text: str) -> str:
    """A text as code within HTML, as in a summary."""
    return f"<code>{html.escape(clip(harmless(text), _LONGEST))}</code>"


def fence(lines: Iterable[str]) -> str:
    """Lines of a diff as a block, whose fence is longer than any in it."""
    body = "\n".join(lines)
    longest = max((len(run) for run in _TICKS.findall(body)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}diff\n{body}\n{ticks}\n"
