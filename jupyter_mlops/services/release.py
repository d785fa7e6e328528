"""Use case: release a package.

The commit is made and built in a worktree of its own first; only when that has worked do tag and
branch move. See the decision "A release is built before it exists".
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError, MlopsError, UnconfirmedReleaseError
from jupyter_mlops.files import ensure_folder, write_atomically
from jupyter_mlops.git.add import add_files as stage_files
from jupyter_mlops.git.command import feed_git
from jupyter_mlops.git.commit import commit_time, make_commit
from jupyter_mlops.git.exclude import exclude
from jupyter_mlops.git.lock import index_guard
from jupyter_mlops.git.tags import delete_tag, fast_forward, make_tag
from jupyter_mlops.git.tracking import find_commit
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.modules.project import ModuleProject, read_project
from jupyter_mlops.modules.version_steps import read_version
from jupyter_mlops.services.build_package import build_package
from jupyter_mlops.services.make_project import make_project
from jupyter_mlops.services.module_lock import module_lock
from jupyter_mlops.services.package_history import PackageHistory, open_history
from jupyter_mlops.services.package_index import (
    add_files,
    check_free,
    index_url,
    published,
)
from jupyter_mlops.services.project import PYPROJECT
from jupyter_mlops.services.release_checkout import clean_checkout
from jupyter_mlops.services.release_files import write_release_files
from jupyter_mlops.services.release_plan import ReleasePlan, plan_release
from jupyter_mlops.services.releases import ListedRelease, describe, project_distribution

#: Where wheels and sdists go to in the project.
DIST: Final = "dist"
_NO_HOOKS: Final = {"core.hooksPath": os.devnull}


class ReleaseOrder(Struct, frozen=True, kw_only=True):
    """What is wanted."""

    version: str
    #: The changelog's entry, in Markdown.
    changelog: str
    #: Whether a version that contradicts the advice is meant.
    confirmed: bool = False
    #: Whether to put it into the package index.
    publish: bool = True


class MadeRelease(Struct, frozen=True, kw_only=True):
    """A release that was made."""

    project: ModuleProject
    release: ListedRelease
    #: The folder with wheel and sdist.
    dist: Path
    #: What to give `pip install --index-url`; empty if it was not published.
    index_url: str


def release_package(file: Path, home: Home, order: ReleaseOrder) -> MadeRelease:
    """Releases the package of the project around a file or folder.

    Args:
        file: The file or folder.
        home: Where earlier exports are kept, and the user's package index.
        order: What is wanted.

    Raises:
        ConflictError: Something stands in the way, which the message names.
        UnconfirmedReleaseError: The version contradicts the advice, and nobody has confirmed it.
        InvalidError: It is no version, or nothing says where the project keeps its own.
        BuildError: The package cannot be built; nothing has changed.
        HookError: A hook of the repository refused; nothing has changed.
        NotFoundError: The project is in no repository.
    """
    with open_history(file) as history, module_lock(history.project.root, home):
        head = find_commit(history.root, "HEAD") or ""
        plan = plan_release(file, home, version=order.version)
        _check(plan, order)
        order = replace(order, version=plan.version)
        files = _make(history, head, plan, order)
        made = replace(history.project, version=order.version)
        url = _publish(plan, files, home) if order.publish else ""
    with open_history(file) as history:
        there = published(plan.index, project_distribution(made))
        release = describe(history, history.find(order.version), there)
    return MadeRelease(project=made, release=release, dist=made.root / DIST, index_url=url)


def _check(plan: ReleasePlan, order: ReleaseOrder) -> None:
    read_version(plan.version)
    if plan.blocking:
        first, *_ = plan.blocking
        said = [f"{each.message} ({each.hint})" for each in plan.blocking]
        raise ConflictError(
            f"{plan.project.package} {plan.version} cannot be released: {first.message}",
            hint=first.hint,
            detail="\n".join(said) if len(said) > 1 else "",
        )
    if plan.contradicts and not order.confirmed:
        why = next((each.message for each in plan.reasons if each.name), "the API has changed")
        raise UnconfirmedReleaseError(
            f"{plan.version} is a smaller step than the changes ask for: {why}",
            hint=f"release {plan.advised}, or confirm that {plan.version} is meant",
            detail="\n".join(each.message for each in plan.reasons),
        )


def _make(history: PackageHistory, head: str, plan: ReleasePlan, order: ReleaseOrder) -> list[Path]:
    """Commits, builds, and then moves tag and branch; the wheel and the sdist."""
    with clean_checkout(history, head) as (folder, out):
        commit = _commit(folder, history.prefix, plan, order)
        archives = _build(folder, history.prefix, plan, out)
        if order.publish:
            check_free(plan.index, archives)
        with index_guard(history.root):
            _move(history, commit, plan, order)
        return keep_archives(history, archives)


def _move(history: PackageHistory, commit: str, plan: ReleasePlan, order: ReleaseOrder) -> None:
    """Tags the commit and moves the branch, or neither."""
    tag = plan.project.tag.replace("{version}", order.version)
    title = f"{plan.project.package} {order.version}"
    make_tag(history.root, tag, commit, f"{title}\n\n{order.changelog.strip()}\n")
    try:
        fast_forward(history.root, commit, reason=f"release {order.version}")
    except MlopsError:
        delete_tag(history.root, tag)
        raise


def _commit(folder: Path, prefix: str, plan: ReleasePlan, order: ReleaseOrder) -> str:
    """Makes the release's commit, hooks and all, and leaves the worktree as that has it."""
    project = read_project(folder / prefix)
    made = [prefix + PYPROJECT] if make_project(project) else []
    project = read_project(project.root) if made else project
    changed = write_release_files(project, order.version, order.changelog, plan.modules)
    stage_files(folder, [*made, *(prefix + name for name in changed)])
    text = f"Release {plan.project.package} {order.version}\n\n{order.changelog.strip()}\n"
    commit = make_commit(folder, text, amend=False, signoff=False).oid
    feed_git(folder, "reset", "--hard", "--quiet", config=_NO_HOOKS)
    feed_git(folder, "clean", "-ffdxq", config=_NO_HOOKS)
    return commit


def _build(folder: Path, prefix: str, plan: ReleasePlan, out: Path) -> list[Path]:
    source = "" if plan.project.source == "." else f"{plan.project.source}/"
    return build_package(
        folder / prefix,
        out,
        version=plan.version,
        files=[name.removeprefix(source) for name in plan.modules],
        epoch=commit_time(folder),
    )


def keep_archives(history: PackageHistory, archives: list[Path]) -> list[Path]:
    """Puts wheel and sdist into the project's folder for them, which git ignores from then on."""
    dist = history.project.root / DIST
    ensure_folder(dist)
    exclude(history.root, history.prefix + DIST)
    for file in archives:
        write_atomically(dist / file.name, file.read_bytes())
    return [dist / file.name for file in archives]


def _publish(plan: ReleasePlan, files: list[Path], home: Home) -> str:
    try:
        add_files(plan.index, files, home)
    except MlopsError as error:
        raise ConflictError(
            f"{plan.version} was released, but not published: {error.message}",
            hint=f"when that is mended: jupyter mlops publish {plan.version}",
        ) from error
    return index_url(plan.index)
