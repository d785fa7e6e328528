"""Answers git and ssh when they ask who one is: from memory, else by asking the user."""

from __future__ import annotations

import re
import threading
from typing import Protocol
from urllib.parse import quote

from msgspec import Struct

from jupyter_mlops.git.ask_server import Question
from jupyter_mlops.services.credentials import Credential, CredentialMemory
from jupyter_mlops.services.operation_model import PromptKind

#: What ssh asks has no form but its words, which are the same in every language.
_CONFIRM = re.compile(r"\(yes/no")
_PASSPHRASE = re.compile(r"passphrase", re.IGNORECASE)
_USERNAME = re.compile(r"username", re.IGNORECASE)
_FOR_HOST = re.compile(r"([^\s'\"@]+)@([^\s'\"@]+)'s password")
_REFUSE = {"quit": "1"}
#: A shorter secret cannot be told from the letters of other words.
_MASKABLE = 4


class Given(Struct, frozen=True, kw_only=True):
    """The answer of a person."""

    answer: str
    #: Whether to keep it as long as the server lives.
    remember: bool

    def __repr__(self) -> str:
        """Not the answer."""
        return "Given(...)"


class Prompter(Protocol):
    """Asks a person."""

    def ask(self, kind: PromptKind, text: str, *, host: str, username: str) -> Given | None:
        """Waits for the answer; None if there is none."""


class Asking:
    """Answers the questions of one operation.

    Args:
        user: On whose behalf.
        memory: What was remembered.
        prompter: Who asks the user.
    """

    def __init__(
        self,
        user: str,
        memory: CredentialMemory,
        prompter: Prompter,
    ) -> None:
        self._user = user
        self._memory = memory
        self._prompter = prompter
        self._given: dict[str, Credential] = {}
        self._remember: set[str] = set()
        self._asked: set[str] = set()
        self._secrets = set[str]()
        self._one_at_a_time = threading.Lock()
        #: Whether a remote did not accept what it was given since this was last reset.
        self.rejected = False
        #: Whether nobody answered, or the user refused to.
        self.unanswered = False

    def answer(self, question: Question) -> dict[str, str]:
        """What to tell git or ssh; see `AskServer`."""
        with self._one_at_a_time:
            fields = question.fields
            if question.kind == "get":
                return self._get(fields)
            if question.kind == "store":
                self._store(fields)
            elif question.kind == "erase":
                self._erase(fields)
            elif question.kind in ("prompt", "confirm"):
                return self._prompt(fields.get("text", ""), confirm=question.kind == "confirm")
            return {}

    def know(self, host: str, credential: Credential) -> None:
        """Takes what the user has written into an address.

        Args:
            host: With its protocol.
            credential: What to answer it.
        """
        with self._one_at_a_time:
            self._given[host] = credential
            self._secrets |= {credential.password, quote(credential.password, safe="")}

    def mask(self, text: str) -> str:
        """A text without the secrets of this operation."""
        for secret in sorted(self._secrets, key=len, reverse=True):
            if len(secret) >= _MASKABLE:
                text = text.replace(secret, "***")
        return text

    def _get(self, fields: dict[str, str]) -> dict[str, str]:
        place, username = _place(fields), fields.get("username", "")
        known = self._given.get(place) or self._given.get(_host(fields))
        if known is None or username not in ("", known.username):
            known = self._memory.get(self._user, place, username)
        if known is None:
            known = self._ask_both(place, username)
        if known is None:
            return _REFUSE
        self._given[place] = known
        self._secrets.add(known.password)
        return {"username": known.username, "password": known.password}

    def _ask_both(self, place: str, username: str) -> Credential | None:
        if not username:
            told = self._ask("username", f"Username for {place}", place, "")
            if told is None:
                return None
            username = told.answer
        told = self._ask("password", f"Password or token for {place}", place, username)
        if told is None:
            return None
        if told.remember:
            self._remember.add(place)
        return Credential(username=username, password=told.answer)

    def _store(self, fields: dict[str, str]) -> None:
        """The remote has accepted it."""
        place = _place(fields)
        known = self._given.get(place)
        if known is not None and place in self._remember and _same(known, fields):
            self._memory.put(self._user, place, known)

    def _erase(self, fields: dict[str, str]) -> None:
        """The remote has refused it, whoever gave it."""
        self.rejected = True
        for place in (_place(fields), _host(fields)):
            for known in (self._given.get(place), self._memory.get(self._user, place)):
                if known is not None and _same(known, fields):
                    self._memory.drop(self._user, place, known)
                    self._given = {key: each for key, each in self._given.items() if each != known}

    def _prompt(self, text: str, *, confirm: bool) -> dict[str, str]:
        text = self.mask(text.strip())
        if confirm or _CONFIRM.search(text):
            told = self._ask("confirm", text, "", "")
            return {} if told is None else {"answer": told.answer}
        again = text in self._asked
        self._asked.add(text)
        if again:  # ssh asks the same twice only where the answer was wrong
            self._memory.drop(self._user, text)
        elif (known := self._memory.get(self._user, text)) is not None:
            return {"answer": known.password}
        found = _FOR_HOST.search(text)
        username, host = (found[1], f"ssh://{found[2]}") if found else ("", "")
        told = self._ask(_kind(text), text, host, username)
        if told is None:
            return {}
        if told.remember:
            credential = Credential(username="", password=told.answer)
            self._memory.put(self._user, text, credential)
        return {"answer": told.answer}

    def _ask(self, kind: PromptKind, text: str, host: str, username: str) -> Given | None:
        if self.unanswered:
            return None
        told = self._prompter.ask(kind, text, host=host, username=username)
        # No answer can span lines: git would take the second for something else.
        if told is None or set(told.answer) & {"\n", "\r", "\0"}:
            self.unanswered = True
            return None
        if kind not in ("username", "confirm"):
            self._secrets.add(told.answer)
        return told


def _kind(text: str) -> PromptKind:
    """The kind of a question; what is none of these may be a secret, too."""
    if _PASSPHRASE.search(text):
        return "passphrase"
    return "username" if _USERNAME.search(text) else "password"


def _host(fields: dict[str, str]) -> str:
    return f"{fields.get('protocol', '')}://{fields.get('host', '')}"


def _place(fields: dict[str, str]) -> str:
    """What a credential is for; git tells the path only where the user has asked it to."""
    path = fields.get("path", "")
    return _host(fields) + (f"/{path}" if path else "")


def _same(known: Credential, fields: dict[str, str]) -> bool:
    """Whether git speaks of that credential; older ones leave out the password."""
    return all(
        fields.get(key, value) == value
        for key, value in (("username", known.username), ("password", known.password))
    )
