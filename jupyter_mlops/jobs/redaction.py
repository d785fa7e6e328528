"""Takes secrets out of what a run says."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

#: Lines of a secret that are at least this long are secrets themselves, such as those of a key.
_LONG_LINE = 8
#: Bytes of a log that are searched at a time.
_CHUNK = 1 << 20


class Redactor:
    """Replaces secrets by `[secret NAME]`, also as programs quote and escape them.

    Args:
        secrets: Name of the parameter to secret.
    """

    def __init__(self, secrets: Mapping[str, str]) -> None:
        #: The secrets themselves, by name.
        self.secrets = secrets
        self._names: dict[str, str] = {}
        for name, secret in secrets.items():
            for form in _forms(secret):
                self._names.setdefault(form, name)
        # The longest first, since one may be a part of another.
        ordered = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, ordered))) if ordered else None
        self._longest = len(ordered[0]) if ordered else 0
        self._first = {form[0] for form in ordered}

    def __bool__(self) -> bool:
        """Whether there is anything to replace."""
        return self._pattern is not None

    def text(self, text: str) -> str:
        """A text without secrets."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: f"[secret {self._names[found[0]]}]", text)

    def value(self, value: Any) -> Any:
        """A JSON value without secrets, in keys and numbers, too."""
        if self._pattern is None:
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.text(key): self.value(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.value(item) for item in value]
        if isinstance(value, (int, float)) and str(value) in self._names:
            return self.text(str(value))
        return value

    def split(self, text: str) -> tuple[str, str]:
        """A growing text as the part that is settled, and the end that may begin a secret.

        Args:
            text: What has come so far, as it came.

        Returns:
            The settled part without secrets, and the rest as it came.
        """
        if self._pattern is None:
            return text, ""
        start = max(0, len(text) - self._longest + 1)
        for position in range(start, len(text)):
            if text[position] not in self._first:
                continue
            tail = text[position:]
            if any(form.startswith(tail) and form != tail for form in self._names):
                whole = _around(self._pattern, text, position)
                return self.text(text[:whole]), text[whole:]
        return self.text(text), ""

    def mask(self, file: Path) -> None:
        """Overwrites secrets in a file with as many stars, so that places in it stay what they are.

        Programs may have written there past everything that replaces text.
        """
        if self._pattern is None or not file.exists():
            return
        forms = [form.encode("utf-8", "surrogatepass") for form in self._names]
        pattern = re.compile(b"|".join(map(re.escape, sorted(forms, key=len, reverse=True))))
        overlap = max(map(len, forms)) - 1
        with file.open("r+b") as stream:
            start = 0
            while data := _read(stream, start, _CHUNK + overlap):
                for found in pattern.finditer(data):
                    stream.seek(start + found.start())
                    stream.write(b"*" * (found.end() - found.start()))
                start += _CHUNK


def _around(pattern: re.Pattern[str], text: str, position: int) -> int:
    """Where a secret begins that `position` lies in; else the position."""
    for found in pattern.finditer(text):
        if found.start() < position < found.end():
            return found.start()
    return position


def _read(stream: Any, start: int, size: int) -> bytes:
    stream.seek(start)
    data: bytes = stream.read(size)
    return data


def _forms(secret: str) -> Iterator[str]:
    """The secret as it may come out: as it is, escaped for Python, JSON, HTML or an address."""
    lines = [line for line in secret.splitlines() if len(line) >= _LONG_LINE]
    for plain in (secret, secret.strip(), *lines):
        yield from filter(
            None,
            {
                plain,
                repr(plain)[1:-1],
                json.dumps(plain)[1:-1],
                json.dumps(plain, ensure_ascii=False)[1:-1],
                html.escape(plain),
                quote(plain, safe=""),
                quote_plus(plain),
            },
        )
