"""One cell three-way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.metadata import CELL_NOISE
from jupyter_mlops.notebooks.merge.conflicts import with_conflict, with_entry
from jupyter_mlops.notebooks.merge.model import KEY, STALE, ConflictKind, MergeOptions
from jupyter_mlops.notebooks.merge.outputs import merge_outputs
from jupyter_mlops.notebooks.merge.source import merge_source
from jupyter_mlops.notebooks.merge.values import (
    MISSING,
    Rules,
    Three,
    merge_value,
    merged_keys,
    three_way,
)

#: What may differ in a cell without anybody having decided anything.
NOISE = {**CELL_NOISE, ("metadata", KEY): "what an earlier merge had to say"}
CODE = "code"
#: Keys that only cells of code have.
CODE_KEYS = ("execution_count", "outputs")
_ATTACHMENTS = "attachments"


@dataclass
class MergedCell:
    """A cell of the merged notebook, and what had to be done for it."""

    cell: dict[str, Any]
    kinds: list[ConflictKind] = field(default_factory=list)
    #: Whether outputs were dropped.
    stale: bool = False


def merge_cell(three: Three, options: MergeOptions, budget: Budget) -> MergedCell:
    """Merges a cell that both sides have.

    Args:
        three: The cell on the three sides; `MISSING` as the base if both sides inserted it.
        options: How to settle what both sides changed differently.
        budget: Time.
    """
    if (settled := three_way(three)) is not None:
        return MergedCell(settled[0])
    return _Merge(three, options, budget).run()


class _Merge:
    """The merge of one cell that both sides have and changed.

    Args:
        three: The cell on the three sides.
        options: How to settle what both sides changed differently.
        budget: Time.
    """

    def __init__(self, three: Three, options: MergeOptions, budget: Budget) -> None:
        self._three = three
        self._options = options
        self._budget = budget
        self._kinds: list[ConflictKind] = []
        self._stale = False

    def run(self) -> MergedCell:
        """Merges all parts."""
        three = self._three
        kind = self._merge_type()
        source = merge_source(three.at("source"), self._options, self._budget)
        if source.conflict:
            self._kinds.append("source")
        parts = {"cell_type": kind, "source": source.value, "id": _merge_id(three.at("id"))}
        if kind == CODE:
            parts |= self._merge_run(source.outputs(three.at("outputs")))
        parts |= self._merge_attachments(kind)
        parts |= self._merge_rest(parts)
        keys = merged_keys(merged_keys(three.local, three.remote), sorted(parts))
        cell = {key: parts[key] for key in keys if parts.get(key, MISSING) is not MISSING}
        if self._stale:
            cell = with_entry(cell, STALE, value=True)
        if self._kinds:
            cell = with_conflict(cell, self._kinds, three, self._options)
        return MergedCell(cell, self._kinds, self._stale)

    def _merge_type(self) -> Any:
        kinds = self._three.at("cell_type")
        if (settled := three_way(kinds)) is not None:
            return settled[0]
        if self._options.source == "mark":
            self._kinds.append("type")
        return kinds.remote if self._options.source == "remote" else kinds.local

    def _merge_run(self, three: Three | None) -> dict[str, Any]:
        """Outputs and count of a code cell, from the outputs that may be of the merged source."""
        outputs = None
        if three is not None:
            outputs = merge_outputs(three, self._options.outputs, self._budget)
        if outputs is None:
            self._stale = any(side.get("outputs") for side in self._three[1:])
            return {"execution_count": None, "outputs": []}
        counts = three_way(self._three.at("execution_count"))
        count = None if counts is None or counts[0] is MISSING else counts[0]
        return {"execution_count": count, "outputs": outputs}

    def _merge_attachments(self, kind: Any) -> dict[str, Any]:
        three = self._three.at(_ATTACHMENTS)
        rules = Rules({}, self._options.metadata)
        found = Three(*({} if side is MISSING else side for side in three))
        merged = merge_value((_ATTACHMENTS,), found, rules)
        if kind == CODE and merged and three_way(three) is None:
            rules.settle((_ATTACHMENTS,), *three[1:])
        if rules.open:
            self._kinds.append("attachments")
        if kind == CODE or (merged == {} and MISSING in three[1:]):
            merged = MISSING
        return {_ATTACHMENTS: merged}

    def _merge_rest(self, done: dict[str, Any]) -> dict[str, Any]:
        rules = Rules(NOISE, self._options.metadata)
        rest = {
            key: merge_value((key,), self._three.at(key), rules)
            for key in merged_keys(self._three.local, self._three.remote)
            if key not in done and key not in CODE_KEYS
        }
        if rules.open:
            self._kinds.append("metadata")
        return rest


def _merge_id(three: Three) -> Any:
    """The id, if any side has one: what a format without ids dropped was not removed by anybody."""
    if MISSING in three[1:]:
        return three.remote if three.local is MISSING else three.local
    settled = three_way(three)
    return three.local if settled is None else settled[0]
