"""Functions and classes that a module gained or lost within a section."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from jupyter_mlops.modules.sync.chunks import Chunk, joined, spaced, split_chunks
from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.sequences import Range, diff_sequences


class SectionEdit(Struct, frozen=True, kw_only=True):
    """A section of the module, with what needs a word of its own taken out of it."""

    #: The section without what was added below its end.
    text: str
    #: It with the definitions that were deleted, where the last export had them.
    restored: str
    #: What was added below its end, a text for each cell that it becomes.
    new: tuple[str, ...] = ()
    #: The names that were deleted.
    lost: tuple[str, ...] = ()


def edit_of_section(base: str, module: str, elsewhere: Collection[str] = ()) -> SectionEdit:
    """Finds the definitions that a section gained at its end, and those that it lost.

    A definition in the place of another is that one renamed, not one lost and one gained.

    Args:
        base: The section as of the last export.
        module: The section as the file has it.
        elsewhere: Names that other sections of the file define: these were moved, not deleted.
    """
    old, new = split_chunks(base), split_chunks(module)
    ranges = diff_sequences([each.text for each in old], [each.text for each in new], Budget())
    known = {name for chunk in old for name in chunk.names}
    kept = {name for chunk in new for name in chunk.names}
    added_at = len(new)
    if ranges and ranges[-1].head_end == len(new) and ranges[-1].base_end == len(old):
        added_at = _first_added(old, new, ranges[-1], known)
    body = joined(module, new[:added_at])
    gone = {name for name in known if name not in kept and name not in elsewhere}
    lost = [at for span in ranges for at in _lost(old, new, span, gone, known)]
    return SectionEdit(
        text=body,
        restored=_restored(body, old, new[:added_at], ranges, lost),
        new=tuple(_cells(module, new[added_at:])),
        lost=tuple(name for at in lost for name in old[at].names),
    )


def _first_added(old: list[Chunk], new: list[Chunk], last: Range, known: Collection[str]) -> int:
    """Where, in the new chunks, that begins which is to be cells of its own."""
    renamed = sum(
        1
        for chunk in old[last.base : last.base_end]
        if chunk.names and not any(set(chunk.names) & set(each.names) for each in new)
    )
    texts = {chunk.text for chunk in old}
    start = len(new)
    for at in range(last.head_end - 1, last.head - 1, -1):
        if set(known) & set(new[at].names) or (not new[at].comment and new[at].text in texts):
            break
        start = at
    fresh = [at for at in range(last.head, last.head_end) if _is_new(new[at], known)]
    fresh = [at for at in fresh[renamed:] if at >= start]
    if not fresh:
        return len(new)
    return _with_comments(new, fresh[0], last.head)


def _is_new(chunk: Chunk, known: Collection[str]) -> bool:
    return bool(chunk.names) and not set(chunk.names) & set(known)


def _with_comments(chunks: Sequence[Chunk], at: int, lowest: int) -> int:
    """The first of the comments that stand right above a chunk, else the chunk."""
    while at > lowest and chunks[at - 1].comment and chunks[at - 1].stop == chunks[at].start:
        at -= 1
    return at


def _cells(text: str, chunks: Sequence[Chunk]) -> list[str]:
    """A text for each definition, with the comments above it and what is no definition after it."""
    starts: list[int] = []
    names: tuple[str, ...] = ()
    for at, chunk in enumerate(chunks):
        if chunk.names and chunk.names != names:  # overloads of a function belong together
            starts.append(_with_comments(chunks, at, starts[-1] + 1 if starts else 0))
            names = chunk.names
    if not starts:
        return []
    starts[0] = 0
    ends = [*starts[1:], len(chunks)]
    return [joined(text, chunks[at:end]) for at, end in zip(starts, ends, strict=True)]


def _lost(
    old: list[Chunk], new: list[Chunk], span: Range, gone: Collection[str], known: Collection[str]
) -> list[int]:
    """The chunks in a range whose definitions were deleted, and not renamed."""
    missing = [
        at
        for at in range(span.base, span.base_end)
        if old[at].names and set(old[at].names) <= set(gone)
    ]
    renamed = sum(1 for chunk in new[span.head : span.head_end] if _is_new(chunk, known))
    return missing[renamed:]


def _restored(
    body: str, old: list[Chunk], new: list[Chunk], ranges: Sequence[Range], lost: Collection[int]
) -> str:
    """The module's section with deleted definitions back in their place."""
    if not lost:
        return body
    back: dict[int, list[str]] = {}
    for span in ranges:
        stay = 0
        for at in range(span.base, span.base_end):
            if at in lost:
                place = min(span.head + stay, span.head_end, len(new))
                back.setdefault(place, []).append(old[at].text)
            else:
                stay += 1
    lines = body.split("\n")
    first = new[0].start if new else 0  # where `body` begins in the module's section
    parts: list[str] = []
    done = 0
    for place in sorted(back):
        stop = new[place - 1].stop - first if place else 0
        parts += ["\n".join(lines[done:stop]).strip("\n"), *back[place]]
        done = stop
    parts.append("\n".join(lines[done:]).strip("\n"))
    return spaced(parts)
