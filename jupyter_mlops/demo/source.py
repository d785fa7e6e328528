"""Notebooks written as Markdown, to be read and edited as text.

Each cell begins with a line `<!-- cell ID -->`, or `<!-- cell ID: TAG TAG -->` for one with tags. A
cell that is one fence of Python is a code cell, any other is a Markdown cell. Ids stay with their
cells from one version of a notebook to the next, as in a notebook that is edited in place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

_CELL = re.compile(r"^<!-- cell (?P<id>[\w-]+)(?:: (?P<tags>[\w -]+))? -->$", re.MULTILINE)
_FENCE = re.compile(r"```python\n(?P<code>.*)\n```", re.DOTALL)
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def parse_notebook(text: str) -> NotebookNode:
    """Makes a notebook without outputs from its Markdown.

    Args:
        text: The source, as described at the top of this module.

    Returns:
        A valid notebook of format 4.5 for the kernel `python3`.
    """
    from nbformat.v4 import new_notebook

    marks = list(_CELL.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    cells = [
        _parse_cell(mark, text[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=True)
    ]
    notebook: NotebookNode = new_notebook(cells=cells, metadata={"kernelspec": _KERNEL})
    return notebook


def _parse_cell(mark: re.Match[str], body: str) -> NotebookNode:
    from nbformat.v4 import new_code_cell, new_markdown_cell

    metadata = {"tags": mark["tags"].split()} if mark["tags"] else {}
    code = _FENCE.fullmatch(body)
    new_cell, text = (new_code_cell, code["code"]) if code else (new_markdown_cell, body)
    cell: NotebookNode = new_cell(  # type: ignore[no-untyped-call]
        text, id=mark["id"], metadata=metadata
    )
    return cell
