"""What others have told git to do with notebooks, and who wins."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from jupyter_mlops.git.attributes import driver_of_notebooks, notebooks_with
from jupyter_mlops.git.drivers import NAME, PARTS, Part
from jupyter_mlops.git.settings_files import Scope

_LFS = "lfs"
_CALLED: Final[dict[Part, str]] = {"diff": "driver", "filter": "filter", "merge": "merge driver"}

#: What git uses for notebooks at the root of a worktree.
Drivers = Mapping[Part, str | None]


def drivers_here(root: Path | None, parts: Collection[Part] = PARTS) -> Drivers:
    """What is in force in a worktree; nothing outside of one."""
    if root is None:
        return {}
    return {part: driver_of_notebooks(root, part) for part in PARTS if part in parts}


def kept_by_lfs(root: Path, parts: Collection[Part]) -> tuple[Collection[Part], tuple[str, ...]]:
    """Leaves the filter out where Git LFS keeps notebooks, which is a filter, too.

    Ours instead would put whole notebooks where pointers have to be.

    Returns:
        What is left of `parts`, and what to say.
    """
    if "filter" not in parts:
        return parts, ()
    kept = notebooks_with(root, "filter", _LFS)
    if not kept and driver_of_notebooks(root, "filter") != _LFS:
        return parts, ()
    which = f" ({kept[0]})" if kept else ""
    note = f"Git LFS keeps notebooks of this repository{which}: they are not filtered"
    return [part for part in parts if part != "filter"], (note,)


def rival_notes(before: Drivers, after: Drivers, scope: Scope) -> tuple[str, ...]:
    """Who wins where others have told git something, too."""
    notes = []
    for part, winner in after.items():
        called, loser = _CALLED[part], before.get(part)
        if winner not in (None, NAME):
            note = (
                f"the {called} {winner} of other attributes wins for notebooks in this repository"
            )
            if scope == "global":
                note += ": a .gitattributes here counts more than the user's file"
            notes.append(note)
        elif loser not in (None, NAME):
            notes.append(
                f"the {called} {loser} was used for notebooks here; {NAME} now wins over it"
            )
    return tuple(notes)


def left_notes(root: Path | None) -> tuple[str, ...]:
    """What is in force after ours was taken away."""
    return tuple(
        f"git uses the {_CALLED[part]} {driver} for notebooks here"
        for part, driver in drivers_here(root).items()
        if driver
    )
