"""What checks mend."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from jupyter_mlops.checks import registry
from jupyter_mlops.checks.check import Fixed
from jupyter_mlops.checks.model import CheckName
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import StaleError, UnavailableError
from jupyter_mlops.services import check_fix
from jupyter_mlops.services.check_fix import fix_project
from jupyter_mlops.services.check_order import CheckOrder
from jupyter_mlops.services.git_setup import set_up
from tests.checks.fakes import FakeCheck, OtherCheck
from tests.git.notebooks import NotebookRepository, isolate


class Upper(FakeCheck):
    """Writes `a` as `A`."""

    def fix(self, subjects: Sequence[Subject], context: Context) -> Mapping[str, Fixed]:
        del context
        self.looked += [each.path for each in subjects]
        return {
            each.path: Fixed(data=each.data.replace(b"aaa", b"AAA"), count=1)
            for each in subjects
            if b"aaa" in each.data
        }


class Doubler(OtherCheck):
    """Writes `A` twice."""

    def fix(self, subjects: Sequence[Subject], context: Context) -> Mapping[str, Fixed]:
        del context
        return {
            each.path: Fixed(data=each.data.replace(b"AAA", b"AAAAAA"), count=2)
            for each in subjects
            if b"AAA" in each.data
        }


class Absent(OtherCheck):
    """Needs what isn't installed."""

    def fix(self, subjects: Sequence[Subject], context: Context) -> Mapping[str, Fixed]:
        del subjects, context
        raise UnavailableError("no ruff")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    isolate(monkeypatch, tmp_path / "home")
    return NotebookRepository(tmp_path / "project")


def using(monkeypatch: pytest.MonkeyPatch, *checks: FakeCheck) -> CheckOrder:
    by_name = {check.name: check for check in checks}
    monkeypatch.setattr(check_fix, "get_check", by_name.__getitem__)
    return CheckOrder(folder=Path(), checks=tuple(by_name))


def fixed(repository: NotebookRepository, order: CheckOrder) -> dict[str, int]:
    named = CheckOrder(folder=repository.folder, checks=order.checks)
    return fix_project(named).notebooks


def test_one_check_goes_on_where_another_has_left_off(
    repository: NotebookRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = using(monkeypatch, Upper(), Doubler())
    file = repository.save("one.ipynb", "x = 'aaa'")
    other = repository.save("two.ipynb", "x = 1")
    before = other.stat().st_mtime_ns
    assert fixed(repository, order) == {"one.ipynb": 3}
    assert json.loads(file.read_bytes())["cells"][0]["source"] == "x = 'AAAAAA'"
    assert other.stat().st_mtime_ns == before
    assert fixed(repository, order) == {"one.ipynb": 2}


def test_files_are_mended_with_their_outputs_though_git_would_store_none(
    repository: NotebookRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(repository.folder)
    file = repository.save("one.ipynb", "x = 'aaa'", outputs="aaa printed\n")
    fixed(repository, using(monkeypatch, Upper()))
    (output,) = json.loads(file.read_bytes())["cells"][0]["outputs"]
    assert output["text"] == "AAA printed\n"


def test_what_is_not_installed_or_unreadable_stops_nobody(
    repository: NotebookRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    upper = Upper()
    repository.save("one.ipynb", "x = 'aaa'")
    repository.write("bad.ipynb", "{aaa")
    assert fixed(repository, using(monkeypatch, upper, Absent())) == {"one.ipynb": 1}
    assert upper.looked == ["one.ipynb"]
    assert (repository.folder / "bad.ipynb").read_text() == "{aaa"


def test_what_somebody_saves_meanwhile_is_not_overwritten(
    repository: NotebookRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Saved(Upper):
        def fix(self, subjects: Sequence[Subject], context: Context) -> Mapping[str, Fixed]:
            repository.save("one.ipynb", "x = 'mine'")
            return super().fix(subjects, context)

    repository.save("one.ipynb", "x = 'aaa'")
    with pytest.raises(StaleError, match=r"one\.ipynb was saved meanwhile"):
        fixed(repository, using(monkeypatch, Saved()))
    assert "mine" in (repository.folder / "one.ipynb").read_text()


def test_every_check_says_what_it_is() -> None:
    for check in registry.all_checks():
        assert check.title
        assert (type(check).__doc__ or "").strip()
    assert [check.name for check in registry.all_checks()] == list(CheckName)
