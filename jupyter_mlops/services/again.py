"""Use case: run exactly what a run has run, and say what is not as it was then."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.git.head import read_head
from jupyter_mlops.git.layout import marked_root
from jupyter_mlops.git.overlay import has_commit, left_out
from jupyter_mlops.jobs.definition import Revision, RevisionKind
from jupyter_mlops.jobs.model import Origin, Provenance, Run
from jupyter_mlops.jobs.secrets import find_secrets
from jupyter_mlops.services.desk import Desk
from jupyter_mlops.services.environment_change import PackageDifference, compare_environment
from jupyter_mlops.services.list_runs import get_run
from jupyter_mlops.services.start_run import StartRequest, start_run

_SHORT = 7


class Repetition(Struct, frozen=True, kw_only=True):
    """A run that repeats another."""

    #: The new run.
    run: Run
    #: Packages that differ.
    packages: list[PackageDifference]
    #: What else is not as it was, one sentence each.
    differences: list[str]


class _Files(Struct, frozen=True, kw_only=True):
    """The files that the new run works in."""

    revision: Revision
    provenance: Provenance | None
    differences: list[str]


def run_again(desk: Desk, run_id: str) -> Repetition:
    """Runs the same bytes with the same values, kernel and treatment, in the files of then.

    Those are checked out from the commit of then, with the changes that were not committed. Where
    that cannot be, the files are those of now, and the differences say so.

    Args:
        desk: Where, and for whom.
        run_id: The run to repeat.

    Raises:
        NotFoundError: There is no such run for this user, or its notebook is not kept any more.
        MlopsError: As `start_run`.
    """
    run = get_run(desk, run_id)
    files = _files(run)
    given = run.given or run.overrides  # runs of earlier versions have the latter only
    request = StartRequest(
        notebook=Path(run.notebook),
        parameters=given,
        kernel=run.kernel,
        revision=files.revision,
        kept=run.notebook_hash,
        provenance=files.provenance,
        policy=run.policy,
        results=run.results,
        labels=run.labels,
        origin=Origin.AGAIN,
        again_of=run.id,
    )
    again = start_run(desk, request)
    change = compare_environment(run)
    secrets = [
        f"The secret {name} is read anew from {reference}."
        for name, reference in find_secrets(given).items()
    ]
    return Repetition(
        run=again,
        packages=change.packages,
        differences=[*change.differences, *files.differences, *secrets],
    )


def _files(run: Run) -> _Files:
    then = run.provenance
    root = _root(run)
    if then is None or root is None:
        said = "The notebook was in no repository: all other files are as they are now."
        if then is not None:
            said = "The repository is gone: all other files are as they are now."
        return _Files(revision=Revision(), provenance=None, differences=[said])
    commit = then.overlay or then.commit
    differences = []
    if then.overlay is not None and not has_commit(root, then.overlay):
        differences.append("The uncommitted changes of then are gone from the repository.")
        commit = then.commit
    elif then.overlay is not None:
        differences += [f"Not kept: {each}." for each in left_out(root, then.overlay)]
    elif then.dirty:
        differences.append("Changes that were not committed then could not be kept.")
    if not has_commit(root, commit):
        said = f"Commit {commit[:_SHORT]} is gone: all other files are as they are now."
        return _Files(revision=Revision(), provenance=_present(run), differences=[said])
    differences.append("Files that git ignores, or that are elsewhere, are as they are now.")
    return _Files(
        revision=Revision(kind=RevisionKind.COMMIT, name=commit),
        provenance=then,
        differences=differences,
    )


def _present(run: Run) -> Provenance | None:
    head = read_head(Path(run.notebook))
    return None if head is None else Provenance(commit=head.commit, dirty=head.dirty)


def _root(run: Run) -> Path | None:
    """The worktree around a run's notebook, which need not be there any more."""
    folder = next(parent for parent in Path(run.notebook).parents if parent.is_dir())
    try:
        return marked_root(folder)
    except (MlopsError, OSError):
        return None
