"""Cuts a report to a size, by whole pieces, so that what is left is sound Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from jupyter_mlops.notebooks.render.phrases import count_phrase

#: A body as short as this is not worth leaving out.
_SHORT = 30
#: Number of a section, and of a block in it.
_Place = tuple[int, int]


class Block(Struct, frozen=True):
    """What is said of one cell, or of a notebook as a whole."""

    #: One line, with its line feed.
    head: str
    #: Blocks of Markdown; empty if the line says it all.
    body: str = ""
    #: The body with fewer lines of each text; empty if it is short anyway.
    brief: str = ""


class Section(Struct, frozen=True):
    """The details of a notebook."""

    #: What opens them, and what closes them.
    start: str
    end: str
    blocks: list[Block]


class Report(Struct, frozen=True, dict=True):
    """A whole report."""

    #: The title and the head of the table.
    start: str
    #: Rows of the table, one a notebook.
    rows: list[str]
    #: The last row of the table; empty if there is none.
    total: str
    sections: list[Section]

    @cached_property
    def _long(self) -> list[_Place]:
        """The bodies that may be shortened, the largest and last first."""
        return self._largest(lambda block: len(block.body) if block.brief else 0)

    @cached_property
    def _bodies(self) -> list[_Place]:
        """The bodies that may be left out, the largest and last first."""
        return self._largest(lambda block: len(block.brief or block.body))

    def _largest(self, size: Callable[[Block], int]) -> list[_Place]:
        places = [
            (size(block), number, place)
            for number, section in enumerate(self.sections)
            for place, block in enumerate(section.blocks)
            if size(block) > _SHORT
        ]
        return [(number, place) for _, number, place in sorted(places, reverse=True)]

    @cached_property
    def _heads(self) -> list[_Place]:
        """All blocks, the last first."""
        return [
            (number, place)
            for number in range(len(self.sections) - 1, -1, -1)
            for place in range(len(self.sections[number].blocks) - 1, -1, -1)
        ]

    def fit(self, limit: int | None) -> str:
        """The report in at most so many characters, or as short as it can be.

        First the largest bodies are shortened, then they go and leave their line, then the lines
        of the last cells go, then the last notebooks' details, then rows of the table.
        """
        if limit is None or self._length(0) <= limit:
            return "".join(self._pieces(0))
        least, most = 0, self._steps
        while most - least > 1:
            middle = (least + most) // 2
            if self._length(middle) <= limit:
                most = middle
            else:
                least = middle
        return "".join(self._pieces(most))

    @property
    def _steps(self) -> int:
        return sum(map(len, self._parts))

    @property
    def _parts(self) -> tuple[Sequence[object], ...]:
        """What goes, one after the other."""
        return self._long, self._bodies, self._heads, self.sections, self.rows

    def _length(self, step: int) -> int:
        return sum(map(len, self._pieces(step)))

    def _pieces(self, step: int) -> Iterator[str]:
        """The report after so many steps of leaving something out."""
        counts = []
        for parts in self._parts:
            counts.append(min(step, len(parts)))
            step -= counts[-1]
        short, bodies = set(self._long[: counts[0]]), set(self._bodies[: counts[1]])
        heads = set(self._heads[: counts[2]])
        yield self.start
        yield from self.rows[: len(self.rows) - counts[4]]
        yield self.total
        yield _note(len(bodies - heads), len(heads), counts[3], counts[4])
        for number, section in enumerate(self.sections[: len(self.sections) - counts[3]]):
            yield section.start
            gone = 0
            for place, block in enumerate(section.blocks):
                if (number, place) in heads:
                    gone += 1
                elif (number, place) in bodies:
                    yield f"{block.head[:-1]} · _left out here_\n\n"
                else:
                    body = block.brief if (number, place) in short else block.body
                    yield f"{block.head}\n{body}\n" if body else f"{block.head}\n"
            if gone:
                yield f"_{count_phrase(gone, 'more change')}_\n\n"
            yield section.end


def _note(bodies: int, heads: int, sections: int, rows: int) -> str:
    """Says what was left out."""
    parts = [
        count_phrase(number, noun, plural)
        for number, noun, plural in (
            (bodies + heads, "change", ""),
            (sections, "notebook", ""),
            (rows, "row of this table", "rows of this table"),
        )
        if number
    ]
    return f"\n_To fit, the details of {' and '.join(parts)} are left out._\n" if parts else ""
