"""Operations run in the background, each somebody's own, and all of them end."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_mlops.errors import (
    ConflictError,
    CredentialsError,
    MlopsError,
    NotFoundError,
    StorageError,
)
from jupyter_mlops.git.progress import Step
from jupyter_mlops.services import operations as module
from jupyter_mlops.services.asking import Given
from jupyter_mlops.services.operation_model import Done, Operation, Wanted
from jupyter_mlops.services.operations import Operations
from jupyter_mlops.services.remote_line import RemoteLine
from jupyter_mlops.services.running_operation import RunningOperation
from tests.git.conftest import Repository
from tests.git.notebooks import isolate
from tests.services.remotes import PASSWORD, Lab, open_lab


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    isolate(monkeypatch, tmp_path / "home")
    with open_lab(tmp_path) as opened:
        yield opened


class TestPasswords:
    def test_what_is_remembered_is_not_asked_for_again(self, lab: Lab) -> None:
        user = lab.clone("user")
        assert [prompt.kind for prompt in lab.prompts] == ["username", "password"]
        assert lab.done("fetch", user.folder).message == "Nothing new at origin"
        assert len(lab.prompts) == 2

    def test_what_is_not_is(self, lab: Lab) -> None:
        lab.remember = False
        user = lab.clone("user")
        lab.done("fetch", user.folder)

        assert len(lab.prompts) == 4

    def test_a_wrong_one_is_asked_for_again_and_then_given_up(self, lab: Lab) -> None:
        lab.answers["password"] = "wrong horse"  # noqa: S105 - nobody's
        operation = lab.run("clone", lab.folder, url=lab.remote.url())

        assert [prompt.kind for prompt in lab.prompts] == ["username", "password"] * 3
        assert isinstance(operation.error, CredentialsError)
        assert "did not accept" in operation.error.message

    def test_one_that_is_no_longer_right_is_dropped(self, lab: Lab) -> None:
        user = lab.clone("user")
        lab.remote.password = lab.answers["password"] = "new horse"  # noqa: S105 - nobody's
        lab.done("fetch", user.folder)

        assert len(lab.prompts) == 4

    def test_who_refuses_ends_it(self, lab: Lab) -> None:
        lab.answers["password"] = None
        operation = lab.run("clone", lab.folder, url=lab.remote.url())

        assert isinstance(operation.error, CredentialsError)
        assert "no answer" in operation.error.message
        assert list(lab.folder.iterdir()) == []

    def test_they_are_told_to_nobody(self, lab: Lab, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(0)
        lab.clone("user")
        told = repr(lab.told) + repr(lab.prompts) + caplog.text

        assert PASSWORD not in told


class TestSsh:
    """With a program in place of ssh that asks as ssh does, and then starts what it is to start."""

    @pytest.fixture
    def clone(self, lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wanted:
        program = tmp_path / "ssh"
        program.write_text(
            "#!/bin/sh\n"
            'test "$SSH_ASKPASS_REQUIRE" = force || exit 255\n'
            'told=$("$SSH_ASKPASS" "The key is new. Are you sure (yes/no/[fingerprint])? ")\n'
            'test "$told" = yes || { echo Host key verification failed. >&2; exit 255; }\n'
            'told=$("$SSH_ASKPASS" "Enter passphrase for key \'/k\': ")\n'
            'test "$told" = open || { echo Permission denied >&2; exit 255; }\n'
            'for last in "$@"; do :; done\n'
            'eval "exec $last"\n'
        )
        program.chmod(0o755)
        monkeypatch.setenv("GIT_SSH_COMMAND", str(program))
        monkeypatch.setenv("GIT_SSH_VARIANT", "ssh")
        url = f"ssh://git@example.org{lab.remote.root}/lab.git"
        return Wanted(kind="clone", folder=lab.folder, url=url, name="user", set_up=False)

    def test_hosts_are_confirmed_and_passphrases_given(self, lab: Lab, clone: Wanted) -> None:
        lab.answers = {"confirm": "yes", "passphrase": "open"}
        operation = lab.finish(lab.operations.start("lab", clone))

        assert operation.state == "succeeded"
        assert [prompt.kind for prompt in lab.prompts] == ["confirm", "passphrase"]

    def test_who_does_not_trust_the_host_ends_it(self, lab: Lab, clone: Wanted) -> None:
        lab.answers = {"confirm": "no"}
        operation = lab.finish(lab.operations.start("lab", clone))

        assert operation.error is not None
        assert "Host key verification failed" in operation.error.detail

    def test_who_gives_no_passphrase_ends_it(self, lab: Lab, clone: Wanted) -> None:
        lab.answers = {"confirm": "yes", "passphrase": None}
        operation = lab.finish(lab.operations.start("lab", clone))

        assert isinstance(operation.error, CredentialsError)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Has fetches wait for this, or for being cancelled."""
    go_on = threading.Event()

    def wait(line: RemoteLine, wanted: Wanted) -> Done:
        while not go_on.wait(0.01):
            line.check()
        return Done(message="done", folder=wanted.folder)

    monkeypatch.setattr(module, "_WORK", {"fetch": wait})
    return go_on


