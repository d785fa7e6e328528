"""A text under change whose lines remember which line of a cell they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class MappedText:
    """The lines of a cell on their way into a module.

    Args:
        source: The cell's source; other line ends than LF become LF.
        without: Lines to leave out, from 0. Blank lines before and after what is left go, too.
    """

    def __init__(self, source: str, without: Iterable[int] = ()) -> None:
        left_out = frozenset(without)
        lines = source.replace("\r\n", "\n").split("\n")
        kept = [(line, number) for number, line in enumerate(lines) if number not in left_out]
        while kept and not kept[-1][0].strip():
            kept.pop()
        while kept and not kept[0][0].strip():
            kept.pop(0)
        self._texts = [line for line, _ in kept]
        self._origins = [number for _, number in kept]

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._texts)

    def __getitem__(self, line: int) -> str:
        """A line, without its end."""
        return self._texts[line]

    @property
    def text(self) -> str:
        """All lines, without an end of the last."""
        return "\n".join(self._texts)

    @property
    def origins(self) -> tuple[int, ...]:
        """For each line the one of the source, both from 0."""
        return tuple(self._origins)

    def texts(self) -> list[str]:
        """The lines, each with its end."""
        return [f"{line}\n" for line in self._texts]

    def origin(self, line: int) -> int:
        """The line of the source that a line stands for; beyond the text its nearest line."""
        if not self._origins:
            return 0
        return self._origins[min(max(line, 0), len(self._origins) - 1)]

    def replace(self, first: int, last: int, texts: Sequence[str]) -> None:
        """Puts other lines in the place of `first` to `last`.

        As many lines as before stand for the same lines as before; more or fewer all stand for
        the first.
        """
        count = last + 1 - first
        same = self._origins[first : last + 1]
        origins = same if len(texts) == count else same[:1] * len(texts)
        self._texts[first : last + 1] = texts
        self._origins[first : last + 1] = origins

    def wrap(self, first: int, last: int, texts: Sequence[str], *, before: int) -> None:
        """Puts lines in the place of `first` to `last` that have these within.

        Args:
            first: Line from which on.
            last: Line up to which, with it.
            texts: What is put there: new lines, the old ones changed in place, new lines.
            before: How many new lines come first.
        """
        same = self._origins[first : last + 1]
        after = len(texts) - before - len(same)
        self._texts[first : last + 1] = texts
        self._origins[first : last + 1] = same[:1] * before + same + same[-1:] * after
