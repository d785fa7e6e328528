"""A clone is there whole, or not at all."""

# ruff: noqa: S106 - nobody's passwords

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from jupyter_mlops.errors import (
    ConflictError,
    CredentialsError,
    InvalidError,
    NotFoundError,
    RemoteError,
)
from jupyter_mlops.services.operation_model import Wanted
from tests.git.notebooks import NotebookRepository, isolate
from tests.services.remotes import USER, Lab, open_lab


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    isolate(monkeypatch, tmp_path / "home")
    with open_lab(tmp_path) as opened:
        yield opened


@pytest.fixture
def filled(lab: Lab, tmp_path: Path) -> NotebookRepository:
    """What the remote has: a notebook and a file that takes a while."""
    first = NotebookRepository(tmp_path / "first")
    first.save("train.ipynb", "1")
    (first.folder / "big.bin").write_bytes(os.urandom(1_000_000))
    first.commit(".")
    first.git("push", "--quiet", str(lab.remote.root / "lab.git"), "main")
    return first


def test_it_has_all_that_the_remote_has(lab: Lab, filled: NotebookRepository) -> None:
    second = lab.clone("second")

    assert (second.folder / "big.bin").read_bytes() == (filled.folder / "big.bin").read_bytes()
    assert second.git("status", "--porcelain") == ""
    assert second.git("rev-parse", "--abbrev-ref", "@{upstream}") == "origin/main"
    assert [each.name for each in lab.folder.iterdir()] == ["second"]


def test_notebooks_are_set_up_in_it_unless_that_is_not_wished(
    lab: Lab, filled: NotebookRepository
) -> None:
    del filled
    ours = lab.clone("ours", set_up=True).git("config", "--get-regexp", "jupyter-mlops")
    plain = lab.clone("plain")

    assert "merge.jupyter-mlops.driver" in ours
    assert "jupyter-mlops" not in (plain.folder / ".git" / "config").read_text()


def test_it_is_named_after_the_address_and_as_open_as_any_folder(lab: Lab) -> None:
    operation = lab.done("clone", lab.folder, url=lab.remote.url())
    (lab.folder / "other").mkdir()

    assert operation.folder == lab.folder / "lab"
    assert operation.folder.stat().st_mode == (lab.folder / "other").stat().st_mode


def test_progress_is_told_while_it_comes(lab: Lab, filled: NotebookRepository) -> None:
    del filled
    lab.told.clear()
    lab.clone("second")

    assert any(told.phase and told.percent == 100 for told in lab.told)


def test_what_is_there_stays(lab: Lab) -> None:
    (lab.folder / "lab").write_text("mine")

    with pytest.raises(ConflictError, match="there already"):
        lab.run("clone", lab.folder, url=lab.remote.url())
    assert (lab.folder / "lab").read_text() == "mine"


@pytest.mark.parametrize(
    "url", ["--upload-pack=touch gone", "ext::sh -c 'touch gone'", "-u", "ssh://-oProxyCommand=x/y"]
)
def test_an_address_that_would_start_something_is_refused_at_once(lab: Lab, url: str) -> None:
    with pytest.raises(InvalidError):
        lab.operations.start("lab", Wanted(kind="clone", folder=lab.folder, url=url, name="x"))

    assert list(lab.folder.iterdir()) == []


def test_a_connection_that_breaks_leaves_nothing_behind(
    lab: Lab, filled: NotebookRepository
) -> None:
    del filled
    lab.remote.cut_after = 300_000
    operation = lab.run("clone", lab.folder, url=lab.remote.url(), name="second")

    assert operation.state == "failed"
    assert isinstance(operation.error, RemoteError)
    assert operation.error.detail
    assert list(lab.folder.iterdir()) == []


def test_a_cancelled_one_leaves_nothing_behind(lab: Lab, filled: NotebookRepository) -> None:
    del filled
    lab.remote.delay = 30
    wanted = Wanted(kind="clone", folder=lab.folder, url=lab.remote.url(), name="second")
    operation = lab.operations.start("lab", wanted)
    lab.follow(operation, until=lambda: lab.remote.has_seen("POST /lab.git/git-upload-pack 200"))
    cancelled = lab.operations.cancel("lab", operation.id)

    assert (cancelled.state, cancelled.message) == ("cancelled", "Cancelled")
    assert list(lab.folder.iterdir()) == []


def test_a_remote_that_does_not_answer_to_that_name_says_so(lab: Lab) -> None:
    operation = lab.run("clone", lab.folder, url=lab.remote.url("other.git"))

    assert isinstance(operation.error, RemoteError)
    assert "not found" in operation.error.detail


def test_nobody_listening_says_so(lab: Lab) -> None:
    operation = lab.run("clone", lab.folder, url="http://127.0.0.1:9/lab.git")

    assert type(operation.error) is RemoteError
    assert operation.error.hint


class TestPasswordInTheAddress:
    def test_it_opens_the_door_and_is_written_nowhere(self, lab: Lab) -> None:
        url = lab.remote.url(user=USER, password="correct%20horse")
        operation = lab.done("clone", lab.folder, url=url)

        assert lab.prompts == []
        config = (operation.folder / ".git" / "config").read_text()
        assert f"http://{USER}@127.0.0.1" in config
        everything = b"".join(
            file.read_bytes() for file in operation.folder.rglob("*") if file.is_file()
        )
        assert b"horse" not in everything

    def test_no_process_shows_it(self, lab: Lab) -> None:
        lab.remote.delay = 1.0
        url = lab.remote.url(user=USER, password="correct%20horse")
        operation = lab.operations.start(
            "lab", Wanted(kind="clone", folder=lab.folder, url=url, name="x")
        )
        seen = set[str]()
        while lab.operations.get("lab", operation.id).state == "running":
            for process in psutil.Process().children(recursive=True):
                with suppress(psutil.Error):
                    seen |= set(process.cmdline())

        assert any("127.0.0.1" in word for word in seen)
        assert not any("horse" in word for word in seen)

    def test_a_wrong_one_is_asked_for_anew_and_never_told(self, lab: Lab) -> None:
        url = lab.remote.url(user=USER, password="wrong-horse")
        lab.answers["password"] = None
        operation = lab.run("clone", lab.folder, url=url)

        assert [prompt.kind for prompt in lab.prompts] == ["password"]
        assert lab.prompts[0].username == USER
        assert isinstance(operation.error, CredentialsError)
        assert not any("wrong-horse" in repr(told) for told in lab.told)
        assert "wrong-horse" not in operation.error.detail


def test_a_token_in_place_of_a_name_is_told_to_nobody(lab: Lab) -> None:
    lab.answers["password"] = None
    url = lab.remote.url("other.git", user="ghp_0123456789")
    operation = lab.run("clone", lab.folder, url=url)

    assert operation.error is not None
    spoken = (operation.message, operation.error.detail, *(each.text for each in lab.prompts))
    assert not any("ghp_0123456789" in text for text in spoken)


def test_a_folder_that_is_gone_is_named(lab: Lab) -> None:
    wanted = Wanted(kind="clone", folder=lab.folder / "gone", url=lab.remote.url())
    operation = lab.finish(lab.operations.start("lab", wanted))

    assert operation.error is not None
    assert "gone" in operation.error.message
    with pytest.raises(NotFoundError):
        lab.operations.get("somebody else", operation.id)
