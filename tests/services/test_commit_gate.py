"""What a commit would hold."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from jupyter_mlops.errors import GateError
from jupyter_mlops.services import check as check_module
from jupyter_mlops.services.commit import CommitOrder, commit_staged
from jupyter_mlops.services.commit_gate import find_gate
from jupyter_mlops.services.git_hook import install_hooks
from tests.git.notebooks import NotebookRepository, isolate
from tests.services.test_check import KEY, LEAK


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    isolate(monkeypatch, tmp_path / "home")
    return NotebookRepository(tmp_path / "project")


def message(repository: NotebookRepository) -> str:
    return repository.git("log", "-1", "--format=%B")


def test_a_secret_stands_in_the_way_of_a_commit(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", LEAK)
    repository.git("add", "--all")
    with pytest.raises(GateError, match="1 secret") as refused:
        commit_staged(repository.folder, CommitOrder(message="Change"))
    assert refused.value.detail.startswith("a.ipynb, cell [1], line 1: an AWS access key")
    assert KEY not in refused.value.detail + refused.value.message + refused.value.hint


def test_an_override_leaves_a_line_in_the_message(repository: NotebookRepository) -> None:
    install_hooks(repository.folder)  # which must not ask again
    repository.save("a.ipynb", LEAK)
    repository.git("add", "--all")
    order = CommitOrder(message="Change\n\nMore.", override=" a test\nkey ")
    commit_staged(repository.folder, order)
    trailer = "Checks-Overridden: secrets (1): a test key"
    assert message(repository) == f"Change\n\nMore.\n\n{trailer}"


def test_an_override_of_nothing_leaves_nothing(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", "x = 1")
    repository.git("add", "--all")
    commit_staged(repository.folder, CommitOrder(message="Change", override="to be sure"))
    assert message(repository) == "Change"


def test_all_else_is_counted(repository: NotebookRepository) -> None:
    repository.save("a.ipynb", "print(undefined)")
    repository.write("b.ipynb", "{")
    repository.git("add", "--all")
    gate = find_gate(repository.folder)
    assert gate.blocking == ()
    assert {"a.ipynb", "b.ipynb"} <= {each.notebook for each in gate.warnings}
    made = commit_staged(repository.folder, CommitOrder(message="Change"))
    assert made.warnings == len(gate.warnings) >= 2


def test_what_is_not_staged_is_nobodys_business(repository: NotebookRepository) -> None:
    repository.save("old.ipynb", LEAK)
    repository.commit("old.ipynb")
    repository.save("a.ipynb", "x = 1")
    repository.git("add", "--all")
    repository.save("a.ipynb", LEAK)
    repository.save("new.ipynb", LEAK)
    assert find_gate(repository.folder).blocking == ()


def test_each_project_in_the_repository_has_its_own_settings(
    repository: NotebookRepository,
) -> None:
    for name in ("one", "two"):
        repository.save(f"{name}/a.ipynb", LEAK)
        repository.write(f"{name}/pyproject.toml", "")
    repository.write(
        "two/pyproject.toml", '[tool.jupyter-mlops.checks]\nsecrets = { severity = "off" }\n'
    )
    repository.git("add", "--all")
    assert [each.notebook for each in find_gate(repository.folder).blocking] == ["one/a.ipynb"]


def test_settings_that_cannot_be_read_stop_no_commit(repository: NotebookRepository) -> None:
    repository.write("pyproject.toml", "[tool.jupyter-mlops.checks]\nno = 1\n")
    repository.save("a.ipynb", LEAK)
    repository.git("add", "--all")
    gate = find_gate(repository.folder)
    assert "`no`" in gate.trouble
    commit_staged(repository.folder, CommitOrder(message="Change"))


def test_checks_that_take_too_long_or_break_stop_no_commit(
    repository: NotebookRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.save("a.ipynb", "x = 1")
    repository.git("add", "--all")
    enough = threading.Event()
    monkeypatch.setattr(check_module, "check_project", lambda *_, **__: enough.wait(120))
    assert find_gate(repository.folder, limit=0.01).trouble == "the checks took too long"
    enough.set()

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(check_module, "check_project", fail)
    assert find_gate(repository.folder).trouble == "ZeroDivisionError: oh"


def test_a_repository_without_notebooks_has_nothing_to_wait_for(
    repository: NotebookRepository,
) -> None:
    repository.write("a.py", LEAK)
    repository.git("add", "--all")
    assert find_gate(repository.folder).trouble == ""
