"""Compares images."""

from __future__ import annotations

from typing import Any, Literal

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.outputs.hashes import compare_hashes
from jupyter_mlops.notebooks.diff.outputs.noise import quiet
from jupyter_mlops.notebooks.diff.outputs.pictures import describe
from jupyter_mlops.notebooks.diff.outputs.pixels import Likeness, compare_pixels
from jupyter_mlops.notebooks.diff.outputs.shown import SVG, data_bytes
from jupyter_mlops.notebooks.diff.outputs.verdict import Verdict
from jupyter_mlops.notebooks.diff.views import ImageView
from jupyter_mlops.notebooks.multiline import text_of

_Said = Literal["same", "alike", "different", "unknown"]


def compare_images(
    mime: str, base: Any, head: Any, options: DiffOptions, budget: Budget
) -> Verdict:
    """Compares two images of pixels; without Pillow, or past the time, by hash and size."""
    one, other = data_bytes(base, mime), data_bytes(head, mime)
    if one is None or other is None:
        return compare_hashes(mime, base, head)
    likeness: Likeness | None = None
    if one == other:
        likeness = Likeness("same", 1.0)
    elif options.pixels and not budget.spent:
        likeness = compare_pixels(one, other)
    verdict: _Said = likeness.verdict if likeness else "unknown"
    return Verdict(
        mime,
        ImageView(
            base=describe(one, mime),
            head=describe(other, mime),
            verdict=verdict,
            score=round(likeness.score, 4) if likeness else None,
        ),
        noise=verdict == "same",
    )


def compare_svgs(base: Any, head: Any) -> Verdict:
    """Compares two drawings by their texts: the same but for noise, or different."""
    before, after = text_of(base), text_of(head)
    if before is None or after is None:
        return compare_hashes(SVG, base, head)
    same = before == after or quiet(before) == quiet(after)
    sides = (describe(text.encode("utf-8", "surrogatepass"), SVG) for text in (before, after))
    view = ImageView(
        base=next(sides),
        head=next(sides),
        verdict="same" if same else "different",
        score=1.0 if same else None,
    )
    return Verdict(SVG, view, noise=same)
