"""Leaves out of a cell's outputs what is too large to be sent for a look."""

from __future__ import annotations

from typing import Any

import msgspec

#: Most output data of one piece, in bytes.
_LARGEST = 1_000_000
#: Most output data of one answer, in bytes.
_ALTOGETHER = 20_000_000
#: Characters that are left of the end of a long text.
_TAIL = 20_000


class Budget:
    """How much an answer may still hold."""

    def __init__(self) -> None:
        self._left = _ALTOGETHER

    def grants(self, size: int) -> bool:
        """Whether data of this size go in, which then are counted."""
        if size > min(_LARGEST, self._left):
            return False
        self._left -= size
        return True


def shorten(cell: dict[str, Any], budget: Budget) -> tuple[dict[str, Any], bool]:
    """A cell with what is too large replaced by a word on it, and whether that happened."""
    outputs = cell.get("outputs")
    if not isinstance(outputs, list) or budget.grants(len(msgspec.json.encode(outputs))):
        return cell, False
    pairs = [_shorten_output(output, budget) for output in outputs]
    kept = {**cell, "outputs": [output for output, _ in pairs]}
    return kept, any(shortened for _, shortened in pairs)


def _shorten_output(output: dict[str, Any], budget: Budget) -> tuple[dict[str, Any], bool]:
    size = len(msgspec.json.encode(output))
    if budget.grants(size):
        return output, False
    kind = output.get("output_type")
    if kind == "stream":
        text = _joined(output.get("text", ""))
        cut = f"[{size / 1e6:.1f} MB in all; the end:]\n{text[-_TAIL:]}"
        return {**output, "text": cut}, True
    if kind == "error":
        return {**output, "traceback": [], "evalue": str(output.get("evalue"))[:_TAIL]}, True
    types = ", ".join(sorted(output.get("data", {})))
    word = {"text/plain": f"[{types}: {size / 1e6:.1f} MB, left out here]"}
    return {**output, "data": word, "metadata": {}}, True


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)
