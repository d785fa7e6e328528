"""Which pairs of cells are worth comparing: a bounded number for each cell."""

from __future__ import annotations

from collections import Counter, defaultdict

from jupyter_mlops.notebooks.diff.align.gaps import Gap
from jupyter_mlops.notebooks.diff.align.matching import Matching
from jupyter_mlops.notebooks.diff.align.scores import Scores
from jupyter_mlops.notebooks.diff.budget import Budget

#: Similarity below which two cells in a gap have nothing to do with each other.
LEAST = 0.3
#: A word or line in more cells than this points nowhere.
_COMMON = 24
#: How many of a cell's rarest ones are looked up, and how many cells found are compared.
_RAREST = 24
_BEST = 6


def compare_in_gaps(matching: Matching, scores: Scores, gaps: list[Gap], budget: Budget) -> bool:
    """Compares cells between the same neighbours.

    In a large gap cells are compared with those as far from its start or end as they are: the
    index of `compare_by_words` knows the rest.

    Returns:
        Whether there was time for it.
    """
    for gap in gaps:
        if gap.large:
            pairs = _diagonals(matching, gap)
        else:
            pairs = [(base, head) for head in gap.head for base in gap.base]
        if budget.spent:
            return False
        for base, head in pairs:
            if (base, head) not in scores.known and scores.bound(base, head) >= LEAST:
                scores.score(base, head)
    return True


def _diagonals(matching: Matching, gap: Gap) -> list[tuple[int, int]]:
    pairs = [*zip(gap.base, gap.head, strict=False)]
    pairs += zip(reversed(gap.base), reversed(gap.head), strict=False)
    # Where cells repeat, two that are equal met by chance.
    return [(base, head) for base, head in pairs if not matching.equal(base, head)]


def compare_by_words(matching: Matching, scores: Scores, budget: Budget) -> bool:
    """Compares each free cell with those, wherever they are, that share its rare words.

    Returns:
        Whether there was time for it.
    """
    index = _index(matching, scores)
    place = 0
    for head, base in enumerate(matching.bases):
        if base is not None:
            place = base
            continue
        if budget.spent:
            return False
        tally = _tally(index, scores, head)
        ranked = sorted(tally, key=lambda found: (-tally[found], abs(found - place), found))
        for found in ranked[:_BEST]:
            scores.score(found, head)
    return True


def _index(matching: Matching, scores: Scores) -> dict[str, list[int]]:
    """The free cells of the base that have a word or line, if those are few."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for base in matching.free_bases:
        for mark in scores.bags.base(base).marks:
            index[mark].append(base)
    return {mark: bases for mark, bases in index.items() if len(bases) <= _COMMON}


def _tally(index: dict[str, list[int]], scores: Scores, head: int) -> Counter[int]:
    """Which cells of the base share rare words and lines with a cell of the head, and how rare."""
    marks = [mark for mark in scores.bags.head(head).marks if mark in index]
    marks.sort(key=lambda mark: len(index[mark]))
    tally: Counter[int] = Counter()
    for mark in marks[:_RAREST]:
        weight = _COMMON // len(index[mark])
        for base in index[mark]:
            tally[base] += weight
    return tally
