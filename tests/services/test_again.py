from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.git.overlay import REFS, forget_overlay
from jupyter_mlops.jobs.definition import Revision, RevisionKind
from jupyter_mlops.jobs.model import Environment, Origin, Provenance, Run, RunState
from jupyter_mlops.jobs.policy import Policy
from jupyter_mlops.jobs.retention_model import Retention
from jupyter_mlops.services.again import run_again
from jupyter_mlops.services.end_run import delete_run
from jupyter_mlops.services.overlay import forget_overlays, keep_overlay
from jupyter_mlops.services.retention import apply_retention, set_retention
from tests.git.conftest import Repository
from tests.git.notebooks import isolate
from tests.jobs.builders import NOON, Project, a_run, notebook

CELL = "alpha = 1.0\nkey = ''"


@pytest.fixture(autouse=True)
def _waiting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Path) -> None:
    """Nothing is started, and nobody's git settings count."""
    isolate(monkeypatch, tmp_path / "settings")
    monkeypatch.setenv("JUPYTER_MLOPS_HOME", str(home))
    monkeypatch.setattr("jupyter_mlops.services.start_run.set_going", lambda _: None)


@pytest.fixture
def repository(project: Project) -> Repository:
    """The project's folder, with a committed module and a notebook that differs from HEAD."""
    project.folder.rmdir()
    made = Repository(project.folder)
    made.write("module.py", "value = 1\n")
    project.write(notebook("1", parameters=CELL))
    made.commit("module.py", "train.ipynb")
    project.write(notebook("2", parameters=CELL))
    return made


def recorded(project: Project, **more: Any) -> Run:
    """A run that has ended, of the notebook as it is now."""
    file = project.folder / "train.ipynb"
    digest = project.desk.home.keep_notebook(file.read_bytes())
    run = a_run(state=RunState.SUCCEEDED, notebook=str(file), notebook_hash=digest, **more)
    project.desk.store.add(run)
    return run


def head(repository: Repository) -> str:
    return repository.git("rev-parse", "HEAD")


def test_the_same_is_run_in_the_files_of_then(project: Project, repository: Repository) -> None:
    file = project.folder / "train.ipynb"
    then = keep_overlay(file, Provenance(commit=head(repository), dirty=True))
    run = recorded(
        project,
        provenance=then,
        given={"alpha": 2, "key": {"$secret": "env:KEY"}},
        policy=Policy(priority=3, run_timeout=60.0),
        labels=("nightly",),
        job="0" * 26,
        job_name="nightly",
    )
    file.unlink()
    again = run_again(project.desk, run.id)
    new = project.desk.store.get(again.run.id)
    assert (new.origin, new.again_of, new.job) == (Origin.AGAIN, run.id, None)
    assert (new.notebook_hash, new.notebook, new.kernel) == (
        run.notebook_hash,
        run.notebook,
        run.kernel,
    )
    assert (new.given, new.policy, new.labels) == (run.given, run.policy, run.labels)
    assert new.parameters == {"alpha": 2, "key": {"$secret": "env:KEY"}}
    assert new.provenance == then
    assert then.overlay is not None
    assert new.revision == Revision(kind=RevisionKind.COMMIT, name=then.overlay)
    assert new.output != run.output
    assert again.differences == [
        "What the run ran in is not known.",
        "Files that git ignores, or that are elsewhere, are as they are now.",
        "The secret key is read anew from env:KEY.",
    ]


def test_what_was_committed_is_checked_out(project: Project, repository: Repository) -> None:
    then = Provenance(commit=head(repository), dirty=False)
    again = run_again(project.desk, recorded(project, provenance=then).id)
    assert again.run.revision == Revision(kind=RevisionKind.COMMIT, name=then.commit)
    assert again.run.provenance == then


