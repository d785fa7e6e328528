"""Metrics of a base, by real git and real kernels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from jupyter_mlops.checks.gates import GatesCheck, data_digest
from jupyter_mlops.checks.inputs import input_of
from jupyter_mlops.checks.known import Known
from jupyter_mlops.checks.model import Report
from jupyter_mlops.errors import InvalidError
from jupyter_mlops.git.command import feed_git
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.services.base_metrics import CommitMetrics
from jupyter_mlops.services.check import check_project
from jupyter_mlops.services.check_order import CheckOrder
from jupyter_mlops.settings.checks import ChecksSettings
from tests.checks.notebooks import notebook
from tests.git.notebooks import isolate

TRAIN = """
from jupyter_mlops.track import metric
import own
rows = len(open("data.csv").read().splitlines())
metric(r2={r2}, rows=rows)
"""
RULES = """
[tool.jupyter-mlops.checks]
base = "base"
[[tool.jupyter-mlops.checks.gates.rules]]
not-worse = "r2"
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project in a folder of a repository, with a base, and a worse model since."""
    isolate(monkeypatch, tmp_path / "home")
    repository = tmp_path.resolve() / "repository"
    root = repository / "project"
    root.mkdir(parents=True)
    feed_git(repository, "init", "--quiet")
    (root / "pyproject.toml").write_text(RULES)
    (root / "data.csv").write_text("1\n2\n")
    (root / "own.py").write_text("")
    (root / "train.ipynb").write_bytes(notebook(TRAIN.format(r2=0.9)))
    _commit(repository, "one")
    feed_git(repository, "branch", "base")
    (root / "train.ipynb").write_bytes(notebook(TRAIN.format(r2=0.8)))
    (root / "own.py").write_text("# edited")
    _commit(repository, "two")
    yield root
    listed = feed_git(repository, "worktree", "list", "--porcelain")
    assert listed.count(b"worktree ") == 1


def _commit(repository: Path, message: str) -> None:
    feed_git(repository, "add", ".")
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    feed_git(repository, *who, "commit", "--quiet", "-m", message)


def _codes(report: Report) -> list[str]:
    return [found.code for result in report.checks for found in result.findings]


def test_a_metric_that_got_worse_is_found_and_on_other_data_not_compared(
    root: Path, home: Path
) -> None:
    order = CheckOrder(folder=root, checks=(GatesCheck.name,))
    report = check_project(order, home=Home(home))
    assert _codes(report) == ["metric-worse"]
    assert {(each.name, each.value, each.base) for each in report.metrics} == {
        ("r2", 0.8, 0.9),
        ("rows", 2.0, 2.0),
    }
    again = check_project(order, home=Home(home))
    assert (_codes(again), again.checks[0].cached) == (["metric-worse"], 1)
    (root / "data.csv").write_text("1\n2\n3\n")
    assert _codes(check_project(order, home=Home(home))) == ["other-data"]


def test_a_base_is_executed_once_for_each_commit(root: Path, tmp_path: Path) -> None:
    known = Known(tmp_path / "known")
    commit = feed_git(root, "rev-parse", "base").decode().strip()
    data = data_digest([input_of(root, "data.csv")])
    for _ in range(2):
        metrics = CommitMetrics(root, ChecksSettings(), lambda: commit, known)
        with closing(metrics):
            assert metrics.of("train.ipynb", "", data) == {"r2": 0.9, "rows": 2.0}
            assert metrics.of("train.ipynb", "", "other") is None
            assert metrics.of("train.ipynb", "no such set", data) is None
            assert metrics.of("new.ipynb", "", data) is None


def test_where_there_is_no_base_there_are_no_metrics(root: Path) -> None:
    def missing() -> str:
        raise InvalidError("there is no such branch")

    for commit in (missing, lambda: None):
        assert CommitMetrics(root, ChecksSettings(), commit, Known(None)).of("a", "", "") is None
