"""What edits are measured against once a module's edits are in its notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jupyter_mlops.modules.text.markers import find_markers, marker_text
from jupyter_mlops.modules.text.parse import parse_module

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import CellKey, ModulePlan
    from jupyter_mlops.modules.sync.model import Held

#: Blank lines below a section.
_GAP = ["", ""]


def next_base(body: str, held: Iterable[Held], plan: ModulePlan) -> str:
    """The module's text as the next comparison is to start from it.

    What was brought into the notebooks is no longer an edit of the module, and what was held is
    still one: there the text is as it was before.

    Args:
        body: The module's text now, without its header and with line feeds alone.
        held: What was held, in the order of the sections.
        plan: The module.
    """
    blocks = _blocks(body, plan)
    parsed = parse_module(body, file=plan.file)
    docstring = parsed.docstring.text if parsed.docstring and not plan.docstring else ""
    for each in held:
        keys = [key for key, _ in blocks]
        # A docstring stands on top of the module, wherever its cell's section is.
        text = each.text.removeprefix(docstring) if docstring else each.text
        lines = [marker_text(each.key), text.strip("\n"), *_GAP]
        if each.key in keys:
            blocks[keys.index(each.key)] = each.key, lines
            continue
        at = keys.index(each.after) + 1 if each.after is not None and each.after in keys else 1
        if blocks[at - 1][1][-1:] != [""]:
            lines = [*_GAP, *lines]
        blocks.insert(at, (each.key, lines))
    return "\n".join(line for _, lines in blocks for line in lines)


def _blocks(body: str, plan: ModulePlan) -> list[tuple[CellKey | None, list[str]]]:
    """What stands above the first marker, then each marker with what is below it."""
    places = {(cell.key.notebook, f"@{cell.index}"): cell.key for cell in plan.cells}
    lines = body.split("\n")
    markers = find_markers(body, file=plan.file)
    ends = [*(marker.line for marker in markers), len(lines)]
    blocks: list[tuple[CellKey | None, list[str]]] = [(None, lines[: ends[0]])]
    for marker, end in zip(markers, ends[1:], strict=True):
        key = marker.key and places.get((marker.key.notebook, marker.key.cell), marker.key)
        known = any(key == each for each, _ in blocks)
        blocks.append((None if known else key, lines[marker.line : end]))
    return blocks
