"""Repositories are watched while somebody looks at them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import watchfiles

from jupyter_mlops.git import watched
from jupyter_mlops.server import repository_watch, repository_watcher
from jupyter_mlops.server.live_git import REPOSITORY_CHANGED
from jupyter_mlops.server.paths import Root
from jupyter_mlops.server.repository_watcher import RepositoryWatcher
from jupyter_mlops.server.worktrees import Worktree
from tests.git.conftest import Repository
from tests.server.helpers import eventually

#: Long enough for a change to be told, with the time that changes are gathered, in seconds.
ENOUGH = 120.0
#: Long enough to see that nothing is told, in seconds.
QUIET = 0.5


class Ear:
    """Hears what is told, and waits for it."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def hears(self, change: Callable[[], object]) -> str:
        """What is told of a change, first."""
        before = len(self.heard)
        change()
        until(lambda: len(self.heard) > before)
        return self.heard[before]

    def hears_nothing(self, change: Callable[[], object]) -> bool:
        """Whether nothing is told of a change."""
        before = len(self.heard)
        change()
        time.sleep(QUIET)
        return len(self.heard) == before


def until(come: Callable[[], bool]) -> None:
    deadline = time.monotonic() + ENOUGH
    while not come():
        assert time.monotonic() < deadline, "nothing came"
        time.sleep(0.01)


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository_watch, "_LOOK", 100)
    monkeypatch.setattr(repository_watch, "_PAUSE", 0.05)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "root" / "project")
    repository.write(".gitignore", "*.log\ncache/\n")
    repository.write("cache/big.bin")
    repository.write("train.py", "a = 1")
    repository.commit(".gitignore", "train.py")
    return repository


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def watcher(ear: Ear) -> Iterator[RepositoryWatcher]:
    watcher = RepositoryWatcher()
    watcher.start(ear.heard.append)
    yield watcher
    watcher.stop()


def worktree_of(repository: Repository) -> Worktree:
    server = Root(repository.folder.parent.resolve())
    return Worktree(root=repository.folder.resolve(), server=server)


@pytest.fixture
def listening(watcher: RepositoryWatcher, repository: Repository, ear: Ear) -> Ear:
    """Hears of a repository whose watch stands."""
    ear.hears(lambda: watcher.watch(worktree_of(repository)))
    return ear


def test_edits_staging_commits_and_branches_are_told(
    listening: Ear, repository: Repository
) -> None:
    assert listening.hears(lambda: repository.write("train.py", "a = 2")) == "project"
    assert listening.hears(lambda: repository.write("new.py")) == "project"
    assert listening.hears((repository.folder / "new.py").unlink) == "project"
    assert listening.hears(lambda: repository.git("add", "train.py")) == "project"
    assert listening.hears(lambda: repository.git("commit", "-qm", "Two")) == "project"
    assert listening.hears(lambda: repository.git("branch", "topic/one")) == "project"


def test_what_git_ignores_is_not_told(listening: Ear, repository: Repository) -> None:
    assert listening.hears_nothing(lambda: repository.write("cache/more.bin"))
    assert listening.hears_nothing(lambda: repository.write("train.log"))
    assert listening.hears_nothing(lambda: repository.git("log"))


def test_a_new_folder_is_watched_too(listening: Ear, repository: Repository) -> None:
    listening.hears(lambda: repository.write("deep/er/one.py"))
    time.sleep(QUIET)  # told once more, now that the folder is watched

    assert listening.hears(lambda: repository.write("deep/er/two.py")) == "project"


def test_what_is_no_longer_ignored_is_told(listening: Ear, repository: Repository) -> None:
    listening.hears(lambda: repository.write(".gitignore", "*.log\n"))
    time.sleep(QUIET)

    assert listening.hears(lambda: repository.write("cache/more.bin")) == "project"


