"""How much two cells look like the same one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jupyter_mlops.notebooks.diff.align.bags import Bags
from jupyter_mlops.notebooks.diff.align.cells import Cell
from jupyter_mlops.notebooks.diff.align.matching import Matching

#: What another type takes from the similarity of the sources.
_RETYPED = 0.75
#: What an id that is trusted adds, and what it takes where it ties a cell to another one.
_LINK = 0.3


class Scores:
    """Similarities of cells without a pair, each computed once.

    Args:
        matching: The cells.
        links: Cells that a trusted id ties together, base index -> head index.
        sample: Gives cells that say which words are common.
    """

    def __init__(
        self, matching: Matching, links: dict[int, int], sample: Callable[[], Sequence[Cell]]
    ) -> None:
        self.bags = Bags(matching.base, matching.head, sample)
        self._matching = matching
        self.links = links
        self._backlinks = {head: base for base, head in links.items()}
        #: Similarities that were computed so far.
        self.known: dict[tuple[int, int], float] = {}

    def score(self, base: int, head: int) -> float:
        """From 0 to 1 by the sources, and somewhat more or less by what ids say."""
        known = self.known.get((base, head))
        if known is None:
            known = self.known[base, head] = self._similarity(base, head)
        return known + self._by_id(base, head)

    def _similarity(self, base: int, head: int) -> float:
        """From 0, nothing in common, to 1: twice what both have by what they have together."""
        one, other = self._matching.base[base], self._matching.head[head]
        factor = 1.0 if one.kind == other.kind else _RETYPED
        if one.text == other.text:
            return factor
        bag, fellow = self.bags.base(base), self.bags.head(head)
        small, large = bag.counts, fellow.counts
        if len(small) > len(large):
            small, large = large, small
        weights = self.bags.weights
        common = 0
        for token, count in small.items():
            theirs = large.get(token)
            if theirs:
                common += weights[token] * min(count, theirs)
        # Never quite 1: what is equal comes before what only has the same words.
        return factor * min(0.99, 2 * common / max(1, bag.total + fellow.total))

    def bound(self, base: int, head: int) -> float:
        """What the score is at most, by the sizes alone."""
        one, other = self.bags.base(base).total, self.bags.head(head).total
        if not one or not other:
            return 1.0 + _LINK if one == other else 0.0
        return 2 * min(one, other) / (one + other) + self._by_id(base, head)

    def _by_id(self, base: int, head: int) -> float:
        link, backlink = self.links.get(base), self._backlinks.get(head)
        if link == head:
            return _LINK
        mine = link is not None and self._matching.bases[link] is None
        theirs = backlink is not None and self._matching.heads[backlink] is None
        return -_LINK if mine or theirs else 0.0
