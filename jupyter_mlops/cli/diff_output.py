"""Where a diff goes: the terminal, a file, the browser."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from jupyter_mlops.notebooks.render.model import Comparison, Shown

#: From this width on both sides of a diff fit beside each other.
WIDE = 140
_USUAL_WIDTH = 80


def terminal_pieces(
    comparisons: Iterable[Comparison], shown: Shown, args: argparse.Namespace
) -> Iterator[str]:
    """The terminal form, as the options ask for it."""
    from jupyter_mlops.cli.text import has_colours
    from jupyter_mlops.notebooks.render.terminal import render_terminal

    colour = args.color == "always"
    if args.color == "auto" and args.output is None:
        colour = has_colours(sys.stdout) and os.environ.get("TERM") != "dumb"
    width = args.width or _width(sys.stdout)
    beside = args.side_by_side
    if beside is None:
        beside = width >= WIDE and args.output is None
    return render_terminal(
        comparisons, shown=shown, width=width, colour=colour, side_by_side=beside
    )


def _width(stream: IO[str]) -> int:
    """Columns of the terminal; a file or a pipe has no width of its own."""
    if stream.isatty() or "COLUMNS" in os.environ:
        return shutil.get_terminal_size((_USUAL_WIDTH, 24)).columns
    return _USUAL_WIDTH


def stat_line(comparison: Comparison) -> str:
    """`train.ipynb | +1 ~2 ⇅1`."""
    from jupyter_mlops.notebooks.render.phrases import summary_phrase

    old = comparison.old_path
    name = f"{old} => {comparison.path}" if old else comparison.path
    if comparison.diff is None:
        said = comparison.problem
    else:
        said = summary_phrase(comparison.diff.summary) or "no cell differs"
    return f"{printable(name)} | {printable(said)}\n"


def name_line(comparison: Comparison) -> str:
    """The name of the notebook."""
    return f"{printable(comparison.path)}\n"


def printable(text: str) -> str:
    """A text of one line in which nothing does something to a terminal."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def write_document(
    form: str, comparisons: Iterable[Comparison], shown: Shown, *, file: Path | None, bare: bool
) -> None:
    """Writes a diff in a form for programs, pull requests or browsers.

    Args:
        form: `json`, `nbdime`, `markdown` or `html`.
        comparisons: What was compared.
        shown: What of it to show, in the forms for people.
        file: Where to; standard output by default.
        bare: Whether there is exactly one comparison, whose diff is to stand by itself.

    Raises:
        StorageError: The file cannot be written.
    """
    from jupyter_mlops.services.write_diff import encode_diffs

    write_data(encode_diffs(form, comparisons, shown, bare=bare), file)


def write_pieces(pieces: Iterable[str], file: Path | None, *, paged: bool) -> None:
    """Writes text to a file, whole or not at all, or to standard output as it comes."""
    from jupyter_mlops.cli.pager import show_pieces

    if file is None:
        show_pieces(pieces, paged=paged)
    else:
        write_data("".join(pieces).encode("utf-8", "replace"), file)


def write_data(data: bytes, file: Path | None) -> None:
    """Writes bytes to a file, whole or not at all, or to standard output."""
    from jupyter_mlops.files import write_atomically

    if file is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_atomically(file, data)


def open_html(comparisons: Iterable[Comparison], shown: Shown) -> bool:
    """Shows a diff in the browser.

    Returns:
        False if there is no browser here; nothing has been read then.
    """
    from jupyter_mlops.cli.browser import has_browser, open_page

    if not has_browser():
        print("jupyter mlops: no browser here, so it is shown as text", file=sys.stderr)
        return False
    from jupyter_mlops.notebooks.render.html import render_html

    open_page(render_html(list(comparisons), shown=shown))
    return True