def a_fetch(folder: Path) -> Wanted:
    return Wanted(kind="fetch", folder=folder)


def test_one_at_a_time_in_a_repository(tmp_path: Path, held: threading.Event) -> None:
    operations = Operations()
    first = operations.start("ada", a_fetch(tmp_path))
    with pytest.raises(ConflictError, match="already"):
        operations.start("ada", a_fetch(tmp_path))
    held.set()
    while operations.get("ada", first.id).state == "running":
        time.sleep(0.01)

    assert operations.start("ada", a_fetch(tmp_path)).id != first.id
    operations.close()


def test_not_too_many_at_once(tmp_path: Path, held: threading.Event) -> None:
    del held
    operations = Operations()
    for number in range(8):
        operations.start("ada", a_fetch(tmp_path / str(number)))
    with pytest.raises(ConflictError, match="too much"):
        operations.start("ada", a_fetch(tmp_path / "more"))
    operations.close()


def test_nobody_sees_or_touches_what_is_somebody_elses(
    tmp_path: Path, held: threading.Event
) -> None:
    operations = Operations()
    ours = operations.start("ada", a_fetch(tmp_path))
    with pytest.raises(NotFoundError):
        operations.get("eve", ours.id)
    with pytest.raises(NotFoundError):
        operations.cancel("eve", ours.id)
    with pytest.raises(NotFoundError):
        operations.answer("eve", ours.id, "x", None)
    held.set()
    operations.close()


def test_closing_cancels_all(tmp_path: Path, held: threading.Event) -> None:
    del held
    operations = Operations()
    ours = operations.start("ada", a_fetch(tmp_path))
    operations.close()

    assert operations.get("ada", ours.id).state == "cancelled"


def test_cancelling_what_has_ended_changes_nothing(tmp_path: Path, held: threading.Event) -> None:
    held.set()
    operations = Operations()
    ours = operations.start("ada", a_fetch(tmp_path))
    while operations.get("ada", ours.id).state == "running":
        time.sleep(0.01)

    assert operations.cancel("ada", ours.id).state == "succeeded"
    operations.close()


class TestRunning:
    @pytest.fixture
    def told(self) -> list[Operation]:
        return []

    @pytest.fixture
    def running(self, tmp_path: Path, told: list[Operation]) -> RunningOperation:
        operation = Operation(id="a", user="ada", kind="fetch", folder=tmp_path)
        return RunningOperation(operation, tmp_path, told.append, patience=0.2)

    def test_who_does_not_answer_in_time_refuses(
        self, running: RunningOperation, told: list[Operation]
    ) -> None:
        assert running.ask("password", "Password?", host="", username="") is None
        assert [each.prompt is not None for each in told] == [True, False]

    def test_who_cancels_answers_nothing(self, running: RunningOperation) -> None:
        running.cancel()

        assert running.ask("password", "Password?", host="", username="") is None

    def test_a_question_ends_with_the_operation(self, tmp_path: Path) -> None:
        operation = Operation(id="a", user="ada", kind="fetch", folder=tmp_path)
        running = RunningOperation(operation, tmp_path, lambda _: None, patience=60)
        started = time.monotonic()
        done = Done(message="done", folder=tmp_path)
        threading.Timer(0.2, running.work, [lambda: done]).start()

        assert running.ask("password", "Password?", host="", username="") is None
        assert time.monotonic() - started < 30

    def test_only_what_is_asked_can_be_answered(self, running: RunningOperation) -> None:
        with pytest.raises(NotFoundError):
            running.answer("other", Given(answer="x", remember=False))

    @pytest.mark.parametrize("error", [StorageError("no room", hint="make some"), ValueError("x")])
    def test_what_goes_wrong_is_told(
        self, running: RunningOperation, told: list[Operation], error: Exception
    ) -> None:
        def fail() -> Done:
            raise error

        running.progress(Step(phase="Receiving objects", percent=50))
        running.work(fail)

        assert (told[-1].state, told[-1].phase, told[-1].percent) == ("failed", "", None)
        problem = told[-1].error
        assert isinstance(problem, MlopsError)
        assert problem.hint


def test_a_fetch_says_whether_there_was_anything(lab: Lab, tmp_path: Path) -> None:
    user = lab.clone("user")
    other = Repository(tmp_path / "other")
    other.write("a.txt")
    other.commit("a.txt")
    other.git("push", "--quiet", str(lab.remote.root / "lab.git"), "main")

    assert lab.done("fetch", user.folder).message == "Fetched from origin"
    assert user.git("rev-parse", "origin/main") == other.git("rev-parse", "HEAD")
    assert user.git("status", "--porcelain") == ""


def test_a_password_in_a_configured_address_is_used_and_shown_to_nobody(lab: Lab) -> None:
    user = lab.clone("user")
    user.git("remote", "set-url", "origin", lab.remote.url(user="ada", password="correct%20horse"))  # noqa: S106 - nobody's
    fresh = Lab(lab.folder, lab.remote)
    seen = len(lab.remote.seen)
    operation = fresh.done("fetch", user.folder)

    assert fresh.prompts == []
    assert any(request.endswith("200") for request in lab.remote.seen[seen:])
    assert "horse" not in repr(fresh.told) + operation.message
