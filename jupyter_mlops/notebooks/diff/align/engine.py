"""Finds the cells of two notebooks that a person would call the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jupyter_mlops.notebooks.diff.align.candidates import (
    LEAST,
    compare_by_words,
    compare_in_gaps,
)
from jupyter_mlops.notebooks.diff.align.cells import read_cell
from jupyter_mlops.notebooks.diff.align.edited import (
    follow_moves,
    pair_afar,
    pair_in_gaps,
    pair_linked,
)
from jupyter_mlops.notebooks.diff.align.exact import (
    extend,
    pair_by_outputs,
    pair_equal_links,
    pair_repeated,
    pair_unique,
)
from jupyter_mlops.notebooks.diff.align.facing import pair_facing
from jupyter_mlops.notebooks.diff.align.gaps import find_gaps
from jupyter_mlops.notebooks.diff.align.identity import trusted_links
from jupyter_mlops.notebooks.diff.align.matching import Matching
from jupyter_mlops.notebooks.diff.align.model import Alignment, Pair
from jupyter_mlops.notebooks.diff.align.parts import pair_largest_parts
from jupyter_mlops.notebooks.diff.align.scores import Scores
from jupyter_mlops.notebooks.diff.budget import Budget

#: Similarity from which a cell that stands where it should is the same one, before other places
#: are considered.
_STRONG = 0.6
#: The same for cells with the same id, wherever they stand.
_LINKED = 0.8


def align_cells(
    base: Sequence[dict[str, Any]], head: Sequence[dict[str, Any]], budget: Budget
) -> Alignment:
    """Pairs the cells of two notebooks.

    What is certain comes first: equal sources that are there once, then ids as far as these pairs
    bear them out, then equal sources by their neighbours, and only then similar ones. Outputs
    decide between cells of equal source and nothing else. The work grows with the number of
    cells, never with the product of two numbers of cells.

    Args:
        base: The cells of the older notebook; values in them may be of any type.
        head: Those of the newer.
        budget: Time; once it is spent, similar cells stay unpaired that were not compared yet.

    Returns:
        The pairs, which of them moved, and which other cells are parts of split or joined ones.
    """
    matching = Matching([read_cell(cell) for cell in base], [read_cell(cell) for cell in head])
    links = _pair_equal(matching)
    done = _pair_similar(matching, links, budget)
    splits, joins = pair_largest_parts(matching)
    staying = set(matching.spine())
    pairs = [Pair(*pair, moved=pair not in staying) for pair in matching.pairs()]
    return Alignment(pairs=pairs, splits=splits, joins=joins, coarse=not done)


def _pair_equal(matching: Matching) -> dict[int, int]:
    """Pairs cells of equal source; returns the links by id that then remain to be used."""
    pair_unique(matching)
    links = trusted_links(matching)
    pair_equal_links(matching, links)
    pair_by_outputs(matching)
    spine = matching.spine()
    ends = [(-1, -1), *spine, (len(matching.base), len(matching.head))]
    extend(matching, ends)
    staying = set(spine)
    extend(matching, [pair for pair in matching.pairs() if pair not in staying])
    return {one: other for one, other in links.items() if matching.free(one, other)}


def _pair_similar(matching: Matching, links: dict[int, int], budget: Budget) -> bool:
    """Pairs cells of similar source; returns whether there was time for all of it."""
    if not matching.free_bases or not matching.free_heads:
        return True
    scores = Scores(matching, links)
    pair_linked(scores, matching, _LINKED)
    gaps = find_gaps(matching, matching.spine())
    done = compare_in_gaps(matching, scores, gaps, budget)
    done = done and compare_by_words(matching, scores, budget)
    pair_in_gaps(matching, scores, gaps, _STRONG)
    spine = matching.spine()
    done = pair_repeated(matching, find_gaps(matching, spine), budget) and done
    pair_afar(matching, scores)
    follow_moves(matching, scores, matching.spine())
    gaps = find_gaps(matching, matching.spine())
    done = done and compare_in_gaps(matching, scores, gaps, budget)
    pair_in_gaps(matching, scores, gaps, LEAST)
    pair_facing(matching, scores, find_gaps(matching, matching.spine()))
    pair_linked(scores, matching, 0)
    return done
