"""HTML built from small pieces, in which every text is escaped unless it is known to be markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

#: Characters that HTML changes or drops, that a browser doesn't show, or that turn the direction of
#: the text around them, so that it reads otherwise than it runs (https://trojansource.codes).
_STRANGE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CONTROL_PICTURES = 0x2400
_DELETE = 0x7F
_VOID = frozenset({"img", "input", "meta", "br"})


class Html(str):
    """Markup that is safe to put into a page as it is."""

    __slots__ = ()


def escape(text: object) -> Html:
    """Makes a text harmless, and its invisible characters visible."""
    plain = str(text)
    if _STRANGE.search(plain):
        plain = _STRANGE.sub(_visible, plain)
    return Html(html.escape(plain))


def element(tag: str, /, *children: object, **attributes: object) -> Html:
    """An element.

    Args:
        tag: Its name.
        children: What it holds; None for nothing, `Html` as it is, everything else escaped.
        attributes: Attributes, escaped like children, with `_` for `-` and `class_` for `class`;
            True for one without a value, None or False for none.
    """
    opening = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Html(f"<{tag}{opening}>")
    return Html(f"<{tag}{opening}>{join(children)}</{tag}>")


def join(pieces: Iterable[object]) -> Html:
    """Pieces after each other, escaped unless they are markup."""
    return Html(
        "".join(
            piece if isinstance(piece, Html) else escape(piece)
            for piece in pieces
            if piece is not None
        )
    )


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    return f' {name}="{value if isinstance(value, Html) else escape(value)}"'


def _visible(match: re.Match[str]) -> str:
    """A control picture, or the name of a character that has none."""
    code = ord(match[0])
    if code < 0x20:  # noqa: PLR2004 - C0 controls
        return chr(_CONTROL_PICTURES + code)
    if code == _DELETE:
        return "\u2421"
    return f"[U+{code:04X}]"