def test_what_is_gone_is_said(project: Project, repository: Repository) -> None:
    file = project.folder / "train.ipynb"
    then = keep_overlay(file, Provenance(commit=head(repository), dirty=True))
    assert then.overlay is not None
    run = recorded(project, provenance=then)
    forget_overlay(project.folder, then.overlay)
    repository.git("gc", "--quiet", "--prune=now")
    again = run_again(project.desk, run.id)
    assert again.run.revision.name == then.commit
    assert "The uncommitted changes of then are gone from the repository." in again.differences

    never_kept = recorded(project, provenance=replace(then, overlay=None))
    said = run_again(project.desk, never_kept.id).differences
    assert "Changes that were not committed then could not be kept." in said

    rewritten = recorded(project, provenance=Provenance(commit="0" * 40, dirty=False))
    again = run_again(project.desk, rewritten.id)
    assert "Commit 0000000 is gone: all other files are as they are now." in again.differences
    assert again.run.revision == Revision()
    assert again.run.provenance is not None
    assert again.run.provenance.commit == head(repository)


def test_without_a_repository_the_notebook_is_what_it_was(project: Project) -> None:
    file = project.write(notebook("1", parameters=CELL))
    run = recorded(project, overrides={"alpha": 5})
    project.write(notebook("changed", parameters="other = 1"))
    again = run_again(project.desk, run.id)
    assert again.run.notebook_hash == run.notebook_hash
    assert (again.run.given, again.run.revision) == ({"alpha": 5}, Revision())
    assert (again.run.notebook, again.run.provenance) == (str(file), None)
    said = "The notebook was in no repository: all other files are as they are now."
    assert said in again.differences


def test_a_notebook_that_is_not_kept_any_more_is_not_found(project: Project) -> None:
    project.write(notebook("1"))
    run = recorded(project)
    project.desk.home.notebook_copy(run.notebook_hash).unlink()
    with pytest.raises(NotFoundError, match=r"train\.ipynb as it was run is not kept"):
        run_again(project.desk, run.id)
    with pytest.raises(NotFoundError):
        run_again(project.desk, "0" * 26)


def test_packages_that_differ_are_listed(project: Project) -> None:
    project.write(notebook("1"))
    first = recorded(project, environment=Environment(packages={"Gone": "1.0", "pytest": "0.1"}))
    packages = {each.name: each for each in run_again(project.desk, first.id).packages}
    assert (packages["Gone"].before, packages["Gone"].now) == ("1.0", None)
    assert packages["pytest"].before == "0.1"
    assert packages["pytest"].now not in ("0.1", None)
    assert packages["nbformat"].before is None
    said = run_again(project.desk, first.id).differences
    assert any(each.startswith("The language's version was ") for each in said)


class TestOverlays:
    def test_a_clean_state_needs_none(self, project: Project, repository: Repository) -> None:
        clean = Provenance(commit=head(repository), dirty=False)
        assert keep_overlay(project.folder / "train.ipynb", clean) is clean
        assert repository.git("for-each-ref", REFS) == ""

    def test_outputs_are_no_part_of_it(self, project: Project, repository: Repository) -> None:
        file = project.folder / "train.ipynb"
        before = keep_overlay(file, Provenance(commit=head(repository), dirty=True))
        repository.write("runs/train-1.ipynb")
        assert keep_overlay(file, replace(before, overlay=None)) == before

    def test_what_cannot_be_kept_stops_nobody(
        self, project: Project, repository: Repository
    ) -> None:
        dirty = Provenance(commit=head(repository), dirty=True)
        (repository.folder / ".git" / "HEAD").write_text("broken")
        assert keep_overlay(project.folder / "train.ipynb", dirty) is dirty
        nowhere = Path("/train.ipynb")
        assert keep_overlay(nowhere, dirty) is dirty

    def test_the_last_run_takes_it_along(self, project: Project, repository: Repository) -> None:
        file = project.folder / "train.ipynb"
        then = keep_overlay(file, Provenance(commit=head(repository), dirty=True))
        runs = [recorded(project, provenance=then) for _ in range(2)]
        for left, run in ((1, runs[0]), (0, runs[1])):
            delete_run(project.desk, run.id)
            assert len(repository.git("for-each-ref", REFS).splitlines()) == left
        forget_overlays(project.desk, [(str(file), then.overlay), ("/gone/x.ipynb", "0" * 40)])

    def test_retention_takes_it_along(self, project: Project, repository: Repository) -> None:
        file = project.folder / "train.ipynb"
        then = keep_overlay(file, Provenance(commit=head(repository), dirty=True))
        for _ in range(2):
            recorded(project, provenance=then, ended_at=NOON)
        set_retention(project.desk, Retention(max_age=1))
        apply_retention(project.desk)
        assert repository.git("for-each-ref", REFS) == ""
