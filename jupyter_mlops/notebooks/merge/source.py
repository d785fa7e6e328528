"""The source of a cell three-way, and whose outputs go with it."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.merge.conflicts import settled_lines
from jupyter_mlops.notebooks.merge.lines import clashes, merge_texts
from jupyter_mlops.notebooks.merge.model import MergeOptions
from jupyter_mlops.notebooks.merge.values import Three, three_way
from jupyter_mlops.notebooks.multiline import split_lines, text_of


class MergedSource(NamedTuple):
    """A merged source."""

    #: As a string or a list, or whatever else stood there.
    value: Any
    conflict: bool = False
    #: Which side it is equal to if both sides changed it; `none` if it is new.
    owner: Literal["any", "local", "remote", "none"] = "any"

    def outputs(self, three: Three) -> Three | None:
        """The outputs that may be of this source; None if neither side ran it."""
        if self.owner == "none":
            return None
        if self.owner == "any":
            return three
        side = three.local if self.owner == "local" else three.remote
        return Three(side, side, side)


def merge_source(three: Three, options: MergeOptions, budget: Budget) -> MergedSource:
    """Merges a source by line.

    Args:
        three: The values of `source`, of any type.
        options: How to settle what both sides changed differently.
        budget: Time.
    """
    base, local, remote = (text_of(side) for side in three)
    if local is None or remote is None:
        return _merge_as_value(three, options)
    if local == remote:
        settled = three_way(three)
        return MergedSource(three.local if settled is None else settled[0])
    if base in (local, remote):
        return MergedSource(three.remote if local == base else three.local)
    stretches = merge_texts(base or "", local, remote, budget)
    text = "\n".join(settled_lines(stretches, options))
    if text == local:
        return MergedSource(three.local, owner="local")
    if text == remote:
        return MergedSource(three.remote, owner="remote")
    conflict = options.source == "mark" and clashes(stretches)
    return MergedSource(in_form_of(three.local, text), conflict, "none")


def in_form_of(value: Any, text: str) -> Any:
    """A text as a list of lines if that is what `value` is, else as a string."""
    return split_lines(text) if isinstance(value, list) else text


def _merge_as_value(three: Three, options: MergeOptions) -> MergedSource:
    """Takes one side: there is no text on the other."""
    if (settled := three_way(three)) is not None:
        return MergedSource(settled[0])
    if options.source == "remote":
        return MergedSource(three.remote, owner="remote")
    return MergedSource(three.local, conflict=options.source == "mark", owner="local")
