"""Notebooks executed for checks, by real kernels: one project, executed once for all tests here."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from jupyter_mlops.checks.known import Known
from jupyter_mlops.checks.ports import Execution
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.services.check_execution import CheckExecutions
from jupyter_mlops.settings.checks import ChecksSettings, ExecuteSettings, ParameterSet
from tests.checks.notebooks import code, markdown, notebook, subject

SETTINGS = ChecksSettings(
    execute=ExecuteSettings(
        parameters=(
            ParameterSet(notebook="parameters.ipynb", name="two", values={"n": 2}),
            ParameterSet(notebook="parameters.ipynb", name="wrong", values={"n": "text"}),
        ),
        data=("data/*.bin",),
        parallel=2,
    )
)

TESTS = (
    "import pytest\nvalue = 3",
    "def test_passes():\n    assert value == 3\n\ndef test_fails():\n    assert value == 4, 'no'",
    "def test_needs(tmp_path): ...\nasync def test_awaits():\n    raise KeyError('k')",
    (
        "@pytest.mark.parametrize('a, b', [(1, 1), (1, 2), pytest.param(3, 3)])\n"
        "def test_cases(a, b):\n    assert a == b"
    ),
    (
        "@pytest.mark.skipif(value == 3, reason='three')\ndef test_marked(): ...\n"
        "@pytest.mark.xfail\ndef test_expected():\n    assert 0\n"
        "def test_skips():\n    pytest.skip('not here')"
    ),
    code("\n# a comment\nassert value == 4", tags=["test"]),
    code("pytest.skip('nor here')", tags=["test"]),
    code("assert value == 3", tags=["test"]),
)
NOTEBOOKS: dict[str, bytes] = {
    "reads.ipynb": notebook(
        markdown("# text"),
        "import json, own\nprint(json.load(open('data/given.json'))['n'])",
        "path = 'data/named.txt'\ntry:\n    open('data/later.txt')\nexcept OSError:\n    pass",
    ),
    "makes.ipynb": notebook(
        "open('made.txt', 'w').write('1')\nprint(open('made.txt').read())",
        "n = int(open('count.txt').read())\nopen('count.txt', 'w').write(str(n + 1))",
    ),
    "lists.ipynb": notebook(
        "from pathlib import Path\nprint(sorted(f.name for f in Path('parts').glob('*.csv')))",
        "_ = Path('parts/sum.txt').write_text('made')",
    ),
    "fails.ipynb": notebook("x = 1", markdown("between"), "\n\n# why\nx / 0", "print('never')"),
    "parameters.ipynb": notebook(code("n = 1", tags=["parameters"]), "print(n * 10)"),
    "metrics.ipynb": notebook("from jupyter_mlops.track import metric\nmetric(r2=0.5, b=1)"),
    "tests.ipynb": notebook(*TESTS),
    "dies.ipynb": notebook("def test_dies():\n    import os; os._exit(1)"),
    "halved.ipynb": notebook("x = '\ud83d'\nprint(x, '\N{SNOWMAN}')"),
    "lenient.ipynb": notebook(
        code("1 / 0", tags=["raises-exception"]),
        "# NBVAL_RAISES_EXCEPTION\n1 / 0",
        code("1 / 0", tags=["skip-execution"]),
        "# NBVAL_SKIP\n1 / 0",
        "print('end')",
    ),
    "allowed.ipynb": notebook("1 / 0", "print('end')", execution={"allow_errors": True}),
    "imported.ipynb": notebook("import raises\nraises.now()"),
    "shown.ipynb": notebook(
        "x = 1", "get_ipython().showtraceback((ValueError, ValueError('v'), None))"
    ),
    "killed.ipynb": notebook("import os\nos._exit(1)"),
    "late.ipynb": notebook("import time\ntime.sleep(60)", execution={"timeout": 1}),
    "skipped.ipynb": notebook("import unittest\nraise unittest.SkipTest('no GPU')", "1 / 0"),
    "foreign.ipynb": notebook("1", kernelspec={"name": "nowhere", "language": "python"}),
}


@dataclass(frozen=True)
class Project:
    """A project whose notebooks were executed."""

    root: Path
    known: Known
    found: dict[str, tuple[Execution, ...]]

    def subjects(self, *names: str) -> list[Subject]:
        return [Subject(name, NOTEBOOKS[name], self.root / name) for name in names or NOTEBOOKS]

    def again(self, *names: str, **how: Any) -> dict[str, tuple[Execution, ...]]:
        """What is said of notebooks the next time."""
        os.environ.pop("PYTEST_CURRENT_TEST", None)  # with it, kernels differ from their templates
        subjects = self.subjects(*names)
        with closing(CheckExecutions(self.root, SETTINGS, self.known, **how)) as executions:
            executions.start(subjects)
            return {each.path: executions.of(each) for each in subjects}

    def one(self, name: str) -> Execution:
        (execution,) = self.found[name]
        return execution


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("checked").resolve()
    root = folder / "project"
    (root / "data").mkdir(parents=True)
    (root / "data" / "given.json").write_text(json.dumps({"n": 5}))
    (root / "data" / "named.txt").write_text("named")
    (root / "data" / "set.bin").write_text("set")
    (root / "parts").mkdir()
    (root / "parts" / "one.csv").write_text("1")
    (root / "count.txt").write_text("1")
    (root / "own.py").write_text("import other_own\n")
    raises = "def now():\n    import os\n    raise ValueError(f'in {os.path.abspath(__file__)}')\n"
    (root / "raises.py").write_text(raises)
    (root / "src").mkdir()
    (root / "src" / "other_own.py").write_text("")
    for name, data in NOTEBOOKS.items():
        (root / name).write_bytes(data)
    made = Project(root, Known(folder / "known"), {})
    made.found.update(made.again())
    yield made
    children = psutil.Process().children(recursive=True)
    assert psutil.wait_procs(children, timeout=60)[1] == []


def test_what_cells_show_is_there_by_their_keys(project: Project) -> None:
    execution = project.one("reads.ipynb")
    assert (execution.state, execution.cached) == ("succeeded", False)
    assert execution.outputs["c1"][0]["text"] == ["5\n"]
    assert execution.outputs["c2"] == ()
    assert execution.duration > 0


def test_what_it_has_read_or_names_is_known(project: Project) -> None:
    inputs = {each.path: bool(each.digest) for each in project.one("reads.ipynb").inputs}
    assert inputs == {
        "data/given.json": True,
        "data/later.txt": False,
        "data/named.txt": True,
        "data/set.bin": True,
        "own.py": True,
        "src/other_own.py": True,
    }


def test_what_it_has_made_is_no_input(project: Project) -> None:
    inputs = {each.path for each in project.one("makes.ipynb").inputs}
    assert inputs == {"count.txt", "data/set.bin"}


def test_a_failure_has_its_cell_and_line(project: Project) -> None:
    execution = project.one("fails.ipynb")
    assert (execution.state, execution.code) == ("failed", "ZeroDivisionError")
    assert (execution.cell, execution.index, execution.line) == ("c2", 2, 4)
    assert execution.message == "ZeroDivisionError: division by zero"
    assert "x / 0" in execution.traceback
    assert "\x1b" not in execution.traceback
    assert execution.outputs["c3"] == ()


def test_half_of_a_character_is_executed_as_a_browser_would_send_it(project: Project) -> None:
    execution = project.one("halved.ipynb")
    assert execution.state == "succeeded"
    assert "\N{REPLACEMENT CHARACTER} \N{SNOWMAN}" in str(execution.outputs["c0"])


def test_each_parameter_set_is_an_execution_of_its_own(project: Project) -> None:
    two, wrong = project.found["parameters.ipynb"]
    assert (two.parameters, two.state) == ("two", "succeeded")
    assert two.outputs["c1"][0]["text"] == ["20\n"]
    assert (wrong.parameters, wrong.state) == ("wrong", "broken")
    assert "n" in wrong.message


def test_what_it_says_does_not_tell_where_it_was_executed(project: Project) -> None:
    calls = {call.name: call.traceback for call in project.one("tests.ipynb").tests}
    assert 'File "<cell>", line 5, in test_fails' in calls["test_fails"]
    raised = project.one("imported.ipynb")
    assert raised.message == "ValueError: in raises.py"
    assert "raises.py:3" in raised.traceback
    assert str(project.root) not in raised.traceback


def test_metrics_are_gathered(project: Project) -> None:
    assert project.one("metrics.ipynb").metrics == {"r2": 0.5, "b": 1.0}


def test_functions_are_called_and_cells_are_judged(project: Project) -> None:
    execution = project.one("tests.ipynb")
    assert execution.state == "succeeded"
    calls = {
        call.name or call.cell: (call.outcome, call.message, call.cell, call.failed_line)
        for call in execution.tests
    }
    assert calls == {
        "c5": ("failed", "AssertionError", "c5", 3),
        "c6": ("skipped", "nor here", "c6", 1),
        "c7": ("passed", "", "c7", None),
        "test_passes": ("passed", "", "c1", None),
        "test_fails": ("failed", "AssertionError: no", "c1", 5),
        "test_needs": ("skipped", "it needs tmp_path, and there are no fixtures here", "c2", None),
        "test_awaits": ("failed", "KeyError: 'k'", "c2", 3),
        "test_cases[0]": ("passed", "", "c3", None),
        "test_cases[1]": ("failed", "AssertionError", "c3", 3),
        "test_cases[2]": ("passed", "", "c3", None),
        "test_marked": ("skipped", "three", "c4", None),
        "test_expected": ("skipped", "it is expected to fail: AssertionError", "c4", None),
        "test_skips": ("skipped", "not here", "c4", None),
    }


def test_a_test_that_ends_the_kernel_has_failed(project: Project) -> None:
    execution = project.one("dies.ipynb")
    (call,) = execution.tests
    assert (call.outcome, call.message) == ("failed", "the kernel ended meanwhile")


@pytest.mark.parametrize("name", ["lenient.ipynb", "allowed.ipynb"])
def test_cells_may_raise_or_be_skipped_where_they_say_so(project: Project, name: str) -> None:
    execution = project.one(name)
    assert execution.state == "succeeded"
    last = list(execution.outputs.values())[-1]
    assert last[0]["text"] == ["end\n"]


@pytest.mark.parametrize(
    ("name", "state", "code", "message"),
    [
        ("shown.ipynb", "failed", "ValueError", "ValueError: v"),
        ("killed.ipynb", "failed", "kernel-died", "the kernel died"),
        ("late.ipynb", "failed", "timeout", "took longer than 1 s"),
        ("skipped.ipynb", "succeeded", "skipped", "no GPU"),
        ("foreign.ipynb", "broken", "kernel-missing", "nowhere"),
    ],
)
def test_other_ends_are_told_apart(
    project: Project, name: str, state: str, code: str, message: str
) -> None:
    execution = project.one(name)
    assert (execution.state, execution.code) == (state, code)
    assert message in execution.message


def test_what_would_come_out_again_is_known(project: Project) -> None:
    lasting = [name for name in NOTEBOOKS if name not in _PASSING]
    again = project.again(*lasting)
    cached = {name: all(each.cached for each in found) for name, found in again.items()}
    assert cached == dict.fromkeys(lasting, True)
    assert again["fails.ipynb"][0].traceback == project.one("fails.ipynb").traceback
    assert again["tests.ipynb"][0].tests == project.one("tests.ipynb").tests


#: What the machine, the clock or the notebook itself has changed.
_PASSING = ("makes.ipynb", "killed.ipynb", "late.ipynb", "foreign.ipynb", "parameters.ipynb")


def test_a_file_that_it_has_read_makes_it_unknown_and_its_old_content_known_again(
    project: Project,
) -> None:
    file = project.root / "data" / "given.json"
    before = file.read_text()
    file.write_text(json.dumps({"n": 6}))
    (changed,) = project.again("reads.ipynb")["reads.ipynb"]
    assert (changed.cached, changed.outputs["c1"][0]["text"]) == (False, ["6\n"])
    file.write_text(before)
    (project.root / "data" / "later.txt").write_text("it is there now")
    (later,) = project.again("reads.ipynb")["reads.ipynb"]
    assert (later.cached, later.outputs["c1"][0]["text"]) == (False, ["5\n"])
    (project.root / "data" / "later.txt").unlink()


def test_a_file_that_comes_into_a_folder_it_lists_makes_it_unknown(project: Project) -> None:
    listed = {each.path: each.aside for each in project.one("lists.ipynb").inputs if each.folder}
    assert listed == {"parts": ("sum.txt",)}
    (project.root / "parts" / "two.csv").write_text("2")
    (again,) = project.again("lists.ipynb")["lists.ipynb"]
    (project.root / "parts" / "two.csv").unlink()
    assert (again.cached, again.outputs["c0"][0]["text"]) == (False, ["['one.csv', 'two.csv']\n"])


def test_what_is_known_can_be_left_aside(project: Project) -> None:
    assert not project.again("metrics.ipynb", fresh=True)["metrics.ipynb"][0].cached


def test_nothing_is_begun_once_somebody_wants_it_to_stop(project: Project) -> None:
    stopped = CheckExecutions(project.root, SETTINGS, Known(None), cancelled=lambda: True)
    with closing(stopped), pytest.raises(Exception, match="cancelled"):
        stopped.of(subject("1", root=project.root))
