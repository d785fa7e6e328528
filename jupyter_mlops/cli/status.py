"""`jupyter mlops status`: what has changed in the repository, notebooks cell by cell."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.git.status import FileStatus, Upstream
    from jupyter_mlops.notebooks.render.terminal.style import Line, Span
    from jupyter_mlops.notebooks.staging.model import CellChange, NotebookChanges, PartState
    from jupyter_mlops.services.status import Status

#: By whether all, some or nothing of a change is staged.
_ALL, _SOME, _NONE = "●", "◐", "○"
_SHORT_COMMIT: Final = 10

_EPILOG = """\
A file has git's own two letters: its state in the index and in the worktree. A changed cell of a
notebook has ● if its change is staged, ◐ if some of it is, ○ if not; the mark of its change, + new,
~ edited, - gone, ⇅ moved, ⟲ run again (only outputs differ), ◇ metadata; what --cell of `stage`,
`unstage` and `discard` calls it; its execution count; its first line. Of a notebook that is new or
gone the cells are listed when it is named.

With --format json, files are named from the root of the repository, and notebooks have their
changed cells with the key, the kind and the state of either part: unstaged, staged or older."""


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "status",
        help="show what has changed since the last commit, notebooks cell by cell",
        description="Show the branch and what has changed since the last commit, notebooks cell "
        "by cell, and what of it is staged.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        type=Path,
        default=Path(),
        help="only this file, or what is in this folder (default: all of the repository)",
    )
    parser.add_argument("-f", "--format", choices=("terminal", "json"), default="terminal")
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="auto: on a terminal, unless NO_COLOR is set",
    )
    parser.add_argument("--no-color", dest="color", action="store_const", const="never")
    parser.add_argument("--no-pager", dest="pager", action="store_false", help="show it at once")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Shows the status."""
    from jupyter_mlops.cli.choosing import find_root, git_path, is_within
    from jupyter_mlops.services.status import repository_status

    folder = args.path
    while not folder.is_dir():  # which may be gone
        folder = folder.parent
    root = find_root(folder)
    within = git_path(root, args.path) if args.path != Path() else "."
    status = repository_status(root)
    files = [file for file in status.git.files if is_within(file.path, within)]
    if args.format == "json":
        from jupyter_mlops.cli.text import to_json

        print(to_json(_as_json(status, files)))
        return 0
    from jupyter_mlops.cli.pager import show_pieces
    from jupyter_mlops.notebooks.render.terminal.style import paint

    colour = _has_colour(args.color)
    lines = _lines(status, files, named=within)
    show_pieces((paint(line, colour=colour) for line in lines), paged=args.pager)
    return 0


def _has_colour(asked: str) -> bool:
    from jupyter_mlops.cli.text import has_colours

    if asked == "auto":
        return has_colours(sys.stdout) and os.environ.get("TERM") != "dumb"
    return asked == "always"


def _lines(status: Status, files: list[FileStatus], *, named: str) -> Iterator[Line]:
    from jupyter_mlops.notebooks.render.terminal.style import BOLD, said

    yield [said(_branch_text(status), BOLD)]
    for file in files:
        yield _file_line(status.root, file)
        if _is_notebook(file) and (file.path == named or not _is_new_or_gone(file)):
            yield from _cell_lines(status.root, file.path)
    if not files:
        yield [said("nothing has changed")]


def _branch_text(status: Status) -> str:
    """`On branch main, 2 ahead of origin/main, merging`."""
    git = status.git
    words = [f"On branch {git.branch}" if git.branch else "On no branch"]
    if git.commit is None:
        words.append("no commits yet")
    elif git.branch is None:
        words.append(f"at {git.commit[:_SHORT_COMMIT]}")
    if git.upstream is not None:
        words.append(_upstream_text(git.upstream))
    if status.state != "normal":
        words.append(status.state)
    if status.lock is not None:
        words.append("the index is locked")
    return ", ".join(words)


def _upstream_text(upstream: Upstream) -> str:
    """`2 ahead of and 1 behind origin/main`."""
    if upstream.gone:
        return f"{upstream.name} is gone"
    counts = [(upstream.ahead, "ahead of"), (upstream.behind, "behind")]
    said = [f"{count} {word}" for count, word in counts if count] or ["even with"]
    return f"{' and '.join(said)} {upstream.name}"