def test_a_linked_worktree_is_told_of_its_own_index_and_of_branches(
    watcher: RepositoryWatcher, repository: Repository, ear: Ear
) -> None:
    linked = repository.folder.parent / "linked"
    repository.git("worktree", "add", "-q", "-b", "topic", str(linked))
    server = Root(linked.parent.resolve())
    ear.hears(lambda: watcher.watch(Worktree(root=linked.resolve(), server=server)))

    (linked / "train.py").write_text("a = 3")
    until(lambda: len(ear.heard) > 1)

    add = ("-C", str(linked), "add", "train.py")
    assert ear.hears(lambda: repository.git(*add)) == "linked"
    assert ear.hears(lambda: repository.git("branch", "other")) == "linked"


def test_before_the_lease_ends_it_is_told_once_so_that_whoever_listens_asks_again(
    repository: Repository, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    watcher = RepositoryWatcher(lease=0.5)
    watcher.start(ear.heard.append)
    worktree = worktree_of(repository)
    ear.hears(lambda: watcher.watch(worktree))

    until(lambda: len(ear.heard) == 2)
    assert watcher.watch(worktree)
    until(lambda: len(ear.heard) == 3)
    (watch,) = watcher._watches.values()
    monkeypatch.setattr(repository_watch, "_GRACE", 0.0)
    watch.join(ENOUGH)

    assert ear.hears_nothing(lambda: repository.write("train.py", "a = 2"))
    assert watcher.watch(worktree)  # begins anew
    until(lambda: len(ear.heard) > 3)
    watcher.stop()


@pytest.mark.parametrize("fault", ["no watches left", "too many folders", "no repository"])
def test_where_nothing_can_be_watched_that_is_told_and_no_watch_promised(
    watcher: RepositoryWatcher,
    repository: Repository,
    ear: Ear,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    worktree = worktree_of(repository)
    if fault == "no watches left":

        def refuse(*_: Any, **__: Any) -> Any:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(watchfiles, "watch", refuse)
    elif fault == "too many folders":
        monkeypatch.setattr(watched, "_MOST", 1)
    else:
        (repository.folder / ".git").rename(repository.folder / "git")

    ear.hears(lambda: watcher.watch(worktree))

    assert not watcher.watch(worktree)


def test_a_folder_that_goes_while_the_watch_is_set_up_is_no_fault(
    watcher: RepositoryWatcher,
    repository: Repository,
    ear: Ear,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watch = watchfiles.watch
    gone = str(repository.folder / "gone")
    monkeypatch.setattr(watchfiles, "watch", lambda *paths, **how: watch(gone, *paths, **how))

    ear.hears(lambda: watcher.watch(worktree_of(repository)))

    assert watcher.watch(worktree_of(repository))
    assert ear.hears(lambda: repository.write("train.py", "a = 2")) == "project"


def test_only_so_many_are_watched(
    watcher: RepositoryWatcher,
    repository: Repository,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(repository_watcher, "_MOST", 1)
    assert watcher.watch(worktree_of(repository))

    assert not watcher.watch(worktree_of(Repository(tmp_path / "root" / "other")))
    assert watcher.watch(worktree_of(repository))


def test_after_the_end_nothing_is_watched_or_told(
    watcher: RepositoryWatcher, listening: Ear, repository: Repository
) -> None:
    watcher.stop()

    assert listening.hears_nothing(lambda: repository.write("train.py", "a = 2"))
    assert not watcher.watch(worktree_of(repository))


async def test_a_listener_on_the_bus_hears_where_something_has_changed(
    jp_serverapp: Any, root: Path
) -> None:
    heard: list[Any] = []

    async def listen(logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        del logger, schema_id
        heard.append(data)

    jp_serverapp.event_logger.add_listener(schema_id=REPOSITORY_CHANGED, listener=listen)
    await jp_serverapp.extension_manager.start_all_extensions()
    repository = Repository(root / "project")
    worktree = Worktree(root=repository.folder, server=Root(root))

    assert jp_serverapp.web_app.settings["mlops_repositories"].watch(worktree)

    async def come() -> list[Any]:
        return heard

    assert (await eventually(come))[0] == {"repository": "project"}
    await jp_serverapp.extension_manager.stop_all_extensions()
