"""Stack frames in which two errors differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from jupyter_mlops.notebooks.diff.views import ErrorView
from jupyter_mlops.notebooks.render.harmless import harmless
from jupyter_mlops.notebooks.render.phrases import count_phrase

_MOST: Final = 10


class FrameLine(NamedTuple):
    """A frame that only one side has, or a remark on others."""

    sign: str
    #: The frame, harmless; empty for a remark.
    frame: str
    remark: str = ""


def differing_frames(view: ErrorView) -> Iterator[FrameLine]:
    """The frames between those that both errors have at the beginning and the end."""
    base, head = view.base_frames, view.head_frames
    if base == head:
        return
    shorter = min(len(base), len(head))
    start = next((at for at in range(shorter) if base[at] != head[at]), shorter)
    rest = range(shorter - start)
    end = next((at for at in rest if base[-1 - at] != head[-1 - at]), len(rest))
    if start:
        yield FrameLine(" ", "", f"… {count_phrase(start, 'equal frame')}")
    for sign, frames in (("-", base), ("+", head)):
        differing = frames[start : len(frames) - end]
        for frame in differing[:_MOST]:
            yield FrameLine(sign, harmless(frame))
        if len(differing) > _MOST:
            hidden = count_phrase(len(differing) - _MOST, "more frame")
            yield FrameLine(sign, "", f"… {hidden}")
    if end:
        yield FrameLine(" ", "", f"… {count_phrase(end, 'equal frame')}")
