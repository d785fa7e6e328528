"""Use case: check the notebooks of a project."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from jupyter_mlops import __version__
from jupyter_mlops.checks.baseline import read_baseline
from jupyter_mlops.checks.known import Known
from jupyter_mlops.checks.memory import Memory
from jupyter_mlops.checks.model import STATIC, CheckName, Report, verdict_of_all
from jupyter_mlops.checks.registry import get_check
from jupyter_mlops.checks.runner import EXECUTING, Outcome, Runner, Telling
from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.home import Home, default_home
from jupyter_mlops.services.check_context import known_folder, open_context
from jupyter_mlops.services.check_masking import masked
from jupyter_mlops.services.check_notebooks import ProjectNotebooks
from jupyter_mlops.services.project import PYPROJECT, project_of
from jupyter_mlops.settings.checks import ChecksSettings, read_checks_settings

if TYPE_CHECKING:
    from jupyter_mlops.checks.subject import Subject
    from jupyter_mlops.services.check_order import CheckOrder, CheckWatch


def check_project(
    order: CheckOrder, *, watch: CheckWatch | None = None, home: Home | None = None
) -> Report:
    """Checks a project; writes nothing but what is known.

    Args:
        order: What is to be checked.
        watch: Who hears of it meanwhile.
        home: Where it is kept what is known; the user's own by default.

    Raises:
        InvalidError: The settings, a path or a revision is not what it has to be.
        NotFoundError: There is no such notebook.
        CancelledError: The watch wanted it to stop.
    """
    started, clock = datetime.now(timezone.utc), time.monotonic()
    home = home or default_home()
    root = project_of(order.folder.resolve())
    settings = _settings(root, order)
    notebooks = ProjectNotebooks(root, settings)
    paths = choose_notebooks(order, notebooks)
    subjects = notebooks.staged(paths) if order.staged else notebooks.working(paths)
    if order.base:
        base_commit(notebooks, order.base)
    outcome = _run(order, notebooks, subjects, watch, home)
    results = tuple(masked(each, settings.secrets) for each in outcome.results)
    commit, dirty = _state(order, notebooks, subjects)
    return Report(
        project=root.name,
        commit=commit,
        dirty=dirty,
        base=_base(order, notebooks),
        started_at=started,
        duration=time.monotonic() - clock,
        verdict=verdict_of_all(results),
        checks=results,
        notebooks=len(subjects),
        metrics=outcome.metrics,
        version=__version__,
    )


def _run(
    order: CheckOrder,
    notebooks: ProjectNotebooks,
    subjects: Sequence[Subject],
    watch: CheckWatch | None,
    home: Home,
) -> Outcome:
    settings = notebooks.settings
    accepted = () if order.whole else read_baseline(notebooks.root / settings.baseline).keys
    known = Known(known_folder(home))
    names = choose_checks(order, settings)
    executes = any(name in EXECUTING for name in names)
    with open_context(order, notebooks, home, _cancelled(watch), executes=executes) as context:
        runner = Runner(
            context,
            Memory(known, context, fresh=order.fresh),
            accepted=accepted,
            strict=settings.strict if order.strict is None else order.strict,
            telling=_telling(watch, settings),
        )
        outcome = runner.run([get_check(name) for name in names], subjects)
    known.prune()
    return outcome


def _settings(root: Path, order: CheckOrder) -> ChecksSettings:
    settings = read_checks_settings(root / PYPROJECT)
    if order.staged and settings.lint.mypy == "auto":
        # It reads all that notebooks import, which is longer than a commit may wait.
        return replace(settings, lint=replace(settings.lint, mypy=False))
    return settings


def choose_checks(order: CheckOrder, settings: ChecksSettings) -> list[CheckName]:
    """The checks that an order means, in the order in which they are told."""
    if order.checks is not None:
        chosen = [name for name in CheckName if name in order.checks]
    else:
        chosen = [name for name in CheckName if getattr(settings, name.value).severity != "off"]
    return [
        name
        for name in chosen
        if name not in order.skip and (name in STATIC or not order.static_only)
    ]


def choose_notebooks(order: CheckOrder, notebooks: ProjectNotebooks) -> list[str]:
    """The notebooks that an order means, by path below the project.

    Raises:
        InvalidError: A path or a revision is not what it has to be.
        NotFoundError: There is no such file.
    """
    paths = notebooks.within(order.paths, order.folder) if order.paths else notebooks.all
    if order.staged:
        return [path for path in paths if path in notebooks.changed(None)]
    if order.changed is None:
        return paths
    changed = notebooks.changed(base_commit(notebooks, order.changed))
    return [path for path in paths if path in changed]


def base_commit(notebooks: ProjectNotebooks, base: str) -> str:
    """Where HEAD has left a base.

    Args:
        notebooks: Of the project.
        base: A revision; empty for that of the settings, else the remote's own branch.

    Raises:
        InvalidError: There is no such commit.
    """
    from jupyter_mlops.git.notebook_files import default_base, merge_base

    if notebooks.worktree is None:
        raise InvalidError(f"{notebooks.root} is in no git repository", hint="compare with nothing")
    named = base or notebooks.settings.base or default_base(notebooks.worktree)
    if named is None:
        raise InvalidError("there is no branch to compare with", hint="name one: --changed BRANCH")
    return merge_base(notebooks.worktree, named)


def _telling(watch: CheckWatch | None, settings: ChecksSettings) -> Telling:
    if watch is None:
        return Telling()
    return Telling(
        progressed=watch.progressed,
        checked=lambda result: watch.checked(masked(result, settings.secrets)),
    )


def _cancelled(watch: CheckWatch | None) -> Callable[[], bool]:
    return (lambda: False) if watch is None else watch.cancelled


def _state(
    order: CheckOrder, notebooks: ProjectNotebooks, subjects: Sequence[Subject]
) -> tuple[str, bool]:
    """The commit, and whether files differ from it."""
    from jupyter_mlops.git.notebook_files import find_commit, has_changes

    if order.commit is not None:
        return order.commit, False
    if notebooks.worktree is None:
        return "", True
    commit = find_commit(notebooks.worktree, "HEAD")
    if commit is None:
        return "", True
    differ = not all(map(notebooks.is_committed, subjects))
    return commit, differ or has_changes(notebooks.worktree, commit)


def _base(order: CheckOrder, notebooks: ProjectNotebooks) -> str:
    """What metrics were compared with; empty if with nothing."""
    from jupyter_mlops.git.notebook_files import default_base

    settings = notebooks.settings
    compares = any(rule.not_worse for rule in settings.gates.rules)
    if notebooks.worktree is None or not compares:
        return ""
    if CheckName.GATES not in choose_checks(order, settings):
        return ""
    return order.base or settings.base or default_base(notebooks.worktree) or ""
