"""Finds the cells of two notebooks that a person would call the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from jupyter_mlops.notebooks.diff.align.alone import pair_alone
from jupyter_mlops.notebooks.diff.align.candidates import (
    LEAST,
    compare_by_words,
    compare_in_gaps,
)
from jupyter_mlops.notebooks.diff.align.cells import Cell, read_cell
from jupyter_mlops.notebooks.diff.align.condense import Condensed, condense
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
from jupyter_mlops.notebooks.diff.fingerprint import quick_print

#: Similarity from which a cell that stands where it should is the same one, before other places
#: are considered.
_STRONG = 0.6
#: The same for cells with the same id, wherever they stand.
_LINKED = 0.8
#: How many cells of each side say which words are common.
_SAMPLE = 24


class Prints(NamedTuple):
    """For each cell of base and head what is equal for cells that are equal in every bit."""

    base: list[bytes]
    head: list[bytes]


def align_cells(
    base: Sequence[dict[str, Any]],
    head: Sequence[dict[str, Any]],
    budget: Budget,
    prints: Prints | None = None,
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
        prints: Those of the cells, where they are known.

    Returns:
        The pairs, which of them moved, and which other cells are parts of split or joined ones.
    """
    prints = prints or Prints([*map(quick_print, base)], [*map(quick_print, head)])
    left = condense(base, *prints)
    matching = Matching(
        [read_cell(base[at]) for at in left.base],
        [read_cell(head[at]) for at in left.head],
        left.stands,
    )
    for pair in left.landmarks:
        matching.pair(*pair)
    links = _pair_equal(matching)
    done = _pair_similar(matching, links, lambda: [*_sample(base), *_sample(head)], budget)
    splits, joins = pair_largest_parts(matching)
    return Alignment(
        pairs=_all_pairs(matching, left),
        splits={left.head[part]: left.base[whole] for part, whole in splits.items()},
        joins={left.base[part]: left.head[whole] for part, whole in joins.items()},
        coarse=not done,
    )


def _all_pairs(matching: Matching, left: Condensed) -> list[Pair]:
    """The pairs that were found and those that were left out, which move with their landmarks."""
    staying = set(matching.spine())
    pairs = [
        Pair(left.base[base], left.head[head], moved=(base, head) not in staying)
        for base, head in matching.pairs()
    ]
    moved = {pair.base: pair.moved for pair in pairs}
    for base, head in left.inside:
        moved[base] = moved[base - 1]
        pairs.append(Pair(base, head, moved=moved[base]))
    return sorted(pairs, key=lambda pair: pair.head) if left.inside else pairs


def _sample(cells: Sequence[dict[str, Any]]) -> list[Cell]:
    return [read_cell(cell) for cell in cells[:: max(1, len(cells) // _SAMPLE)]]


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


def _pair_similar(
    matching: Matching,
    links: dict[int, int],
    sample: Callable[[], Sequence[Cell]],
    budget: Budget,
) -> bool:
    """Pairs cells of similar source; returns whether there was time for all of it."""
    pair_alone(matching, find_gaps(matching, matching.spine()), links)
    if not matching.free_bases or not matching.free_heads:
        return True
    scores = Scores(matching, links, sample)
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
