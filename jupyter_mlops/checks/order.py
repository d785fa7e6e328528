"""The check of order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from jupyter_mlops.checks.cell_code import read_code
from jupyter_mlops.checks.check import Check, Checked
from jupyter_mlops.checks.model import CheckName, Finding
from jupyter_mlops.checks.order_counts import find_odd_counts
from jupyter_mlops.checks.order_names import Missing, find_missing, line_and_column
from jupyter_mlops.checks.places import finding_at
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.checks.secrets_scan import scan_text
from jupyter_mlops.checks.subject import Subject


class OrderCheck(Check):
    """Notebooks that don't do from top to bottom what they did when they were written.

    Nothing is run: code is read, cell by cell, with Python's scopes and IPython's magics.

    - `undefined-name` (error): a name is used that nothing above has defined. Run from top to
      bottom, the notebook fails there. A warning where only a function's body uses it, which may
      never be called.
    - `defined-later` (error): a cell further down defines it. A warning where a function is called
      that needs it, as it may take another way.
    - `deleted-name` (error): `del` has taken it away above.
    - `out-of-order`, `repeated-count` (warnings): execution counts show that cells were run in
      another order, or in several sessions, so that outputs need not be what the code above gives.
    - `stale-output` (warning): a cell has outputs and lost its execution count, while others have
      theirs.

    Nothing is said of names after `from x import *`, `%run`, `exec` and the like, which may define
    anything, nor of names that are tried (`try` with `except NameError`, `"x" in globals()`), nor
    of cells that are tagged `raises-exception` or `skip-execution`. Whether a cell was edited after
    it was run, a notebook doesn't say. Other languages than Python are left alone.

    To settle one: move the definition up, restart the kernel and run all cells. To silence one:
    its code in `ignore` of `[tool.jupyter-mlops.checks.order]`.
    """

    name: ClassVar = CheckName.ORDER
    title: ClassVar = "Order"
    version: ClassVar = 2

    def run(self, subjects: Sequence[Subject], context: Context) -> Iterator[Checked]:
        """See `Check`."""
        del context
        for subject in subjects:
            found: list[Finding] = []
            if subject.is_python:
                found += [_missing(subject, each) for each in find_missing(read_code(subject))]
                found += [
                    finding_at(
                        subject, odd.cell, self.name, odd.code, odd.message, hint=odd.hint, about=""
                    )
                    for odd in find_odd_counts(subject.code)
                ]
            found.sort(key=lambda each: (each.index or 0, each.line or 0))
            yield Checked(notebook=subject.path, findings=tuple(found))


def _missing(subject: Subject, missing: Missing) -> Finding:
    name = missing.event.name
    line, column = line_and_column(missing.event.node)
    code, message, hint = _words(missing, subject)
    return finding_at(
        subject,
        missing.code.cell,
        CheckName.ORDER,
        code,
        message,
        severity="error" if missing.certain else "warning",
        hint=hint,
        line=line,
        column=column,
        about=name,
    )


def _words(missing: Missing, subject: Subject) -> tuple[str, str, str]:
    name = missing.event.name
    if missing.dropped_in is not None and not missing.called:
        return "deleted-name", f"`{name}` was deleted above", "delete it later, or define it anew"
    at = missing.bound_in
    if at is None or (at == missing.code.cell.index and not missing.called):
        hint = "define or import it in a cell above"
        if name == "__file__":
            hint = "a notebook has no `__file__`; start from `pathlib.Path.cwd()`"
        if at is not None:
            return "defined-later", f"`{name}` is used before it is defined", hint
        return "undefined-name", f"`{name}` is not defined", hint
    there = _place(subject, at)
    if missing.called:
        message = f"`{missing.called}` is called, but `{name}`, which it uses, is defined {there}"
    else:
        message = f"`{name}` is used, but defined {there}"
    return "defined-later", message, f"move the definition of `{name}` up"


def _place(subject: Subject, index: int) -> str:
    """Where a cell is, in words that stay true when cells above it come and go."""
    line = subject.cells[index].source.strip().split("\n")[0].strip()[:60]
    # What is told of one fault must not give a secret away.
    shown = line and not scan_text(subject.cells[index].source)
    return f"further down, where it says `{line}`" if shown else "further down"
