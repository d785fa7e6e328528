"""Makes texts of notebooks harmless: nothing in them may drive a terminal or hide from a reader.

Control characters would move the cursor or retitle the window, and marks of writing direction can
make code read otherwise than it runs (https://trojansource.codes, CVE-2021-42574). Both are shown
as visible characters instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from jupyter_mlops.notebooks.render.width import width_of

Mark = tuple[int, int]

#: Longer lines are cut to this many characters, around the first thing that differs.
LONGEST_LINE: Final = 2_000
_BEFORE_MARK: Final = 40
_TAB: Final = 4

# All of Unicode's categories Cc, Cs, Zl and Zp, and of Cf what has no shape of its own but for the
# joiners, which emoji and several scripts are written with.
_STRANGE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
_BLANKS: Final = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_PICTURES: Final = 0x2400  # U+2400 is the picture of NUL, and so on
_SPACE, _DELETE, _DELETE_PICTURE = 0x20, 0x7F, "␡"


class Piece(NamedTuple):
    """Part of a line to show."""

    text: str
    #: Whether it differs from the line on the other side.
    marked: bool = False
    #: Whether it is a remark of ours and not of the line.
    remark: bool = False


def harmless(text: str) -> str:
    """A text of one line with everything strange made visible, and tabs as spaces."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(piece.text for piece in _expand([Piece(text)]))


def line_pieces(line: str, marks: Sequence[Mark] = (), *, end: bool = False) -> list[Piece]:
    """A line as harmless pieces.

    Args:
        line: The line, with its line feed if it has one.
        marks: What differs, as (start, end) in characters, in order.
        end: Whether to show the line feed.

    Returns:
        The pieces; at most `LONGEST_LINE` characters of the line, and a remark on the others.
    """
    text, marks, before, after = _window(line.removesuffix("\n"), marks)
    pieces = _expand(_cut(text, marks))
    if pieces and pieces[-1].marked and not after:
        pieces[-1] = pieces[-1]._replace(text=_show_end(pieces[-1].text))
    if end and line.endswith("\n"):
        pieces.append(Piece("␊", marked=True))
    if before:
        pieces.insert(0, Piece("… ", remark=True))
    if after:
        pieces.append(Piece(f" … {after:,} more characters", remark=True))
    return pieces


def _window(text: str, marks: Sequence[Mark]) -> tuple[str, Sequence[Mark], int, int]:
    """The part of a long line to show, its marks, and how many characters precede and follow."""
    if len(text) <= LONGEST_LINE:
        return text, marks, 0, 0
    start = 0
    if marks and marks[0][0] > LONGEST_LINE - _BEFORE_MARK:
        start = marks[0][0] - _BEFORE_MARK
    end = start + LONGEST_LINE
    marks = [(max(a - start, 0), min(b, end) - start) for a, b in marks if a < end]
    return text[start:end], marks, start, max(len(text) - end, 0)


def _cut(text: str, marks: Iterable[Mark]) -> Iterable[Piece]:
    at = 0
    for start, end in marks:
        start, end = max(start, at), min(end, len(text))  # noqa: PLW2901 - kept in bounds
        if end > start:
            if start > at:
                yield Piece(text[at:start])
            yield Piece(text[start:end], marked=True)
            at = end
    if at < len(text):
        yield Piece(text[at:])


def _expand(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces with tabs as spaces up to the next stop, and what is strange as visible characters."""
    done: list[Piece] = []
    column = 0
    for piece in pieces:
        text = piece.text
        if not (text.isascii() and text.isprintable()):
            shown = []
            for part in re.split("(\t)", text):
                if part == "\t":
                    blanks = _TAB - column % _TAB
                    part = ("→" if piece.marked else " ").ljust(blanks)  # noqa: PLW2901
                else:
                    part = _visible(part, blanks=piece.marked)  # noqa: PLW2901
                column += width_of(part)
                shown.append(part)
            text = "".join(shown)
        else:
            column += len(text)
        done.append(piece._replace(text=text))
    return done


def _visible(text: str, *, blanks: bool) -> str:
    """A text without tabs; other blanks than the common one are shown where they differ."""
    if text.isascii() and text.isprintable():
        return text
    text = _STRANGE.sub(_picture, text)
    return _BLANKS.sub(_picture, text) if blanks else text


def _show_end(text: str) -> str:
    """A text whose blanks at the end can be seen."""
    end = text.rstrip(" ")
    return end + "·" * (len(text) - len(end))


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < _SPACE:
        return chr(_PICTURES + code)
    return _DELETE_PICTURE if code == _DELETE else f"<U+{code:04X}>"
