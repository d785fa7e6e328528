"""Cells as bags of weighted words, which is how they are compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property

from jupyter_mlops.notebooks.diff.align.cells import Cell

#: Words; scripts that put no spaces between words count by their characters.
_TOKEN = re.compile(r"[^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+|\S")
#: Of a larger source only so many characters at its start and its end are looked at.
_LOOK = 5_000
#: How many characters of a cell say which words are common.
_SAMPLE_LOOK = 500
_SIGN, _NUMBER, _WORD, _RARE = 1, 2, 3, 8


class Bag:
    """The tokens of a cell, each with its number and its weight."""

    __slots__ = ("counts", "marks", "total", "words")

    def __init__(self, text: str, counts: Counter[str], weights: dict[str, int]) -> None:
        self.counts = counts
        self.total = sum(count * weights[token] for token, count in counts.items())
        words = [token for token in counts if weights[token] > _SIGN]
        #: How many different tokens are words or numbers.
        self.words = len(words)
        #: By what to find it: these, and its lines if there are several.
        self.marks = list(dict.fromkeys(words + text.split("\n"))) if "\n" in text else words


class Bags:
    """Makes bags; a token weighs more the fewer cells have it.

    Args:
        base: Cells of the base.
        head: Cells of the head.
        sample: Gives cells of both, some of all, that say which words are common.
    """

    def __init__(
        self,
        base: Sequence[Cell],
        head: Sequence[Cell],
        sample: Callable[[], Sequence[Cell]],
    ) -> None:
        self._cells = base, head
        self._sample = sample
        self._made: tuple[dict[int, Bag], dict[int, Bag]] = ({}, {})
        self.weights: dict[str, int] = {}

    def base(self, index: int) -> Bag:
        """The bag of a cell of the base."""
        return self._bag(0, index)

    def head(self, index: int) -> Bag:
        """The bag of a cell of the head."""
        return self._bag(1, index)

    def _bag(self, side: int, index: int) -> Bag:
        bag = self._made[side].get(index)
        if bag is None:
            text = _cut(self._cells[side][index].text)
            counts = _count(text)
            for token in counts:
                if token not in self.weights:
                    self.weights[token] = self._weigh(token)
            bag = self._made[side][index] = Bag(text, counts, self.weights)
        return bag

    def _weigh(self, token: str) -> int:
        if not token[0].isalnum() and token[0] != "_":
            return _SIGN
        if token[0].isdigit():
            return _NUMBER
        cells, frequency = self._frequency
        rarity = ((cells + 1) // (frequency[token] + 1)).bit_length()  # log2, but exact
        return min(_WORD + rarity - 1, _RARE)

    @cached_property
    def _frequency(self) -> tuple[int, Counter[str]]:
        """How many cells were looked at, and how many of them have a token."""
        frequency: Counter[str] = Counter()
        sample = [cell for cell in self._sample() if cell.text]
        for cell in sample:
            frequency.update(_count(cell.text[:_SAMPLE_LOOK]).keys())
        return len(sample), frequency


def _cut(text: str) -> str:
    return text if len(text) <= 2 * _LOOK else f"{text[:_LOOK]}\n{text[-_LOOK:]}"


def _count(text: str) -> Counter[str]:
    return Counter(_TOKEN.findall(text))
