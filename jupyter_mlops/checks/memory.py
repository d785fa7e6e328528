"""What checks have said earlier of the same notebooks."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops import __version__
from jupyter_mlops.checks.check import Check, Checked
from jupyter_mlops.checks.inputs import unchanged
from jupyter_mlops.checks.known import Known
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import NotebookInvalidError


class _Reading(Struct, frozen=True, kw_only=True):
    """Whether a notebook can be read; empty if so, else why not."""

    problem: str = ""
    hint: str = ""


class Memory:
    """Remembers verdicts under all that they follow from.

    Args:
        known: Where they are kept.
        context: What checks work with.
        fresh: Whether to look again at what is known.
    """

    def __init__(self, known: Known, context: Context, *, fresh: bool = False) -> None:
        self._known = known
        self._context = context
        self._fresh = fresh
        self._settings: dict[str, str] = {}

    def unreadable(self, subjects: Sequence[Subject]) -> dict[str, NotebookInvalidError]:
        """The notebooks that cannot be read, by path, and why."""
        found = {}
        for subject in subjects:
            reading = self._reading(subject)
            if reading.problem:
                found[subject.path] = NotebookInvalidError(reading.problem, hint=reading.hint)
        return found

    def _reading(self, subject: Subject) -> _Reading:
        key = f"readable\0{__version__}\0{subject.path}\0{subject.digest}"
        known = self._known.get(key, _Reading)
        if known is not None:
            return known
        error = subject.unreadable
        made = _Reading() if error is None else _Reading(problem=error.message, hint=error.hint)
        self._known.put(key, made)
        return made

    def recall(self, check: Check, subject: Subject) -> Checked | None:
        """What a check has said of a notebook, if that still holds."""
        key = self._key(check, subject)
        found = None if key is None or self._fresh else self._known.get(key, Checked)
        if found is None or not unchanged(self._context.root, found.inputs):
            return None
        return replace(found, cached=True)

    def remember(self, check: Check, subject: Subject, checked: Checked) -> None:
        """Remembers what a check says of a notebook, unless it was not carried out."""
        key = self._key(check, subject)
        if key is not None and not checked.broken:
            self._known.put(key, checked)

    def _key(self, check: Check, subject: Subject) -> str | None:
        own = check.key(subject, self._context)
        if own is None:
            return None
        name = check.name.value
        if name not in self._settings:
            settings = msgspec.json.encode(getattr(self._context.settings, name))
            self._settings[name] = hashlib.sha256(settings).hexdigest()
        parts = (name, str(check.version), __version__, self._settings[name], subject.path, own)
        return "\0".join(parts)
