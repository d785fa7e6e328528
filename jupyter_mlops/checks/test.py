"""The check of what notebooks test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from jupyter_mlops.checks.check import Checked
from jupyter_mlops.checks.executing import ExecutingCheck, executions_of, has_failed, not_run
from jupyter_mlops.checks.model import CheckName, Finding
from jupyter_mlops.checks.notebook_tests import TEST_TAG, find_tests
from jupyter_mlops.checks.ports import Context, Execution, TestCall
from jupyter_mlops.checks.subject import Cell, Subject

_FUNCTION = "test-failed"
_CELL = "test-cell-failed"
_SKIPPED = "test-skipped"


class TestCheck(ExecutingCheck):
    """The tests that notebooks have must pass.

    There are two kinds. Cells tagged `test` are tests themselves: an assertion that fails in one is
    told here, and the cells after it are executed all the same. Functions at the top level of a
    notebook whose names begin with `test_` are called after the last cell, in the notebook's
    kernel, with whatever the notebook has made by then. Those that need arguments are not, since
    there are no fixtures here, unless `pytest.mark.parametrize` gives them; the marks `skip`,
    `skipif` and `xfail` are honoured, and so are `pytest.skip()` and `unittest.SkipTest`. A
    coroutine function is awaited. Where a notebook that has tests doesn't come to its end, they are
    not called, and have not passed (`not-run`).

    Tests that were exported with modules (`jupyter mlops export --test`) are run by pytest, against
    the modules as they are.

    Codes: `test-failed` (a function), `test-cell-failed`, `module-test-failed`, `not-run`;
    `test-skipped`, a note.

    Settings: `functions` and `modules`, whether those are called and run; besides what every check
    has: `severity`, `paths`, `exclude`, `ignore`. How notebooks are executed is set with `execute`.
    """

    __test__ = False  # for pytest, which takes the class for tests by its name

    name: ClassVar = CheckName.TEST
    title: ClassVar = "Test"
    version: ClassVar = 1

    def run(self, subjects: Sequence[Subject], context: Context) -> Iterator[Checked]:
        """Executes notebooks and calls their tests; tells of each in order, then of modules."""
        executions = executions_of(context)
        executions.start(subjects)
        for subject in subjects:
            functions = context.settings.test.functions
            yield _judge(subject, executions.of(subject), functions=functions)
        if context.settings.test.modules:
            found = tuple(context.module_tests())
            if found:
                yield Checked(notebook="", findings=found)


def _judge(subject: Subject, executions: tuple[Execution, ...], *, functions: bool) -> Checked:
    calls = [(each, call) for each in executions for call in each.tests]
    told = [(each, call) for each, call in calls if call.outcome != "passed"]
    failed = [each for each in executions if has_failed(each) and not each.tests]
    unseen = failed if _has_tests(subject, functions=functions) else []
    cells = {cell.key: cell for cell in subject.code}
    return Checked(
        notebook=subject.path,
        findings=(
            *(
                _finding(subject, each, call, cells[call.cell])
                for each, call in told
                if call.cell in cells
            ),
            *(not_run(CheckName.TEST, "error", subject, each) for each in unseen),
        ),
        skipped="" if calls or unseen else "it has no tests",
        cached=all(each.cached for each in executions),
    )


def _has_tests(subject: Subject, *, functions: bool) -> bool:
    tagged = any(TEST_TAG in cell.tags for cell in subject.code)
    return tagged or (functions and bool(find_tests(subject)))


def _finding(subject: Subject, execution: Execution, call: TestCall, cell: Cell) -> Finding:
    failed = call.outcome == "failed"
    lines = cell.source.splitlines()
    line = call.failed_line or call.line
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    code = (_FUNCTION if call.name else _CELL) if failed else _SKIPPED
    return Finding(
        check=CheckName.TEST,
        code=code,
        severity="error" if failed else "note",
        message=f"{call.name or 'the test'} {_said(call, text)}",
        notebook=subject.path,
        cell=cell.key,
        index=cell.index,
        line=line if text else None,
        parameters=execution.parameters,
        detail=call.traceback,
        key=call.name or text,
    )


def _said(call: TestCall, text: str) -> str:
    if call.outcome == "skipped":
        return f"is skipped: {call.message}" if call.message else "is skipped"
    bare = call.message == "AssertionError" and text.startswith("assert")
    return f"fails: {text if bare else call.message}"
