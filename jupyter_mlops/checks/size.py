"""The check of size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from jupyter_mlops.checks.check import Check, Checked
from jupyter_mlops.checks.model import CheckName, Finding
from jupyter_mlops.checks.places import finding_at
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.checks.subject import Cell, Subject
from jupyter_mlops.notebooks.clean.rules.outputs import size_in_bytes
from jupyter_mlops.notebooks.equality import encoded
from jupyter_mlops.notebooks.render.phrases.measures import count_phrase, size_text


class SizeCheck(Check):
    """Notebooks, outputs and cells that are larger than a repository likes.

    Git keeps every version of a notebook for good, and a large one is slow to open, to compare and
    to review. What counts is what git would store, hence outputs that its filter keeps out weigh
    nothing.

    - `notebook-size`: the notebook is larger than `notebook` (5 MB).
    - `output-size`: an output is larger than `output` (1 MB), as JSON without white space.
    - `attachment-size`: a picture in a text cell is.
    - `cell-lines`: a code cell has more lines than `cell-lines` (0: any number).

    All are warnings. To settle one: clear the output or show less of it, save large results as
    files, draw pictures with fewer dots (`dpi`), split the cell. Cells that are tagged
    `keep_output` are not excused: they grow the repository as well.

    Settings, in `[tool.jupyter-mlops.checks.size]`: `notebook`, `output`, `cell-lines`; sizes are
    bytes, or texts such as `"500 KB"` and `"1.5 MiB"`.
    """

    name: ClassVar = CheckName.SIZE
    title: ClassVar = "Size"
    version: ClassVar = 1

    def run(self, subjects: Sequence[Subject], context: Context) -> Iterator[Checked]:
        """See `Check`."""
        settings = context.settings.size
        largest, output = size_in_bytes(settings.notebook), size_in_bytes(settings.output)
        for subject in subjects:
            found: list[Finding] = []
            size = len(subject.data)
            if size > largest:
                message = f"it has {size_text(size)}, more than {size_text(largest)}"
                hint = "clear large outputs, or keep results in files"
                found.append(
                    finding_at(
                        subject, None, self.name, "notebook-size", message, hint=hint, about=""
                    )
                )
            # No output of a notebook this small can be too large.
            if size > output:
                for cell in subject.cells:
                    found += _large_parts(subject, cell, output)
            if settings.cell_lines:
                found += _long_cells(subject, settings.cell_lines)
            yield Checked(notebook=subject.path, findings=tuple(found))


def _large_parts(subject: Subject, cell: Cell, limit: int) -> Iterator[Finding]:
    for index, output in enumerate(cell.outputs):
        size = len(encoded(output))
        if size > limit:
            yield finding_at(
                subject,
                cell,
                CheckName.SIZE,
                "output-size",
                f"an output has {size_text(size)}, more than {size_text(limit)}",
                hint="show less of it, or save it as a file",
                about=str(index),
                output=index,
            )
    attachments = subject.document.nb["cells"][cell.index].get("attachments")
    for name, data in attachments.items() if isinstance(attachments, dict) else ():
        size = len(encoded(data))
        if size > limit:
            yield finding_at(
                subject,
                cell,
                CheckName.SIZE,
                "attachment-size",
                f"the attachment {name} has {size_text(size)}, more than {size_text(limit)}",
                hint="keep the picture in a file and link it",
                about=name,
            )


def _long_cells(subject: Subject, limit: int) -> Iterator[Finding]:
    for cell in subject.code:
        lines = cell.source.strip("\n").count("\n") + 1
        if lines > limit:
            yield finding_at(
                subject,
                cell,
                CheckName.SIZE,
                "cell-lines",
                f"the cell has {count_phrase(lines, 'line')}, more than {limit:,}",
                hint="split it, or move functions into a module",
                about="",
            )
