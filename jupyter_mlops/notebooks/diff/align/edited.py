"""Pairs of cells whose sources differ."""

from __future__ import annotations

from collections import defaultdict

from jupyter_mlops.notebooks.diff.align.chains import Point, heaviest_chain
from jupyter_mlops.notebooks.diff.align.gaps import Gap
from jupyter_mlops.notebooks.diff.align.matching import Matching
from jupyter_mlops.notebooks.diff.align.scores import Scores

#: Similarity from which a cell is the same one though it stands elsewhere, and from which one of
#: few words is. A single word says nothing, and a copy like `plt.show()` is rather a new one.
_AFAR, _AFAR_SHORT = 0.5, 0.6
_FEW_WORDS, _LEAST_WORDS, _LEAST_OF_COPY = 6, 2, 3
#: How much more similar than the next best it must be there.
_MARGIN = 0.1
#: Similarity from which cells beside a moved pair have moved with it.
_BESIDE = 0.5


def pair_linked(scores: Scores, matching: Matching, least: float) -> None:
    """Pairs cells that a trusted id ties together and that have something in common."""
    for base, head in scores.links.items():
        if matching.free(base, head) and scores.score(base, head) >= least:
            matching.pair(base, head)


def pair_in_gaps(matching: Matching, scores: Scores, gaps: list[Gap], least: float) -> None:
    """Pairs compared cells between the same neighbours, so that they stay in order."""
    base_gap = {base: number for number, gap in enumerate(gaps) for base in gap.base}
    head_gap = {head: number for number, gap in enumerate(gaps) for head in gap.head}
    points: defaultdict[int, list[Point]] = defaultdict(list)
    for base, head in scores.known:
        number = base_gap.get(base)
        if number is not None and head_gap.get(head) == number:
            score = scores.score(base, head)
            if score >= least:
                points[number].append(Point(base, head, _weigh(scores, base, head, score)))
    for choice in points.values():
        for point in heaviest_chain(choice):
            matching.pair(point.base, point.head)


def _weigh(scores: Scores, base: int, head: int, score: float) -> int:
    """Good matches before many, large cells before `plt.show()`, empty ones last."""
    size = min(scores.bags.base(base).total, scores.bags.head(head).total)
    return 1 + int(1000 * score * score) * size.bit_length()


def pair_afar(matching: Matching, scores: Scores) -> None:
    """Pairs cells that moved and were edited, the most similar first, if nothing else compares."""
    found = [
        (score, base, head)
        for base, head in scores.known
        if matching.free(base, head) and (score := scores.score(base, head)) >= _AFAR - _MARGIN
    ]
    found.sort(key=lambda entry: (-entry[0], abs(entry[1] - entry[2]), entry[1]))
    rivals = _rivals(matching, found)
    for score, base, head in found:
        words = min(scores.bags.base(base).words, scores.bags.head(head).words)
        least = _AFAR if words > _FEW_WORDS else _AFAR_SHORT
        alone = score >= max(least, rivals[base, head] + _MARGIN)
        enough = words >= (_LEAST_OF_COPY if matching.equal(base, head) else _LEAST_WORDS)
        if alone and enough and matching.free(base, head):
            matching.pair(base, head)


def _rivals(
    matching: Matching, found: list[tuple[float, int, int]]
) -> dict[tuple[int, int], float]:
    """For each possible pair the score of the best other pair that either cell could be in."""
    by_base: defaultdict[int, list[float]] = defaultdict(list)
    by_head: defaultdict[int, list[float]] = defaultdict(list)
    for score, base, head in found:
        by_base[base].append(score)
        by_head[head].append(score)
    return {
        # Of copies of one cell any will do, so they are no rivals of each other.
        (base, head): 0.0
        if matching.equal(base, head)
        else max(_other(by_base[base], score), _other(by_head[head], score))
        for score, base, head in found
    }


def _other(scores: list[float], score: float) -> float:
    """The best of falling scores but for one of them."""
    if scores[0] != score:
        return scores[0]
    return scores[1] if len(scores) > 1 else 0.0


def follow_moves(matching: Matching, scores: Scores, spine: list[tuple[int, int]]) -> None:
    """Pairs similar cells that stand right after or before a moved pair, and so on."""
    staying = {head for _, head in spine}
    moved = [pair for pair in matching.pairs() if pair[1] not in staying]
    steps = [(pair, 1) for pair in moved] + [(pair, -1) for pair in reversed(moved)]
    for (base, head), step in steps:
        i, j = base + step, head + step
        while matching.free(i, j) and scores.score(i, j) >= _BESIDE:
            matching.pair(i, j)
            i, j = i + step, j + step
