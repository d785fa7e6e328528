"""Chooses hunks of a text, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from msgspec import Struct

from jupyter_mlops.errors import StaleError
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.staging.cells import preview_of
from jupyter_mlops.notebooks.staging.model import PartState
from jupyter_mlops.notebooks.staging.regions import Region, find_regions


class TextHunk(Struct, frozen=True, kw_only=True):
    """Lines of a text that differ from the last commit."""

    #: Names it among the hunks of these three versions.
    key: str
    #: First line in the base and in the working text, from 0, and how many.
    base: int
    base_lines: int
    head: int
    head_lines: int
    #: Its first line that says something, at most 120 characters.
    preview: str
    state: PartState


def list_hunks(
    base: bytes, index: bytes, working: bytes, budget: Budget | None = None
) -> list[TextHunk]:
    """Tells how base and working differ, and what of that is in the index.

    Lines end with a line feed and nowhere else; all bytes count, whatever their encoding. Lines of
    which only the index differs are told, too: they were staged, and put back since.

    Args:
        base: The text in the last commit; empty where it hasn't the file.
        index: What the next commit would hold.
        working: The text at work.
        budget: Time; some seconds by default. Once it is spent, hunks grow.
    """
    return [_hunk(each) for each in find_regions(base, index, working, budget) if each.differs]


def stage_hunks(base: bytes, index: bytes, working: bytes, keys: Collection[str]) -> bytes:
    """The index's text with the chosen hunks as in the working text.

    Args:
        base: The text in the last commit.
        index: What the next commit would hold.
        working: The text at work.
        keys: The hunks, as `list_hunks` names them for the same texts.

    Raises:
        StaleError: There is no such hunk.
    """
    return _choose(
        find_regions(base, index, working),
        keys,
        lambda each: each.working,
        lambda each: each.index,
    )


def unstage_hunks(base: bytes, index: bytes, working: bytes, keys: Collection[str]) -> bytes:
    """The index's text with the chosen hunks as in the base, see `stage_hunks`."""
    return _choose(
        find_regions(base, index, working), keys, lambda each: each.base, lambda each: each.index
    )


def discard_hunks(base: bytes, index: bytes, working: bytes, keys: Collection[str]) -> bytes:
    """The working text with the chosen hunks as in the base, see `stage_hunks`."""
    return _choose(
        find_regions(base, index, working), keys, lambda each: each.base, lambda each: each.working
    )


def _choose(
    regions: Sequence[Region],
    keys: Collection[str],
    chosen: Callable[[Region], list[str]],
    other: Callable[[Region], list[str]],
) -> bytes:
    keys = set(keys)
    if keys - {each.key for each in regions if each.differs}:
        raise StaleError(
            "lines that were chosen aren't there any more", hint="look at the changes again"
        )
    lines = (
        line
        for each in regions
        for line in (chosen(each) if each.differs and each.key in keys else other(each))
    )
    return "".join(lines).encode("utf-8", "surrogateescape")


def _hunk(region: Region) -> TextHunk:
    told = "".join(region.working)
    if not told.strip():
        told = "".join(region.base)
    text = told.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return TextHunk(
        key=region.key,
        base=region.base_at,
        base_lines=len(region.base),
        head=region.working_at,
        head_lines=len(region.working),
        preview=preview_of(text),
        state=region.state,
    )
