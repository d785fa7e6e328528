from __future__ import annotations

import nbformat

from jupyter_mlops.demo.source import parse_notebook

SOURCE = """\
<!-- cell title -->
# Title

Text.

<!-- cell knobs: parameters hide-input -->
```python
alpha = 1


beta = 2
```
<!-- cell end -->
```python
alpha
```
"""


def test_each_mark_begins_a_cell() -> None:
    cells = parse_notebook(SOURCE).cells
    assert [(cell.id, cell.cell_type, cell.source) for cell in cells] == [
        ("title", "markdown", "# Title\n\nText."),
        ("knobs", "code", "alpha = 1\n\n\nbeta = 2"),
        ("end", "code", "alpha"),
    ]


def test_tags_follow_the_id() -> None:
    cells = parse_notebook(SOURCE).cells
    assert [cell.metadata for cell in cells] == [
        {},
        {"tags": ["parameters", "hide-input"]},
        {},
    ]


def test_the_notebook_is_valid_and_for_the_python_kernel() -> None:
    notebook = parse_notebook(SOURCE)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
