"""Pairs of cells that were rewritten in place."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_mlops.notebooks.diff.align.cells import Cell
from jupyter_mlops.notebooks.diff.align.gaps import Gap
from jupyter_mlops.notebooks.diff.align.matching import Matching
from jupyter_mlops.notebooks.diff.align.scores import Scores

#: Similarity that makes the only two cells of a type in a gap the same one.
_ALIKE = 0.15
#: Cells with more words than this that are alone in a gap must be somewhat similar too: two
#: large texts without a word in common are not one that was edited.
_FEW_WORDS = 12
_HARDLY = 0.08


def pair_facing(matching: Matching, scores: Scores, gaps: list[Gap]) -> None:
    """Pairs cells that stand alone between the same neighbours, even if little is left of them."""
    for gap in gaps:
        alone = len(gap.base) == len(gap.head) == 1
        heads = _sole(matching.head, gap.head)
        for kind, base in _sole(matching.base, gap.base).items():
            head = heads.get(kind)
            if head is None:
                continue
            score = scores.score(base, head)
            if score >= _ALIKE or (alone and _replaced(scores, base, head, score)):
                matching.pair(base, head)


def _replaced(scores: Scores, base: int, head: int, score: float) -> bool:
    small, large = sorted((scores.bags.base(base).words, scores.bags.head(head).words))
    return score >= 0 and (not small or large <= _FEW_WORDS or score >= _HARDLY)


def _sole(cells: Sequence[Cell], indices: list[int]) -> dict[str, int]:
    """The cells of which there is no other of the same type, by type."""
    kinds = [cells[index].kind for index in indices]
    return {
        kind: index for kind, index in zip(kinds, indices, strict=True) if kinds.count(kind) == 1
    }
