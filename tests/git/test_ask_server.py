"""Git and ssh ask, the server answers, nobody else hears it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from jupyter_mlops.git.ask_server import AskServer, Question
from jupyter_mlops.git.askpass import VARIABLE
from jupyter_mlops.git.remote_env import remote_env

_ADDRESS = "protocol=https\nhost=example.org\n\n"

Asked = list[Question]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def asked() -> Asked:
    return []


@pytest.fixture
def answers() -> dict[str, str]:
    """What the server answers; tests change it."""
    return {"username": "ada", "password": "se cret=ü"}


@pytest.fixture
def server(asked: Asked, answers: dict[str, str]) -> Iterator[AskServer]:
    def answer(question: Question) -> dict[str, str]:
        asked.append(question)
        return answers

    with closing(AskServer(answer)) as opened:
        yield opened


@pytest.fixture
def run(server: AskServer, tmp_path: Path) -> Run:
    """Runs a program as an operation runs git."""
    env = remote_env(helper=server.helper(), variables=server.variables())

    def start(*command: str, text: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=tmp_path,
            env={**env, **more},
            input=text,
            text=True,
            encoding="utf-8",
            capture_output=True,
            check=False,
            timeout=120,
        )

    return start


def test_git_gets_a_name_and_a_password(run: Run, asked: Asked) -> None:
    done = run("git", "credential", "fill", text=_ADDRESS)

    assert "username=ada\npassword=se cret=ü\n" in done.stdout
    assert [question.kind for question in asked] == ["get"]
    assert asked[0].fields.items() >= {"protocol": "https", "host": "example.org"}.items()


def test_the_helpers_of_the_user_come_first(run: Run, asked: Asked, tmp_path: Path) -> None:
    helper = "!f() { echo username=own; echo password=own; }; f"
    (tmp_path / "config").write_text(f'[credential]\n\thelper = "{helper}"\n')
    own = {"GIT_CONFIG_GLOBAL": str(tmp_path / "config")}

    assert "password=own" in run("git", "credential", "fill", text=_ADDRESS, **own).stdout
    assert asked == []


def test_what_was_accepted_and_refused_is_told(run: Run, asked: Asked) -> None:
    given = "protocol=https\nhost=example.org\nusername=ada\npassword=x\n\n"
    run("git", "credential", "approve", text=given)
    run("git", "credential", "reject", text=given)

    assert [question.kind for question in asked] == ["store", "erase"]
    assert all(question.fields.items() >= {("password", "x")} for question in asked)


def test_refusing_ends_git_without_another_question(
    run: Run, asked: Asked, answers: dict[str, str]
) -> None:
    answers.clear()
    answers["quit"] = "1"

    assert run("git", "credential", "fill", text=_ADDRESS).returncode
    assert len(asked) == 1


def test_ssh_gets_a_passphrase(
    run: Run, server: AskServer, asked: Asked, answers: dict[str, str]
) -> None:
    answers["answer"] = "pass phrase"
    program = server.variables()["SSH_ASKPASS"]
    done = run(program, "Enter passphrase for key '/k':")

    assert (done.stdout, done.returncode) == ("pass phrase\n", 0)
    assert asked == [Question(kind="prompt", fields={"text": "Enter passphrase for key '/k':"})]


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH is not installed")
def test_openssh_itself_gets_a_passphrase(
    run: Run, tmp_path: Path, asked: Asked, answers: dict[str, str]
) -> None:
    key = tmp_path / "key"
    made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "open sesame", "-f", str(key)]
    subprocess.run(made, check=True, stdin=subprocess.DEVNULL)
    answers["answer"] = "open sesame"
    public = run("setsid", "ssh-keygen", "-y", "-f", str(key)).stdout

    assert public.split()[:2] == key.with_suffix(".pub").read_text().split()[:2]
    assert "passphrase" in asked[0].fields["text"]


def test_without_an_answer_ssh_hears_so(run: Run, server: AskServer) -> None:
    done = run(server.variables()["SSH_ASKPASS"], "Enter passphrase:")

    assert (done.stdout, done.returncode) == ("", 1)


@pytest.mark.parametrize(("answer", "status"), [("yes", 0), ("no", 1)])
def test_a_confirmation_is_answered_by_the_status(
    run: Run, server: AskServer, answers: dict[str, str], answer: str, status: int
) -> None:
    answers["answer"] = answer
    program = server.variables()["SSH_ASKPASS"]

    assert run(program, "Sign?", SSH_ASKPASS_PROMPT="confirm").returncode == status


def test_mere_notices_ask_nobody(run: Run, server: AskServer, asked: Asked) -> None:
    program = server.variables()["SSH_ASKPASS"]

    assert run(program, "Touch the key", SSH_ASKPASS_PROMPT="none").returncode == 0
    assert asked == []


def test_the_program_is_its_owners_alone(server: AskServer) -> None:
    program = Path(server.variables()["SSH_ASKPASS"])

    assert program.stat().st_mode & 0o077 == 0
    assert program.parent.stat().st_mode & 0o077 == 0
    secret = server.variables()[VARIABLE].partition(":")[2]
    assert secret not in program.read_text()


@pytest.mark.parametrize(
    "line",
    [b'{"secret":"guess","kind":"get","fields":{}}\n', b"no json\n", b"{}\n", b"", b"\xff\n"],
)
def test_who_does_not_know_the_secret_hears_nothing(
    server: AskServer, asked: Asked, line: bytes
) -> None:
    port = int(server.variables()[VARIABLE].partition(":")[0])
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        connection.sendall(line)
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(100) == b""
    assert asked == []


def test_after_the_end_nobody_answers(run: Run, server: AskServer, tmp_path: Path) -> None:
    program = Path(server.variables()["SSH_ASKPASS"])
    copy = tmp_path / "kept-askpass"
    copy.write_bytes(program.read_bytes())
    copy.chmod(0o700)
    server.close()

    assert not program.exists()
    assert run(str(copy), "Enter passphrase:").returncode == 1


def test_nothing_of_the_current_folder_is_imported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "socket.py").write_text("print('hijacked')")
    (tmp_path / "json.py").write_text("print('hijacked')")

    assert "hijacked" not in run("git", "credential", "fill", text=_ADDRESS).stdout


class TestEnvironment:
    def test_settings_come_after_those_of_the_environment(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
        monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.name")
        monkeypatch.setenv("GIT_CONFIG_VALUE_0", "Ada")
        env = remote_env(helper="!h", variables={}, settings={"a.b": "c"})

        told = subprocess.run(
            ["git", "config", "--get-regexp", "."],
            env=env,
            text=True,
            capture_output=True,
            check=True,
        ).stdout.splitlines()
        assert {"user.name Ada", "a.b c", "credential.helper !h"} <= set(told)

    def test_ssh_does_not_wait_forever_unless_the_user_has_a_say(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("GIT_SSH_COMMAND", raising=False)
        monkeypatch.delenv("GIT_SSH", raising=False)
        env = remote_env(helper="", variables={})
        assert "ConnectTimeout=" in env["GIT_SSH_COMMAND"]
        assert "BatchMode" not in env["GIT_SSH_COMMAND"]
        assert "GIT_SSH_COMMAND" not in remote_env(helper="", variables={}, own_ssh=True)
        monkeypatch.setenv("GIT_SSH", "/my/ssh")
        assert "GIT_SSH_COMMAND" not in remote_env(helper="", variables={})

    def test_what_the_user_forbids_stays_forbidden(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GIT_ALLOW_PROTOCOL", "https")
        assert remote_env(helper="", variables={})["GIT_ALLOW_PROTOCOL"] == "https"
        monkeypatch.delenv("GIT_ALLOW_PROTOCOL")
        allowed = remote_env(helper="", variables={})["GIT_ALLOW_PROTOCOL"].split(":")
        assert "ext" not in allowed
        assert os.environ.get("GIT_ALLOW_PROTOCOL") is None
