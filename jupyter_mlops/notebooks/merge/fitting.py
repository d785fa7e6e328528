"""Keys of a cell that its type asks for."""

from __future__ import annotations

from typing import Any


def fit_to_type(cell: dict[str, Any], like: dict[str, Any]) -> dict[str, Any]:
    """A cell with the keys that its type asks for, and without those that it must not have.

    Args:
        cell: The cell.
        like: A cell whose order of keys it gets; sorted if they are.
    """
    if cell.get("cell_type") == "code":
        new = {"execution_count": None, "outputs": [], **cell}
        new.pop("attachments", None)
    else:
        new = {k: v for k, v in cell.items() if k not in ("execution_count", "outputs")}
    if list(new) == list(like):
        return new
    if list(like) == sorted(like):
        return dict(sorted(new.items()))
    added = [key for key in new if key not in like]
    return {key: new[key] for key in [*(key for key in like if key in new), *added]}
