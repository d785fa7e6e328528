"""The check that compares committed outputs with what notebooks show when they are executed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from jupyter_mlops.checks.check import Checked
from jupyter_mlops.checks.executing import (
    ExecutingCheck,
    executions_of,
    has_failed,
    is_foreign,
    not_run,
)
from jupyter_mlops.checks.model import CheckName, Finding
from jupyter_mlops.checks.ports import Context, Execution
from jupyter_mlops.checks.reproduce_compare import Comparison, Difference
from jupyter_mlops.checks.subject import Cell, Subject
from jupyter_mlops.errors import InvalidError
from jupyter_mlops.settings.checks import ChecksSettings, ReproduceSettings

#: nbval's marks in comments, on lines of their own, that say what its tags say.
_MARK: Final = re.compile(
    r"^\s*#\s*(NBVAL_IGNORE_OUTPUT|NBVAL_SKIP|PYTEST_VALIDATE_IGNORE_OUTPUT)\s*$", re.MULTILINE
)
_HINT: Final = "run the notebook again and commit it, or tag the cell not-reproducible"


class ReproduceCheck(ExecutingCheck):
    r"""Notebooks have to show what they showed when they were committed.

    Each notebook is executed, and the outputs that git has of it are compared, cell by cell. A
    notebook whose outputs git doesn't have is not compared, nor is a cell that was not run, by its
    execution count, when the others were.

    - Texts: words exactly, numbers up to `tolerance`, spaces only where they part words. What
      changes with every run is left out: addresses, times of day, durations and rates, progress
      bars, `%timeit`, temporary paths, UUIDs, the file and line of a warning. A date alone, and
      midnight, are data. `sanitize` adds patterns:

          [[tool.jupyter-mlops.checks.reproduce.sanitize]]
          pattern = "build \\d+"
          replace = "build"

    - Tables, such as DataFrames, by the values of their cells; plots and other data that are JSON
      likewise.
    - Pictures by their pixels, of which the part `pixels` may differ visibly; by their bytes where
      Pillow is not installed, which the finding says then.
    - What pages carry out, such as widgets and scripts, is not compared. What is printed to
      standard output and to standard error is compared apart from each other.

    A cell is left out by one of `skip-tags` (`not-reproducible`, `nbval-ignore-output`,
    `nbval-skip`), or by nbval's comments. A notebook that is executed with parameter sets is
    compared where one of them gives no values.

    Codes: `stdout-differs`, `stderr-differs`, `result-differs`, `table-differs`, `image-differs`,
    `data-differs`, `type-differs`, `error-differs`, `output-missing`, `output-new`; `not-run`,
    where the notebook doesn't come to its end.

    Settings: `tolerance` (relative, 1e-6), `sanitize`, `pixels` (0.001), `skip-tags`; besides what
    every check has: `severity` (a warning by default), `paths`, `exclude`, `ignore`.
    """

    name: ClassVar = CheckName.REPRODUCE
    title: ClassVar = "Reproduce"
    version: ClassVar = 1

    def run(self, subjects: Sequence[Subject], context: Context) -> Iterator[Checked]:
        """Executes notebooks that have outputs; tells of each in order."""
        comparison = _comparison(context.settings.reproduce)
        skipping = frozenset(context.settings.reproduce.skip_tags)
        cells = {each.path: _compared(each, skipping) for each in subjects}
        with_outputs = [each for each in subjects if cells[each.path]]
        for subject in subjects:
            if not cells[subject.path]:
                yield Checked(notebook=subject.path, skipped="it has no outputs to compare")
        if not with_outputs:
            return
        executions = executions_of(context)
        executions.start(with_outputs)
        for subject in with_outputs:
            told = executions.of(subject)
            yield _judge(subject, cells[subject.path], told, context.settings, comparison)


def _comparison(settings: ReproduceSettings) -> Comparison:
    try:
        return Comparison(settings)
    except re.error as error:
        raise InvalidError(
            f"[tool.jupyter-mlops.checks.reproduce] sanitize: {error.pattern!r} is no regular "
            f"expression: {error}"
        ) from error


def _compared(subject: Subject, skipping: frozenset[str]) -> tuple[Cell, ...]:
    """The cells whose outputs git has; one that was run and showed nothing, where others did."""
    any_outputs = any(cell.outputs for cell in subject.code)
    return tuple(
        cell
        for cell in subject.code
        if (cell.outputs or (any_outputs and cell.execution_count is not None))
        and not skipping & {*cell.tags}
        and not ("_" in cell.source and _MARK.search(cell.source))
    )


def _judge(
    subject: Subject,
    cells: tuple[Cell, ...],
    executions: tuple[Execution, ...],
    settings: ChecksSettings,
    comparison: Comparison,
) -> Checked:
    own = [each for each in executions if _has_own_values(each, settings)]
    cached = all(each.cached for each in executions)
    if not own:
        reason = "it is executed with other parameters than its own"
        return Checked(notebook=subject.path, skipped=reason, cached=cached)
    if is_foreign(subject, own[0]):
        return Checked(notebook=subject.path, skipped=own[0].message, cached=cached)
    if has_failed(own[0]):
        failed = not_run(CheckName.REPRODUCE, "warning", subject, own[0])
        return Checked(notebook=subject.path, findings=(failed,), cached=cached)
    found = [
        _finding(subject, cell, difference)
        for cell in cells
        if cell.key in own[0].outputs
        for difference in comparison.differences(cell.outputs, own[0].outputs[cell.key])
    ]
    return Checked(notebook=subject.path, findings=tuple(found), cached=cached)


def _has_own_values(execution: Execution, settings: ChecksSettings) -> bool:
    sets = {each.name: each.values for each in settings.execute.parameters}
    return not execution.parameters or not sets.get(execution.parameters)


def _finding(subject: Subject, cell: Cell, difference: Difference) -> Finding:
    return Finding(
        check=CheckName.REPRODUCE,
        code=difference.code,
        severity="warning",
        message=difference.message,
        hint=_HINT,
        notebook=subject.path,
        cell=cell.key,
        index=cell.index,
        output=difference.output,
        detail=difference.detail,
        key=cell.source,
    )
