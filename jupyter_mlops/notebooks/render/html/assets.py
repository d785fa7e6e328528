"""The page's stylesheet and script, and the policy that lets nothing else in."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jupyter_mlops.notebooks.render.html.markup import Html, element

#: In this order, as later rules win.
_STYLES = ("colors.css", "page.css", "cells.css", "outputs.css", "checks.css", "states.css")
_SCRIPTS = ("report.js",)


@cache
def styles() -> Html:
    """The stylesheet, as an element."""
    return Html(f"<style>{_read(_STYLES)}</style>")


@cache
def script() -> Html:
    """The script, as an element."""
    return Html(f"<script>{_read(_SCRIPTS)}</script>")


@cache
def policy() -> Html:
    """A Content-Security-Policy (https://www.w3.org/TR/CSP3/): our style, our script, no network.

    Even if a hole in the sanitizer let a script or a link to a picture through, the browser would
    neither run nor load it.
    """
    rules = (
        "default-src 'none'",
        "img-src data:",
        f"style-src '{_hash(_STYLES)}'",
        f"script-src '{_hash(_SCRIPTS)}'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
    )
    return element("meta", http_equiv="Content-Security-Policy", content=Html("; ".join(rules)))


def _read(names: tuple[str, ...]) -> str:
    folder = files(__package__)
    return "\n".join(folder.joinpath(name).read_text("utf-8") for name in names)


def _hash(names: tuple[str, ...]) -> str:
    digest = sha256(_read(names).encode()).digest()
    return f"sha256-{b64encode(digest).decode('ascii')}"
