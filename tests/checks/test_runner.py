"""Checks carried out."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.checks.check import Checked
from jupyter_mlops.checks.inputs import input_of
from jupyter_mlops.checks.known import Known
from jupyter_mlops.checks.memory import Memory
from jupyter_mlops.checks.model import CheckName, CheckResult
from jupyter_mlops.checks.ports import Context, Progress
from jupyter_mlops.checks.runner import Outcome, Runner, Telling
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import CancelledError, InvalidError, UnavailableError
from jupyter_mlops.settings.checks import ChecksSettings, SizeSettings
from tests.checks.fakes import FakeCheck, NewerCheck, OtherCheck, found, subject


class Bench:
    """A project's folder, settings and memory."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        self.root.mkdir()
        self.known = Known(folder / "known")
        self.settings = ChecksSettings()
        self.cancelled = False
        self.progress: list[Progress] = []
        self.results: list[CheckResult] = []

    def run(self, *checks: FakeCheck, of: list[Subject], fresh: bool = False) -> Outcome:
        context = Context(self.root, self.settings, cancelled=lambda: self.cancelled)
        telling = Telling(progressed=self.progress.append, checked=self.results.append)
        memory = Memory(self.known, context, fresh=fresh)
        return Runner(context, memory, telling=telling).run(checks, of)

    def result(self, check: FakeCheck, *subjects: Subject, fresh: bool = False) -> CheckResult:
        return self.run(check, of=list(subjects), fresh=fresh).results[0]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def warning(each: Subject, _: Context) -> Checked:
    return Checked(notebook=each.path, findings=(found(each.path),))


def test_an_unchanged_notebook_is_looked_at_once(bench: Bench) -> None:
    check = FakeCheck(warning)
    first = bench.result(check, subject("a.ipynb", "1"), subject("b.ipynb", "2"))
    again = bench.result(check, subject("a.ipynb", "1"), subject("b.ipynb", "3"))
    assert check.looked == ["a.ipynb", "b.ipynb", "b.ipynb"]
    assert (first.cached, again.cached) == (0, 1)
    assert first.findings == again.findings
    assert again.verdict == "warned"


def test_another_setting_or_version_asks_again_and_so_does_a_fresh_look(bench: Bench) -> None:
    check = FakeCheck()
    each = subject("a.ipynb", "1")
    bench.result(check, each)
    bench.settings = ChecksSettings(size=SizeSettings(cell_lines=5))
    bench.result(check, each)
    newer = NewerCheck()
    bench.result(newer, each)
    bench.result(newer, each, fresh=True)
    assert (len(check.looked), len(newer.looked)) == (2, 2)
    assert bench.result(newer, each).cached == 1


def test_a_verdict_holds_as_long_as_its_files_stay(bench: Bench) -> None:
    (bench.root / "data.csv").write_text("1")
    check = FakeCheck(
        lambda each, context: Checked(
            notebook=each.path, inputs=(input_of(context.root, "data.csv"),)
        )
    )
    each = subject("a.ipynb", "1")
    bench.result(check, each)
    assert bench.result(check, each).cached == 1
    (bench.root / "data.csv").write_text("22")
    assert bench.result(check, each).cached == 0


def test_what_was_not_carried_out_is_not_remembered(bench: Bench) -> None:
    check = FakeCheck(lambda each, _: Checked(notebook=each.path, broken="no kernel"))
    for _ in range(2):
        result = bench.result(check, subject("a.ipynb", "1"))
        assert (result.verdict, result.message) == ("broken", "a.ipynb: no kernel")
    assert len(check.looked) == 2


@pytest.mark.parametrize(
    ("error", "verdict", "message"),
    [
        (UnavailableError("no ruff", hint="install it"), "skipped", "no ruff (install it)"),
        (InvalidError("a bad pattern"), "broken", "a bad pattern"),
        (ZeroDivisionError("oh"), "broken", "the check itself has failed: ZeroDivisionError: oh"),
    ],
)
def test_a_check_that_fails_takes_no_other_along(
    bench: Bench, error: Exception, verdict: str, message: str
) -> None:
    def fail(_: Subject, __: Context) -> Checked:
        raise error

    other = OtherCheck(warning)
    outcome = bench.run(FakeCheck(fail), other, of=[subject("a.ipynb", "1")])
    failed, fine = outcome.results
    assert (failed.verdict, failed.message) == (verdict, message)
    assert (fine.check, fine.verdict) == (CheckName.ORDER, "warned")


def test_a_check_without_anything_to_do_is_skipped_and_says_why(bench: Bench) -> None:
    check = FakeCheck(lambda each, _: Checked(notebook=each.path, skipped="not Python"))
    result = bench.result(check, subject("a.ipynb", "1"))
    assert (result.verdict, result.message) == ("skipped", "not Python")
    assert bench.result(FakeCheck()).verdict == "skipped"


def test_what_one_notebook_has_nothing_for_is_not_said_of_all(bench: Bench) -> None:
    reasons = {"a.ipynb": "it has no tests", "b.ipynb": ""}
    check = FakeCheck(lambda each, _: Checked(notebook=each.path, skipped=reasons[each.path]))
    result = bench.result(check, subject("a.ipynb", "1"), subject("b.ipynb", "2"))
    assert (result.verdict, result.message) == ("passed", "")


def test_an_unreadable_notebook_is_a_finding_of_the_first_check(bench: Bench) -> None:
    broken = Subject("b.ipynb", b"{", Path("/nowhere/b.ipynb"))
    first, second = FakeCheck(), OtherCheck()
    for _ in range(2):
        outcome = bench.run(first, second, of=[subject("a.ipynb", "1"), broken])
        (finding,) = outcome.results[0].findings
        assert (finding.code, finding.severity) == ("unreadable", "error")
        assert finding.notebook == "b.ipynb"
        assert "b.ipynb" not in finding.message
        assert outcome.results[0].verdict == "failed"
        assert not outcome.results[1].findings
    assert first.looked == ["a.ipynb"]


def test_settings_say_which_notebooks_a_check_is_for(bench: Bench) -> None:
    bench.settings = ChecksSettings(size=SizeSettings(paths=("notebooks",), exclude=("b.ipynb",)))
    check = FakeCheck()
    paths = ("a.ipynb", "notebooks/a.ipynb", "notebooks/b.ipynb")
    result = bench.result(check, *(subject(path, "1") for path in paths))
    assert check.looked == ["notebooks/a.ipynb"]
    assert result.notebooks == 1


def test_progress_counts_each_check_of_each_notebook(bench: Bench) -> None:
    checks = FakeCheck(), OtherCheck()
    bench.run(*checks, of=[subject("a.ipynb", "1"), subject("b.ipynb", "2")])
    last = bench.progress[-1]
    assert (last.done, last.total, last.check, last.notebook) == (4, 4, "order", "b.ipynb")
    assert [each.done for each in bench.progress] == sorted(each.done for each in bench.progress)
    assert [result.check for result in bench.results] == [CheckName.SIZE, CheckName.ORDER]


def test_whoever_cancels_is_obeyed_between_notebooks(bench: Bench) -> None:
    def cancel(each: Subject, _: Context) -> Checked:
        bench.cancelled = True
        return Checked(notebook=each.path)

    check = FakeCheck(cancel)
    with pytest.raises(CancelledError):
        bench.run(check, of=[subject("a.ipynb", "1"), subject("b.ipynb", "2")])
    assert check.looked == ["a.ipynb"]
