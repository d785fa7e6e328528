"""What a commit of changes could be called."""

from __future__ import annotations

from jupyter_mlops.notebooks.staging.model import CellKind, NotebookChanges

_VERBS: dict[CellKind, str] = {
    "edited": "edit",
    "added": "add",
    "removed": "remove",
    "moved": "move",
    "rerun": "rerun",
    "other": "change metadata of",
}


def describe_changes(name: str, changes: NotebookChanges) -> str:
    """The changes of a notebook in a few words, as the subject of a commit message.

    Args:
        name: What to call the notebook.
        changes: Those that the commit would hold.

    Returns:
        Such as `train: edit 2 cells, add 1`.
    """
    kinds = [change.kind for change in changes.cells]
    counts = [(verb, kinds.count(kind)) for kind, verb in _VERBS.items() if kind in kinds]
    if not counts:
        return f"{name}: change metadata" if changes.notebook else f"{name}: update"
    verb, first = counts[0]
    said = [f"{verb} {first} cell{'s' if first > 1 else ''}"]
    said += [f"{verb} {count}" for verb, count in counts[1:]]
    return f"{name}: {', '.join(said)}"
