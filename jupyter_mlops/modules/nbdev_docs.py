"""What nbdev makes a module's docstring of."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from itertools import dropwhile, takewhile
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct

from jupyter_mlops.modules.nbdev_config import NbdevConfig
from jupyter_mlops.notebooks.accessors import cell_source
from jupyter_mlops.notebooks.directives import Marks

#: What stands before a docstring, and the docstring.
_DOCSTRING = re.compile(r'(?:#.*\n|\s*\n)*(r?)"""(.*?)"""', re.DOTALL)
_PAGE = re.compile(r"^Docs: (\S+)$", re.MULTILINE)
_NUMBER = re.compile(r"^\d+[a-z0-9]*_")


class NotebookDocs(Struct, frozen=True, array_like=True):
    """The parts of a notebook that nbdev puts into its module's docstring."""

    #: Whether it has a title, without which there is no docstring.
    titled: bool = False
    #: The quotation below the title.
    summary: str = ""
    #: Exported Markdown, and examples between fences.
    parts: tuple[str, ...] = ()


def read_docs(cells: Sequence[dict[str, Any]], marks: Sequence[Marks]) -> NotebookDocs:
    """Finds the parts of a notebook that make a docstring.

    Args:
        cells: All cells of the notebook.
        marks: Their marks.
    """
    title: str | None = None
    parts: list[str] = []
    for cell, mark in zip(cells, marks, strict=True):
        kind = cell.get("cell_type")
        if kind not in ("markdown", "code") or (kind == "code" and not mark.documents):
            continue
        text = _text(cell_source(cell), mark)
        if kind == "code":
            parts.append(_fenced(text.rstrip()))
            continue
        if title is None and text.startswith("# "):
            title = text
        if mark.documents or (mark.targets and mark.public):
            parts.append(text.rstrip())
    if title is None:
        return NotebookDocs()
    return NotebookDocs(titled=True, summary=_quotation(title), parts=tuple(filter(None, parts)))


def docstring(docs: NotebookDocs, notebook: str, config: NbdevConfig, module: Path) -> str:
    """The docstring that nbdev gives to a module; may be empty.

    Its versions differ, and a module that is there already tells which of them made it: none
    before 2.3, the first line of the quotation up to 3.0, all parts and the page's address since.

    Args:
        docs: The parts of the notebook.
        notebook: The notebook's path below the project.
        config: The project's settings.
        module: The module's file.
    """
    if not docs.titled:
        return ""
    there = _docstring_of(module)
    page = _page(notebook, config)
    named = _PAGE.search(there or "")
    if not named and (config.second or (there is not None and page)):
        silent = config.second and there == ""
        return "" if silent else _as_literal(docs.summary.split("\n")[0])
    url = page or (named[1] if named else "")
    parts = [docs.summary, *docs.parts, *([f"Docs: {url}"] if url else [])]
    return "\n\n".join(filter(None, parts)).strip()


def _docstring_of(module: Path) -> str | None:
    """The docstring of a module as it is written; None if there is no such file."""
    try:
        found = _DOCSTRING.match(module.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return found[2] if found else ""


def _as_literal(text: str) -> str:
    """A text between quotes, where backslashes mean what they mean there."""
    try:
        return str(ast.literal_eval(f'"""{text}"""'))
    except (SyntaxError, ValueError):
        return text


def _page(notebook: str, config: NbdevConfig) -> str:
    """Where nbdev publishes a notebook's page; empty if the settings do not say."""
    folder = "" if config.notebooks == "." else f"{config.notebooks}/"
    if not config.documentation or not notebook.startswith(folder):
        return ""
    page = PurePosixPath(notebook.removeprefix(folder))
    page = page.with_name(_NUMBER.sub("", page.name.lower())).with_suffix(".html")
    return f"{config.documentation}/{page}.md"


def _text(source: str, mark: Marks) -> str:
    """A source without its directives, and the blank lines before and among them."""
    lines = source.split("\n")
    first = mark.lines[-1] + 1 if mark.lines else 0
    while first < len(lines) and not lines[first].strip():
        first += 1
    return "\n".join(lines[first:])


def _quotation(text: str) -> str:
    rest = dropwhile(lambda line: not line.startswith("> "), text.splitlines())
    lines = takewhile(lambda line: line.startswith("> "), rest)
    return "\n".join(line.lstrip("> ").strip() for line in lines)


def _fenced(code: str) -> str:
    """Code between fences that are longer than any in it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}python\n{code}\n{fence}"
