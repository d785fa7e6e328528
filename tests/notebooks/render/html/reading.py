"""Reads a page the way a browser would, for what in it could do something."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

_URLS = {"href", "src", "action", "formaction", "data", "poster", "background", "cite", "srcset"}
_ALIVE = (
    "applet audio base canvas embed form frame frameset iframe link marquee math noscript object "
    "plaintext select svg template textarea video xmp"
)
_HARMLESS = re.compile(
    r"#[\w-]+|https?://[^\s]+|mailto:[^\s]+|data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[\w+/=]*"
)


class Finding(NamedTuple):
    """Something that should not be in a page."""

    tag: str
    what: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Finding] = []
        self.scripts: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag in _ALIVE.split():
            self.found.append(Finding(tag, "element"))
        if tag == "meta" and known.get("http-equiv") not in {None, "Content-Security-Policy"}:
            self.found.append(Finding(tag, "http-equiv"))
        if tag == "script" and known.get("type") != "application/json":
            self._script = True
            self.scripts.append("")
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcdoc", "srcset", "ping"}:
                self.found.append(Finding(tag, name))
            if name in _URLS and not _HARMLESS.fullmatch(value or ""):
                self.found.append(Finding(tag, f"{name}={value}"))
            if name == "src" and not (value or "").startswith("data:image/"):
                self.found.append(Finding(tag, f"loads {value}"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = False

    def handle_data(self, data: str) -> None:
        if self._script:
            self.scripts[-1] += data


def alive(page: str) -> list[Finding]:
    """What in a page, besides its own script, could run, load or send something."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.scripts) <= 1, reader.scripts
    return reader.found
