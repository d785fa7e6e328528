"""Who one is: asked once, remembered if wished, never told."""

# ruff: noqa: S105, S106 - nobody's passwords

from __future__ import annotations

import logging

import pytest

from jupyter_mlops.git.ask_server import Question
from jupyter_mlops.services.asking import Asking, Given
from jupyter_mlops.services.credentials import Credential, CredentialMemory
from jupyter_mlops.services.operation_model import PromptKind

_HOST = {"protocol": "https", "host": "example.org"}


class Person:
    """Answers prompts, and notes them."""

    def __init__(self, *, remember: bool = False, **answers: str) -> None:
        self.answers = answers
        self.remember = remember
        self.asked: list[tuple[str, str, str, str]] = []

    def ask(self, kind: PromptKind, text: str, *, host: str, username: str) -> Given | None:
        self.asked.append((kind, text, host, username))
        answer = self.answers.get(kind)
        return None if answer is None else Given(answer=answer, remember=self.remember)

    @property
    def kinds(self) -> list[str]:
        return [kind for kind, *_ in self.asked]


@pytest.fixture
def memory() -> CredentialMemory:
    return CredentialMemory()


def ask(asking: Asking, kind: str, **fields: str) -> dict[str, str]:
    return asking.answer(Question(kind=kind, fields=fields))


def test_a_name_and_a_password_are_asked_for_once(memory: CredentialMemory) -> None:
    person = Person(username="ada", password="secret")
    asking = Asking("lab", memory, person)

    first = ask(asking, "get", **_HOST)
    assert first == ask(asking, "get", **_HOST) == {"username": "ada", "password": "secret"}
    assert person.kinds == ["username", "password"]
    assert person.asked[1][2:] == ("https://example.org", "ada")


def test_a_name_that_is_known_is_not_asked_for(memory: CredentialMemory) -> None:
    person = Person(password="secret")
    asking = Asking("lab", memory, person)

    assert ask(asking, "get", username="eve", **_HOST)["username"] == "eve"
    assert person.kinds == ["password"]


def test_what_is_accepted_is_remembered_for_the_user_and_the_host_if_wished(
    memory: CredentialMemory,
) -> None:
    person = Person(username="ada", password="secret", remember=True)
    asking = Asking("lab", memory, person)
    given = ask(asking, "get", **_HOST)
    assert memory.get("lab", "https://example.org") is None  # not before it was accepted
    ask(asking, "store", **_HOST, **given)

    nobody = Person()
    assert ask(Asking("lab", memory, nobody), "get", **_HOST) == given
    assert ask(Asking("lab", memory, nobody), "get", username="eve", **_HOST) == {"quit": "1"}
    assert ask(Asking("eve", memory, nobody), "get", **_HOST) == {"quit": "1"}
    elsewhere = {"protocol": "https", "host": "example.com"}
    assert ask(Asking("lab", memory, nobody), "get", **elsewhere) == {"quit": "1"}


def test_what_is_accepted_is_forgotten_unless_wished(memory: CredentialMemory) -> None:
    asking = Asking("lab", memory, Person(username="ada", password="secret"))
    ask(asking, "store", **_HOST, **ask(asking, "get", **_HOST))

    assert memory.get("lab", "https://example.org") is None


def test_what_is_refused_is_dropped_and_asked_for_anew(memory: CredentialMemory) -> None:
    memory.put("lab", "https://example.org", Credential(username="ada", password="old"))
    person = Person(username="ada", password="new")
    asking = Asking("lab", memory, person)
    assert ask(asking, "get", **_HOST)["password"] == "old"
    ask(asking, "erase", **_HOST, username="ada", password="old")

    assert asking.rejected
    assert memory.get("lab", "https://example.org") is None
    assert ask(asking, "get", **_HOST)["password"] == "new"


def test_what_another_helper_gave_is_not_ours_to_drop(memory: CredentialMemory) -> None:
    memory.put("lab", "https://example.org", Credential(username="ada", password="ours"))
    asking = Asking("lab", memory, Person())
    ask(asking, "erase", **_HOST, username="ada", password="theirs")

    assert asking.rejected
    assert memory.get("lab", "https://example.org") is not None


def test_who_refuses_is_not_asked_again(memory: CredentialMemory) -> None:
    person = Person()
    asking = Asking("lab", memory, person)

    assert ask(asking, "get", **_HOST) == {"quit": "1"}
    assert ask(asking, "prompt", text="Enter passphrase:") == {}
    assert asking.unanswered
    assert len(person.asked) == 1


@pytest.mark.parametrize("answer", ["a\nhost=evil.example", "a\0b", "a\rb"])
def test_an_answer_cannot_be_taken_for_two(memory: CredentialMemory, answer: str) -> None:
    asking = Asking("lab", memory, Person(username="ada", password=answer))

    assert ask(asking, "get", **_HOST) == {"quit": "1"}


@pytest.mark.parametrize(
    ("text", "kind", "host", "username"),
    [
        ("Enter passphrase for key '/home/ada/.ssh/id_ed25519': ", "passphrase", "", ""),
        ("ada@example.org's password: ", "password", "ssh://example.org", "ada"),
        ("Username for 'https://example.org': ", "username", "", ""),
        ("Verification code: ", "password", "", ""),
        ("(yes/no/[fingerprint])? ", "confirm", "", ""),
    ],
)
def test_the_kind_of_what_ssh_asks_is_known(
    memory: CredentialMemory, text: str, kind: str, host: str, username: str
) -> None:
    person = Person()
    person.answers[kind] = "yes"

    assert ask(Asking("lab", memory, person), "prompt", text=text) == {"answer": "yes"}
    assert person.asked == [(kind, text.strip(), host, username)]


def test_a_passphrase_is_remembered_until_it_is_wrong(memory: CredentialMemory) -> None:
    text = "Enter passphrase for key '/k':"
    first = Person(passphrase="old", remember=True)
    ask(Asking("lab", memory, first), "prompt", text=text)
    second = Person(passphrase="new")
    asking = Asking("lab", memory, second)

    assert ask(asking, "prompt", text=text) == {"answer": "old"}
    assert ask(asking, "prompt", text=text) == {"answer": "new"}  # ssh asks again
    assert second.kinds == ["passphrase"]
    assert memory.get("lab", text) is None


def test_no_secret_is_in_a_text_or_a_log(
    memory: CredentialMemory, caplog: pytest.LogCaptureFixture
) -> None:
    asking = Asking("lab", memory, Person(username="ada", password="s3cret/x"))
    with caplog.at_level(logging.DEBUG):
        ask(asking, "get", **_HOST)
    asking.know("https://example.com", Credential(username="eve", password="a b/c"))

    assert asking.mask("s3cret/x and a%20b%2Fc") == "*** and ***"
    assert "s3cret" not in caplog.text
    secrets = [Given(answer="s3cret", remember=True), Credential(username="", password="s3cret")]
    assert not any("s3cret" in repr(each) for each in secrets)
