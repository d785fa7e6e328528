"""The check that executes notebooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from jupyter_mlops.checks.check import Checked
from jupyter_mlops.checks.executing import ExecutingCheck, executions_of, has_failed, is_foreign
from jupyter_mlops.checks.model import CheckName, Finding
from jupyter_mlops.checks.ports import Context, Execution
from jupyter_mlops.checks.subject import Subject


class ExecuteCheck(ExecutingCheck):
    """Notebooks have to run from top to bottom in a fresh kernel.

    Each is executed in its own folder, in a kernel that no other notebook has used, as the
    notebook's metadata name it. What it prints is compared by `reproduce`; what it tests is told by
    `test`. Nothing is written to the notebook.

    With parameters, one notebook is executed several times:

        [[tool.jupyter-mlops.checks.execute.parameters]]
        notebook = "train.ipynb"
        name = "small"
        values = { rows = 100 }

    A result is known as long as sources, parameters, environment and the files that it has read
    stay the same: those that the kernel was seen to open, those whose names stand in the notebook,
    and those that `data` names. A service that it has asked is not seen; `--fresh` executes again.

    Cells may raise where they are tagged `raises-exception` (or marked for nbval as
    `# NBVAL_RAISES_EXCEPTION`), and are left out where they are tagged `skip-execution` or
    `nbval-skip` (`# NBVAL_SKIP`). A cell that raises `pytest.skip` or `unittest.SkipTest` ends its
    notebook well. `metadata.execution` of a notebook may say `allow_errors` and `timeout`, as for
    nbmake.

    Codes: the class of the exception, such as `NameError`; `timeout`, `kernel-died`,
    `memory-limit`; `kernel-missing` and others where it could not be executed at all.

    Settings: `parameters`, `timeout` (30 minutes), `cell-timeout`, `parallel`, `warm`, `kernel`,
    `data`; besides what every check has: `severity`, `paths`, `exclude`, `ignore`.
    """

    name: ClassVar = CheckName.EXECUTE
    title: ClassVar = "Execute"
    version: ClassVar = 1

    def run(self, subjects: Sequence[Subject], context: Context) -> Iterator[Checked]:
        """Executes notebooks; tells of each in order."""
        executions = executions_of(context)
        executions.start(subjects)
        for subject in subjects:
            yield _judge(subject, executions.of(subject))


def _judge(subject: Subject, executions: tuple[Execution, ...]) -> Checked:
    absent = [each for each in executions if is_foreign(subject, each)]
    if absent:
        return Checked(notebook=subject.path, skipped=absent[0].message)
    return Checked(
        notebook=subject.path,
        findings=tuple(_finding(subject, each) for each in executions if has_failed(each)),
        cached=all(each.cached for each in executions),
        skipped=_skipped(executions),
    )


def _skipped(executions: tuple[Execution, ...]) -> str:
    reasons = [each.message or "it says so" for each in executions if each.code == "skipped"]
    return reasons[0] if len(reasons) == len(executions) else ""


def _finding(subject: Subject, execution: Execution) -> Finding:
    index = execution.index
    source = "" if index is None else subject.cells[index].source
    lines = source.splitlines()
    line = execution.line if execution.line and execution.line <= len(lines) else None
    return Finding(
        check=CheckName.EXECUTE,
        code=execution.code,
        severity="error",
        message=execution.message,
        hint=execution.hint,
        notebook=subject.path,
        cell=execution.cell,
        index=index,
        line=line,
        parameters=execution.parameters,
        detail=execution.traceback,
        key=lines[line - 1] if line else "",
    )
