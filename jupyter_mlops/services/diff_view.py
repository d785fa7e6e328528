"""Use case: look at two versions of a file, of any kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, Literal

from msgspec import Struct

from jupyter_mlops.notebooks.diff.model import NotebookDiff
from jupyter_mlops.services.file_kinds import file_kind, image_mime
from jupyter_mlops.services.file_sides import FileSide, read_side
from jupyter_mlops.services.picture_diff import PictureDiff, compare_pictures
from jupyter_mlops.services.working import Unsaved

#: Seconds after which the comparison of notebooks coarsens: somebody waits for it.
_BUDGET: Final = 0.5
#: Texts that are longer are not sent, in bytes.
TEXT_LIMIT: Final = 5_000_000
#: How far git looks for a NUL before it takes a file for text.
_SNIFFED = 8000

Status = Literal["added", "deleted", "modified", "renamed", "unchanged"]


class Asked(Struct, frozen=True, kw_only=True):
    """Which versions of which file."""

    #: Of the worktree.
    root: Path
    #: Git's path in the head.
    path: str
    #: Git's path in the base.
    base_path: str
    #: A revision, `:index`, `:working` or `:nothing`.
    base: str = "HEAD"
    head: str = ":working"
    #: The working document, if it isn't as on disk.
    unsaved: Unsaved | None = None
    ignore_formatting: bool = False


class NotebookPair(Struct, frozen=True, kw_only=True):
    """Two notebooks, and how they differ."""

    base: dict[str, Any]
    head: dict[str, Any]
    diff: NotebookDiff


class FileDiff(Struct, frozen=True, kw_only=True):
    """A file before and after."""

    base_name: str
    head_name: str
    status: Status
    kind: Literal["notebook", "text", "image", "binary"]
    notebook: NotebookPair | None = None
    #: Base and head.
    text: tuple[str, str] | None = None
    image: PictureDiff | None = None
    #: Why the sides could not be compared; empty if they could.
    problem: str = ""
    notes: tuple[str, ...] = ()
    #: How much memory it holds on to, about, in bytes.
    weight: int = 0


def compare_file(asked: Asked) -> FileDiff:
    """Compares two versions of a file.

    Whatever keeps them from being compared is part of the answer; a notebook that can't be read
    as one is shown as the text that it is.

    Args:
        asked: Which versions.

    Raises:
        InvalidError: There is no such revision.
        NotFoundError: Git doesn't have the content, as in a partial clone.
        StaleError: The unsaved document refers to outputs that the file doesn't have.
    """
    base = read_side(asked.root, asked.base, asked.base_path, unsaved=asked.unsaved)
    head = read_side(asked.root, asked.head, asked.path, unsaved=asked.unsaved)
    about = FileDiff(
        base_name=base.name,
        head_name=head.name,
        status=_status(base, head, renamed=asked.base_path != asked.path),
        kind=file_kind(asked.path),
        problem="; ".join(dict.fromkeys(side.problem for side in (base, head) if side.problem)),
        weight=sum(len(side.data or b"") for side in (base, head)),
    )
    return about if about.problem else _compare(asked, base, head, about)


def _status(base: FileSide, head: FileSide, *, renamed: bool) -> Status:
    if not head.exists:
        return "deleted" if base.exists else "unchanged"
    if not base.exists:
        return "added"
    if renamed:
        return "renamed"
    return "unchanged" if base.data == head.data and not head.problem else "modified"


def _compare(asked: Asked, base: FileSide, head: FileSide, about: FileDiff) -> FileDiff:
    from msgspec.structs import replace

    mime = image_mime(asked.path)
    if mime is not None:
        return replace(about, image=compare_pictures(base.data, head.data, mime))
    if about.kind == "notebook" and (found := _notebooks(asked, base, head, about)):
        return found
    return _texts(base, head, about)


def _notebooks(asked: Asked, base: FileSide, head: FileSide, about: FileDiff) -> FileDiff | None:
    """The comparison of two notebooks; None if one of them is none."""
    from msgspec.structs import replace

    from jupyter_mlops.notebooks.render.model import Comparison
    from jupyter_mlops.services.compare import compare_contents
    from jupyter_mlops.services.diff_settings import settings_options
    from jupyter_mlops.services.sides import Content, read_content

    old, new = (
        Content() if side.data is None else read_content(side.data, name=side.name)
        for side in (base, head)
    )
    folder = (asked.root / asked.path).parent
    options = settings_options(folder, ignore_formatting=asked.ignore_formatting or None)
    options = replace(options, budget=min(options.budget, _BUDGET))
    names = Comparison(path=asked.path, base_name=base.name, head_name=head.name)
    compared = compare_contents(old, new, options, about=names)
    if compared.diff is None:
        return None
    pair = NotebookPair(base=compared.base, head=compared.head, diff=compared.diff)
    return replace(about, notebook=pair, notes=compared.notes)


def _texts(base: FileSide, head: FileSide, about: FileDiff) -> FileDiff:
    from msgspec.structs import replace

    sides = base.data or b"", head.data or b""
    if any(b"\0" in data[:_SNIFFED] for data in sides):
        return replace(about, kind="binary")
    if max(map(len, sides)) > TEXT_LIMIT:
        size = max(map(len, sides)) / 1_000_000
        return replace(about, kind="text", problem=f"too large to show: {size:,.0f} MB of text")
    notes = []
    if about.kind == "notebook":
        notes.append("not a notebook that can be read; shown as text")
    base_text, head_text = (data.decode("utf-8", "replace") for data in sides)
    if (base_text.encode(), head_text.encode()) != sides:
        notes.append("not all of it is UTF-8; what isn't is shown as �")
    return replace(about, kind="text", text=(base_text, head_text), notes=tuple(notes))
