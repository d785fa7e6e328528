"""How much a page holds: it has to open at once whatever is in the notebooks."""

from __future__ import annotations

from typing import Any

#: Lines of one text.
LINES = 2_000
#: Lines of unchanged text that unfold.
FOLDED_LINES = 500
#: Characters of one line.
LINE = 4_000
#: Characters of both sides of a text that differs in some lines.
TEXT = 20_000_000
#: Characters of markup of one output.
MARKUP = 1_000_000
#: Rows, and columns, of a table that differ.
TABLE_ROWS = 200
TABLE_COLUMNS = 40
#: Characters of a label or a cell of a table.
LABEL = 200
#: Changed values of one object.
VALUES = 200
#: Characters of one value.
VALUE = 2_000
#: Decoded bytes of one picture.
PICTURE = 12_000_000
#: Pixels of a pair of pictures that a heat map is drawn of.
HEATED = 4_000_000


class Allowance:
    """What a page has room for.

    Args:
        size: Bytes of outputs.
        folded: Characters of unchanged sources.
        heated: Pixels that heat maps are drawn of.
    """

    def __init__(
        self, size: int = 48_000_000, folded: int = 8_000_000, heated: int = 40_000_000
    ) -> None:
        self._left = {"size": size, "folded": folded, "heated": heated}

    def take(self, amount: int, what: str = "size") -> bool:
        """Takes room for something; False, and none taken, if there is not enough."""
        if amount > self._left[what]:
            return False
        self._left[what] -= amount
        return True


def weight(value: Any) -> int:
    """About how many bytes a JSON value takes: the characters in it."""
    total, rest = 0, [value]
    while rest:
        item = rest.pop()
        if isinstance(item, str):
            total += len(item)
        elif isinstance(item, dict):
            total += sum(map(len, item))
            rest.extend(item.values())
        elif isinstance(item, list):
            rest.extend(item)
        else:
            total += 4
    return total