def _file_line(root: Path, file: FileStatus) -> Line:
    """As in `git status --short`: the two letters in its colours, and the file from here."""
    from jupyter_mlops.cli.text import file_text
    from jupyter_mlops.notebooks.render.terminal.style import GREEN, RED, Span, said

    index = "?" if file.untracked else file.index.replace(".", " ")
    line = [
        Span(index, RED if file.untracked or file.unmerged else GREEN),
        Span(file.worktree.replace(".", " "), RED),
        Span(" "),
    ]
    if file.old_path is not None:
        line += [said(file_text(str(root / file.old_path))), Span(" -> ")]
    nested = "/" if file.path.endswith("/") else ""
    return [*line, said(file_text(str(root / file.path)) + nested)]


def _is_notebook(file: FileStatus) -> bool:
    from jupyter_mlops.services.file_kinds import file_kind

    return not file.submodule and file_kind(file.path) == "notebook"


def _is_new_or_gone(file: FileStatus) -> bool:
    """Whether all cells are, which says no more than the letters do."""
    return file.untracked or "D" in file.index + file.worktree


def _cell_lines(root: Path, path: str) -> Iterator[Line]:
    from jupyter_mlops.notebooks.render.terminal.style import DIM, Span, said
    from jupyter_mlops.services.changes import find_cells

    found = find_cells(root, path)
    if found.changes is None:
        yield [Span("    "), said(found.problem, DIM)]
        return
    yield from map(_cell_line, _named(found.changes))
    if found.changes.notebook is not None:
        yield [*_staged([found.changes.notebook]), said("◇ notebook", DIM)]


def _named(changes: NotebookChanges) -> list[tuple[str, CellChange]]:
    """The cells with their names, all of one width."""
    names = [cell.key if cell.head is None else str(cell.head + 1) for cell in changes.cells]
    width = max(map(len, names), default=0)
    return [(name.rjust(width), cell) for name, cell in zip(names, changes.cells, strict=True)]


def _cell_line(named: tuple[str, CellChange]) -> Line:
    """`    ● ~ 2 [3] fit()`."""
    from jupyter_mlops.notebooks.render.phrases import MARKS
    from jupyter_mlops.notebooks.render.terminal.style import COLOURS, DIM, MAGENTA, Span, said

    name, cell = named
    count = "" if cell.cell_type != "code" else f"[{cell.execution_count or ' '}]"
    line = [
        *_staged([part for part in (cell.source, cell.outputs) if part is not None]),
        Span(MARKS[cell.kind], COLOURS[cell.kind]),
        Span(MARKS["moved"], MAGENTA) if cell.moved and cell.kind != "moved" else Span(" "),
        said(f"{name} "),
        said(f"{count:5} ", DIM),
        said(cell.preview),
    ]
    return [*line, said(f"  ({remark})", DIM)] if (remark := _remark(cell)) else line


def _staged(states: list[PartState]) -> list[Span]:
    """The sign of what is staged, with the indent of cells."""
    from jupyter_mlops.notebooks.render.terminal.style import DIM, GREEN, YELLOW, Span

    kinds = set(states)
    if kinds == {"staged"}:
        sign = Span(f"    {_ALL} ", GREEN)
    else:
        sign = (
            Span(f"    {_NONE} ", DIM) if kinds <= {"unstaged"} else Span(f"    {_SOME} ", YELLOW)
        )
    return [sign]


def _remark(cell: CellChange) -> str:
    """What the sign leaves open."""
    parts = {"source": cell.source, "outputs": cell.outputs}
    if "older" in parts.values():
        return "changed since it was staged"
    staged = [name for name, state in parts.items() if state == "staged"]
    return f"only {staged[0]} staged" if staged and "unstaged" in parts.values() else ""


def _as_json(status: Status, files: list[FileStatus]) -> dict[str, Any]:
    import msgspec

    git = status.git
    return {
        "root": _text(str(status.root)),
        "branch": git.branch and _text(git.branch),
        "commit": git.commit,
        "upstream": msgspec.to_builtins(git.upstream),
        "state": status.state,
        "files": [_file_json(status.root, file) for file in files],
    }


def _file_json(root: Path, file: FileStatus) -> dict[str, Any]:
    import msgspec

    told: dict[str, Any] = {
        "path": _text(file.path),
        "old_path": file.old_path and _text(file.old_path),
        "index": file.index,
        "worktree": file.worktree,
    }
    if _is_notebook(file):
        from jupyter_mlops.services.changes import find_cells

        found = find_cells(root, file.path)
        told |= msgspec.to_builtins(found.changes) if found.changes else {"problem": found.problem}
    return told


def _text(path: str) -> str:
    """A path as text that can be encoded; bytes that are not UTF-8 become `�`."""
    return os.fsencode(path).decode("utf-8", "replace")
